// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/inboxpanel.h"

#include "models/domain/duties.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/subscriptions/subscriptiontext.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/factlist.h"
#include "views/widgets/field.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString times(int count)
{
    return count <= 0   ? InboxPanel::tr("never")
           : count == 1 ? InboxPanel::tr("once")
                        : InboxPanel::tr("%n times", nullptr, count);
}

} // namespace

InboxPanel::InboxPanel(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, const TimeContext &time,
                       QWidget *parent)
    : Panel(tr("Requests for my decision"), parent)
    , m_catalogue(catalogue)
    , m_time(time)
    , m_model(subscriptions)
    , m_rows(new RowTextModel(
          &m_model,
          [this](int row) {
              const Subscription *s = m_model.at(row);
              return s ? SubscriptionText::inboxRow(*s, m_catalogue, m_time.now()) : RowText();
          },
          this))
    , m_list(makeRowList(m_rows, u"inbox-list"_s, tr("Requests for my decision"), true, this))
    , m_right(new QWidget(this))
    , m_none(new TextLabel(tr("Nobody waits for your decision. New requests appear here by themselves."), TypeRole::Body,
                           Tone::Secondary, this))
    , m_message(new InlineMessage(this))
{
    setEdgeToEdge(true);
    m_none->setWordWrap(true);
    followTheme(this, [this](const Theme &theme) {
        m_none->setContentsMargins(theme.metrics().panelPadding, theme.space(3), theme.metrics().panelPadding, theme.space(3));
    });
    m_message->setObjectName(u"inbox-outcome"_s);
    m_message->hide();

    auto *right = new QVBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(makeFacts(), 1);
    right->addWidget(makeAnswer());
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(m_list, 3);
    columns->addWidget(makeSeparator(this, Qt::Vertical));
    columns->addWidget(m_right, 7);
    body()->addWidget(m_message);
    body()->addWidget(m_none);
    body()->addLayout(columns, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &InboxPanel::select);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &InboxPanel::refresh);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, &InboxPanel::refresh);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &InboxPanel::refresh);
    refresh();
}

