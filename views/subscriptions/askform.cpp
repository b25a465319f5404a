// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/askform.h"

#include "models/telemetry/timecontext.h"
#include "views/subscriptions/rolechoice.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/field.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/textlabel.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

// SubscriptionRequest::purpose
constexpr int longestPurpose = 400;
constexpr int usualDays = 28;
constexpr int tallRoles = 3; // more than this and each takes one line

QDateEdit *makeDate(const QString &name)
{
    auto *edit = new QDateEdit;
    edit->setObjectName(name);
    edit->setDisplayFormat(AskForm::tr("d MMM yyyy", "a day, as QLocale writes it"));
    edit->setMinimumWidth(0);
    return edit;
}

} // namespace

AskForm::AskForm(const TimeContext &time, QWidget *parent)
    : Panel(tr("Ask for access"), parent)
    , m_time(time)
    , m_roles(new QWidget(this))
    , m_group(new QButtonGroup(this))
    , m_purpose(new QPlainTextEdit)
    , m_basis(new QComboBox)
    , m_from(makeDate(u"ask-from"_s))
    , m_to(makeDate(u"ask-to"_s))
    , m_purposeField(new FormField(tr("Purpose"), m_purpose, this))
    , m_basisField(new FormField(tr("Legal basis"), m_basis, this))
    , m_fromField(new FormField(tr("From"), m_from, this))
    , m_toField(new FormField(tr("To"), m_to, this))
    , m_send(makeButton(tr("Send request"), ButtonKind::Primary, this))
    , m_message(new InlineMessage(this))
{
    build();
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool checked) {
        if (checked && !m_showing) {
            check();
            Q_EMIT roleChosen(role());
        }
    });
    connect(m_purpose, &QPlainTextEdit::textChanged, this, &AskForm::check);
    connect(m_basis, &QComboBox::currentIndexChanged, this, &AskForm::check);
    connect(m_from, &QDateEdit::dateChanged, this, &AskForm::check);
    connect(m_to, &QDateEdit::dateChanged, this, &AskForm::check);
    connect(m_send, &QPushButton::clicked, this, &AskForm::send);
}

void AskForm::build()
{
    const Theme theme = Theme::of(this);
    m_purpose->setObjectName(u"ask-purpose"_s);
    m_purpose->setTabChangesFocus(true);
    followTheme(this, [this](const Theme &now) { dress(now); });
    m_purposeField->setRequired(true);
    m_basis->setObjectName(u"ask-legal-basis"_s);
    m_basis->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_basis->setMinimumContentsLength(8);
    m_basisField->setLineReserved(false);
    m_send->setObjectName(u"ask-send"_s);
    m_message->setObjectName(u"ask-outcome"_s);
    m_message->hide();

    auto *roles = new QVBoxLayout(m_roles);
    roles->setContentsMargins(0, 0, 0, 0);
    roles->setSpacing(theme.space(1));
    auto *dates = new QHBoxLayout;
    dates->setSpacing(theme.space(4));
    dates->addWidget(m_fromField, 1);
    dates->addWidget(m_toField, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_send);
    foot->addStretch();

    setBodySpacing(0);
    body()->addWidget(m_message);
    body()->addWidget(new TextLabel(tr("Role"), TypeRole::Label, Tone::Secondary, this));
    body()->addSpacing(theme.space(1));
    body()->addWidget(m_roles);
    body()->addSpacing(theme.space(2));
    body()->addWidget(m_purposeField);
    body()->addWidget(m_basisField);
    body()->addSpacing(theme.space(2));
    body()->addLayout(dates);
    body()->addSpacing(theme.space(2));
    body()->addLayout(foot);
    body()->addStretch(1);
}

void AskForm::dress(const Theme &theme)
{
    m_purpose->setFixedHeight(2 * theme.lineHeight(TypeRole::Body) + 2 * theme.space(2));
    for (QAbstractButton *button : m_group->buttons()) {
        if (auto *choice = qobject_cast<RoleChoice *>(button))
            choice->setTall(m_sector.roles.size() <= tallRoles && theme.density() == Density::Desk);
    }
}

void AskForm::setSector(const SectorSummary &sector)
{
    if (sector.id == m_sector.id)
        return;
    keep();
    m_sector = sector;
    m_tried = false;
    m_message->hide();
    setTitle(tr("Ask for access: %1").arg(sector.name));
    const QDate today = Dates::moment(m_time.now()).date();
    fill(m_drafts.value(sector.id,
                        Entered{{}, {}, {}, today, today.addDays(std::min(usualDays, std::max(1, sector.longestDays)))}));
    Q_EMIT roleChosen(role());
}

void AskForm::setRole(const RoleId &wanted)
{
    if (m_sector.id.value.isEmpty() || wanted.value.isEmpty())
        return;
    for (qsizetype i = 0; i < m_sector.roles.size(); ++i) {
        if (m_sector.roles.at(i).id == wanted)
            m_group->button(int(i))->setChecked(true);
    }
}

RoleId AskForm::role() const
{
    const int at = m_group->checkedId();
    return at >= 0 && at < m_sector.roles.size() ? m_sector.roles.at(at).id : RoleId();
}

void AskForm::setBlocked(const QString &reason)
{
    m_blocked = reason;
    check();
}

void AskForm::setBusy(bool busy)
{
    m_busy = busy;
    m_send->setText(busy ? tr("Sending") : tr("Send request"));
    check();
}