QWidget *InboxPanel::makeFacts()
{
    const Theme theme = Theme::of(this);
    auto *facts = new QWidget;
    facts->setProperty("surface", u"none"_s);
    m_purpose = new TextLabel({}, TypeRole::Body, Tone::Primary, facts);
    m_purpose->setObjectName(u"inbox-purpose"_s);
    m_purpose->setWordWrap(true);
    m_conflicts = new SeverityLabel(facts);
    m_conflicts->setObjectName(u"inbox-conflicts"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(4));
    auto *layout = new QVBoxLayout(facts);
    followTheme(facts, [layout](const Theme &now) {
        layout->setContentsMargins(now.metrics().panelPadding, now.space(2), now.metrics().panelPadding, now.space(2));
    });
    layout->setSpacing(theme.space(1));
    layout->addWidget(new TextLabel(tr("Purpose"), TypeRole::Label, Tone::Tertiary, facts));
    layout->addWidget(m_purpose);
    layout->addWidget(m_conflicts);
    layout->addSpacing(theme.space(1));
    layout->addWidget(makeSeparator(facts));
    layout->addSpacing(theme.space(1));
    layout->addLayout(row, 1);
    const auto column = [&](const QString &title, const QString &name) {
        auto *list = new FactList(facts);
        list->setObjectName(name);
        list->setWrapped(true); // all of it must be readable before deciding
        list->setAccessibleName(title);
        followTheme(list, [list](const Theme &now) { list->setRuled(now.density() == Density::Desk); });
        auto *part = new QVBoxLayout;
        part->setSpacing(theme.space(2));
        part->addWidget(new TextLabel(title, TypeRole::Strong, Tone::Primary, facts));
        part->addWidget(list);
        part->addStretch();
        row->addLayout(part, 1);
        return list;
    };
    m_asked = column(tr("What is asked"), u"inbox-asked"_s);
    row->addWidget(makeSeparator(facts, Qt::Vertical));
    m_who = column(tr("Who asks"), u"inbox-who"_s);
    // A purpose may have 400 characters, and all of them must be readable before deciding.
    auto *scroll = new QScrollArea(m_right);
    scroll->setObjectName(u"inbox-facts"_s);
    scroll->setAccessibleName(tr("What is asked, and by whom"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(facts);
    return scroll;
}

QWidget *InboxPanel::makeAnswer()
{
    const Theme theme = Theme::of(this);
    auto *foot = new QWidget(m_right);
    foot->setProperty("surface", u"frame"_s);
    foot->setAttribute(Qt::WA_StyledBackground);
    m_answer = new FormField(tr("Answer"), nullptr, foot);
    m_answer->setNote(tr("required when refusing"));
    m_answer->lineEdit()->setObjectName(u"inbox-answer"_s);
    m_answer->lineEdit()->setPlaceholderText(tr("Sent with the decision and kept in the log"));
    m_answer->lineEdit()->setMaxLength(400);
    m_approve = makeButton(tr("Approve"), ButtonKind::Primary, foot);
    m_approve->setObjectName(u"inbox-approve"_s);
    m_refuse = makeButton(tr("Refuse"), ButtonKind::Normal, foot);
    m_refuse->setObjectName(u"inbox-refuse"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(3));
    buttons->addWidget(m_approve);
    buttons->addWidget(m_refuse);
    buttons->addStretch();
    auto *lowered = new QVBoxLayout;
    auto *above = new QSpacerItem(0, 0);
    lowered->setSpacing(0);
    lowered->addSpacerItem(above);
    lowered->addLayout(buttons);
    lowered->addStretch();
    auto *layout = new QBoxLayout(QBoxLayout::TopToBottom, foot);
    layout->addWidget(m_answer);
    layout->addLayout(lowered);
    // Where there is little height the buttons stand beside the field, on the line of its editor.
    followTheme(foot, [=](const Theme &now) {
        const bool beside = now.density() == Density::Compact;
        const int padding = now.metrics().panelPadding;
        layout->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        layout->setContentsMargins(padding, now.space(2), padding, beside ? 0 : padding);
        layout->setSpacing(beside ? now.space(3) : 0);
        layout->setStretch(0, beside ? 1 : 0);
        above->changeSize(0, beside ? now.lineHeight(TypeRole::Label) + now.space(1) : 0);
        lowered->invalidate();
    });
    connect(m_answer->lineEdit(), &QLineEdit::textChanged, this, &InboxPanel::check);
    connect(m_approve, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_refuse, &QPushButton::clicked, this, [this] { decide(false); });
    return foot;
}

void InboxPanel::refresh()
{
    const int waiting = m_rows->rowCount();
    setSubtitle(waiting == 0
                    ? tr("none")
                    : tr("%1 waiting, oldest %2").arg(waiting).arg(Dates::since(m_model.at(0)->requested, m_time.now())));
    m_none->setVisible(waiting == 0);
    m_list->setVisible(waiting > 0);
    m_right->setVisible(waiting > 0);
    m_rows->refresh();
    if (waiting > 0 && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_rows->index(0, 0));
    select();
}

void InboxPanel::setBusy(bool busy)
{
    m_busy = busy;
    check();
}

void InboxPanel::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    check();
}

void InboxPanel::tell(const QString &happened, const QString &next, bool accepted)
{
    m_busy = false;
    if (accepted)
        m_answer->lineEdit()->clear();
    m_message->setMessage(happened, next, {}, accepted ? u"check"_s : u"info"_s);
    m_message->show();
    check();
}

void InboxPanel::select()
{
    const Subscription *s = m_model.at(m_list->currentIndex().row());
    if (!s)
        return;
    if (s->id != m_shown) {
        m_shown = s->id;
        m_answer->lineEdit()->clear();
        m_answer->setError({});
    }
    showFacts(*s);
    check();
}

void InboxPanel::showFacts(const Subscription &s)
{
    const SectorSummary *sector = m_catalogue.summary(s.sector);
    QString allows;
    if (sector) {
        for (const Role &role : sector->roles) {
            if (role.id == s.role)
                allows = role.summary;
        }
    }
    m_purpose->setText(s.purpose);
    m_officer = s.requester.conflicts.contains(securityOfficer) && rolesConflict(s.role, RoleId(QString(securityOfficer)));
    m_conflicts->setVisible(!s.requester.conflicts.isEmpty());
    m_conflicts->setSeverity(Severity::Medium);
    m_conflicts->setText(s.requester.conflicts.join(u"; "_s));
    m_conflicts->setToolTip(m_conflicts->text());
    m_asked->setFacts({
        {tr("Role"), tr("%1, %2", "role, sector")
                         .arg(sector ? sector->roleName(s.role) : s.role.value, sector ? sector->name : s.sector.value)},
        {tr("Allows"), allows},
        {tr("Legal basis"), s.legalBasis},
        {tr("From"), tr("%1 %2", "day, time of day").arg(Dates::day(s.period.from), Dates::clock(s.period.from))},
        {tr("To"), tr("%1 %2", "day, time of day").arg(Dates::day(s.period.to), Dates::clock(s.period.to))},
        {tr("Asked"), Dates::when(s.requested, m_time.now())},
    });
    const Requester &who = s.requester;
    m_who->setFacts({
        {tr("Name"), who.name},
        {tr("Employer"), who.organisation},
        {tr("Identity"), tr("level %1").arg(who.assurance)},
        {tr("Signed in"), Dates::when(who.signedIn, m_time.now())},
        {tr("Held before"), times(who.heldBefore)},
        {tr("Refused"), times(who.refusedBefore)},
        {tr("Conflicts"), who.conflicts.isEmpty() ? tr("none found") : tr("see above"),
         who.conflicts.isEmpty() ? Severity::Normal : Severity::Medium},
    });
}

void InboxPanel::check()
{
    const QString waiting = m_busy           ? tr("The decision is being sent")
                            : m_disconnected ? tr("The connection is lost; decide when it is back")
                                             : QString();
    setDisabledReason(m_approve, !waiting.isEmpty() ? waiting
                                 : m_officer ? tr("A security officer of the platform may not operate or approve in a sector")
                                             : QString());
    setDisabledReason(m_refuse, !waiting.isEmpty() ? waiting
                                : m_answer->lineEdit()->text().trimmed().isEmpty()
                                    ? tr("Write the answer first: a refusal needs one")
                                    : QString());
    m_approve->setText(m_busy ? tr("Sending") : tr("Approve"));
}

void InboxPanel::decide(bool approve)
{
    if (m_busy || m_shown.value.isEmpty())
        return;
    m_message->hide();
    setBusy(true);
    Q_EMIT decideRequested(m_shown, approve, m_answer->lineEdit()->text().trimmed());
}

} // namespace stanforis