void AskForm::accept(const QString &happened, const QString &next)
{
    m_drafts.remove(m_sector.id);
    m_tried = false;
    m_purpose->clear();
    m_drafts.remove(m_sector.id);
    setBusy(false);
    m_message->setMessage(happened, next, {}, u"check"_s);
    m_message->show();
}

void AskForm::refuse(const QString &happened, const QString &next)
{
    setBusy(false);
    m_message->setMessage(happened, next, {}, u"info"_s);
    m_message->show();
}

void AskForm::forgetOutcome() { m_message->hide(); }

QWidget *AskForm::firstFocus() const { return m_purpose; }

void AskForm::orderTabs()
{
    // In the order in which they are read: new buttons would come last in the window otherwise.
    QList<QWidget *> order{m_before};
    for (QAbstractButton *choice : m_group->buttons())
        order.append(choice);
    order += {m_purpose, m_basis, m_from, m_to, m_send};
    for (qsizetype i = 1; i < order.size(); ++i) {
        if (order[i - 1])
            setTabOrder(order[i - 1], order[i]);
    }
}

void AskForm::buildRoles(const RoleId &chosen)
{
    qDeleteAll(m_group->buttons());
    for (qsizetype i = 0; i < m_sector.roles.size(); ++i) {
        const Role &role = m_sector.roles.at(i);
        auto *choice = new RoleChoice(role.name, role.summary, m_roles);
        choice->setObjectName(u"ask-role-"_s + role.id.value);
        m_roles->layout()->addWidget(choice);
        m_group->addButton(choice, int(i));
        choice->setChecked(role.id == chosen || (i == 0 && chosen.value.isEmpty()));
    }
    orderTabs();
    dress(Theme::of(this));
}

void AskForm::keep()
{
    const Entered now = entered();
    if (!m_sector.id.value.isEmpty() && !now.purpose.isEmpty())
        m_drafts.insert(m_sector.id, now);
}

void AskForm::fill(const Entered &draft)
{
    m_showing = true;
    buildRoles(draft.role);
    m_purpose->setPlainText(draft.purpose);
    m_basis->clear();
    m_basis->addItems(m_sector.legalBases);
    m_basis->setCurrentIndex(std::max(0, int(m_sector.legalBases.indexOf(draft.legalBasis))));
    const QDate today = Dates::moment(m_time.now()).date();
    m_from->setMinimumDate(today);
    m_from->setDate(draft.from);
    m_to->setDate(draft.to);
    m_showing = false;
    check();
}

void AskForm::check()
{
    if (m_showing)
        return;
    const auto length = m_purpose->toPlainText().trimmed().size();
    m_purposeField->setHelp(tr("%1 of %2 characters, shown to the approver").arg(length).arg(longestPurpose));
    if (length > longestPurpose)
        m_purposeField->setError(tr("%1 of %2 characters: shorten it").arg(length).arg(longestPurpose));
    else if (length > 0 && length < SubscriptionRequest::shortestPurpose && (m_tried || !m_purpose->hasFocus()))
        m_purposeField->setError(tr("At least %1 characters").arg(SubscriptionRequest::shortestPurpose));
    else if (length == 0 && m_tried)
        m_purposeField->setError(tr("Say what it is needed for"));
    else
        m_purposeField->setError({});

    const auto days = m_from->date().daysTo(m_to->date());
    m_toField->setHelp(m_sector.longestDays > 0 ? tr("%1 days, longest %2").arg(days).arg(m_sector.longestDays) : QString());
    if (days < 1)
        m_toField->setError(tr("After the first day"));
    else if (m_sector.longestDays > 0 && days > m_sector.longestDays)
        m_toField->setError(tr("%1 days, longest %2").arg(days).arg(m_sector.longestDays));
    else
        m_toField->setError({});
    setDisabledReason(m_send, problem());
}

QString AskForm::problem() const
{
    if (m_busy)
        return tr("The request is being sent");
    if (!m_blocked.isEmpty())
        return m_blocked;
    if (role().value.isEmpty())
        return tr("Choose a role first");
    const auto length = m_purpose->toPlainText().trimmed().size();
    if (length < SubscriptionRequest::shortestPurpose)
        return tr("Write the purpose first, at least %1 characters").arg(SubscriptionRequest::shortestPurpose);
    if (length > longestPurpose)
        return tr("The purpose is longer than %1 characters").arg(longestPurpose);
    const auto days = m_from->date().daysTo(m_to->date());
    if (days < 1 || (m_sector.longestDays > 0 && days > m_sector.longestDays))
        return tr("Correct the days first");
    return {};
}

void AskForm::send()
{
    m_tried = true;
    check();
    if (!problem().isEmpty())
        return;
    keep();
    m_message->hide();
    const Entered now = entered();
    // A request that begins today begins now: the hours that are over can't be asked for.
    const Instant from = std::max(Dates::startOf(now.from), m_time.now());
    setBusy(true);
    Q_EMIT requestRequested({m_sector.id, now.role, now.purpose, now.legalBasis, {from, Dates::startOf(now.to)}});
}

AskForm::Entered AskForm::entered() const
{
    return {role(), m_purpose->toPlainText().trimmed(), m_basis->currentText(), m_from->date(), m_to->date()};
}

} // namespace stanforis
