// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/waitingpanel.h"

#include "models/domain/textsafety.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/outboxstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/subscriptions/subscriptiontext.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qsizetype rowsShown = 4;

} // namespace

struct WaitingPanel::Task
{
    enum class Kind { Review, Renew, Unread, Unsent, NotAccepted };
    QString id;
    QString icon;
    QString title;
    QString detail;
    PageLink link;
    Kind kind = Kind::Review;

    [[nodiscard]] QString signature() const { return id + u'\n' + title + u'\n' + detail; }
};

WaitingPanel::WaitingPanel(const EntryStores &stores, QWidget *parent)
    : Panel(tr("Waiting for me"), parent)
    , m_stores(stores)
    , m_rows(new QWidget(this))
    , m_none(new TextLabel(tr("Nothing waits for you. Approvals, access requests and roles that end soon appear here."),
                           TypeRole::Body, Tone::Secondary, this))
    , m_more(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    setObjectName(u"waiting-panel"_s);
    setEdgeToEdge(true);
    m_none->setWordWrap(true);
    followTheme(this, [this](const Theme &theme) {
        const int padding = theme.metrics().panelPadding;
        m_none->setContentsMargins(padding, theme.space(3), padding, theme.space(3));
        m_more->setContentsMargins(padding, theme.space(2), padding, theme.space(2));
    });
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    body()->addWidget(m_none);
    body()->addWidget(m_rows);
    body()->addWidget(m_more);
    body()->addStretch(1);
    refresh();
}

QList<WaitingPanel::Task> WaitingPanel::unsent() const
{
    const Instant now = m_stores.time.now();
    QList<Task> found;
    if (!m_stores.permissions.allows({Action::SendUnsent}))
        return found;
    if (const auto &unread = m_stores.outbox.unread()) {
        const QString what =
            unread->pieces > 0 ? tr("Signed work that cannot be read: %1").arg(unread->pieces) : tr("Signed work cannot be read");
        const QString why = unread->why.code == Error::Code::Unavailable
                                ? tr("kept here, not sent; unlock the system's keychain, then try again")
                                : tr("kept here, not sent: %1").arg(withoutHidden(unread->why.detail));
        found.append({u"unread"_s, u"signature"_s, what, why, {}, Task::Kind::Unread});
    }
    for (const UnsentWork &work : m_stores.outbox.all()) {
        const PageLink link{PageLink::Level::Page, work.sector, work.service, work.page};
        if (work.state == UnsentWork::State::Waiting) {
            found.append({work.id.value, u"clock"_s, tr("Not sent yet: %1").arg(work.title),
                          tr("signed %1, kept here, sent by itself").arg(Dates::when(work.signedAt, now)), link,
                          Task::Kind::Unsent});
            continue;
        }
        const QString why = work.state == UnsentWork::State::TooLate     ? tr("came too late, nothing was written")
                            : work.state == UnsentWork::State::Overtaken ? tr("the record changed, nothing was written")
                            : work.answer.isEmpty()                      ? tr("refused, nothing was written")
                                                                         : withoutHidden(work.answer);
        found.append({work.id.value, u"signature"_s, tr("Not accepted: %1").arg(work.title), why, link, Task::Kind::NotAccepted});
    }
    return found;
}

QList<WaitingPanel::Task> WaitingPanel::tasks() const
{
    const Instant now = m_stores.time.now();
    QList<Task> found = unsent();
    const PermissionStore &permissions = m_stores.permissions;
    for (const Transaction &t : m_stores.transactions.waitingForMe()) {
        // Which of my roles approves it the platform has said; whether I may act at all the guard says.
        if (!permissions.allows({Action::ApproveWork, t.sector, m_stores.subscriptions.rolesIn(t.sector)}))
            continue;
        PageLink link{PageLink::Level::Page, t.sector, t.service, t.page};
        found.append({t.id.value, u"signature"_s, tr("Approve: %1").arg(t.title),
                      tr("%1 asked %2, second signature").arg(t.requester, Dates::when(t.submitted, now)), link,
                      Task::Kind::Review});
    }
    for (const Subscription &s : m_stores.subscriptions.inbox()) {
        if (!permissions.allows({Action::DecideRequest, s.sector}))
            continue;
        const SectorSummary *sector = m_stores.catalogue.summary(s.sector);
        found.append({s.id.value, u"key"_s,
                      tr("Access request: %1, %2", "role, sector")
                          .arg(sector ? sector->roleName(s.role) : s.role.value, sector ? sector->name : s.sector.value),
                      tr("%1, %2", "name, purpose").arg(s.requester.name, s.purpose), PageLink{PageLink::Level::Subscriptions},
                      Task::Kind::Review});
    }
    for (const Subscription &s : m_stores.subscriptions.mine()) {
        if (!SubscriptionText::isEnding(s, now) || !permissions.allows({Action::RenewRole, s.sector}))
            continue;
        const SectorSummary *sector = m_stores.catalogue.summary(s.sector);
        found.append({s.id.value, u"clock"_s,
                      tr("%1 in %2 ends in %3", "role, sector, time")
                          .arg(sector ? sector->roleName(s.role) : s.role.value, sector ? sector->name : s.sector.value,
                               Dates::until(s.period.to, now)),
                      tr("%1, renewal needs a purpose").arg(Dates::day(s.period.to)), PageLink{PageLink::Level::Subscriptions},
                      Task::Kind::Renew});
    }
    return found;
}

void WaitingPanel::refresh()
{
    const QList<Task> all = tasks();
    m_count = int(all.size());
    QStringList signatures;
    for (const Task &task : all)
        signatures << task.signature();
    m_none->setVisible(all.isEmpty());
    m_rows->setVisible(!all.isEmpty());
    m_more->setVisible(all.size() > rowsShown);
    m_more->setText(tr("and %n more", nullptr, int(std::max<qsizetype>(0, all.size() - rowsShown))));
    setSubtitle(all.isEmpty() ? QString() : QString::number(all.size()));
    if (signatures == m_shown)
        return;
    m_shown = signatures;
    const QString focused = focusWidget() && m_rows->isAncestorOf(focusWidget()) ? focusWidget()->objectName() : QString();
    while (QLayoutItem *item = m_rows->layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (qsizetype i = 0; i < std::min(rowsShown, all.size()); ++i) {
        if (i > 0)
            m_rows->layout()->addWidget(makeSeparator(m_rows));
        m_rows->layout()->addWidget(makeRow(all.at(i)));
    }
    if (auto *again = focused.isEmpty() ? nullptr : m_rows->findChild<QWidget *>(focused))
        again->setFocus(Qt::OtherFocusReason);
}

QWidget *WaitingPanel::makeRow(const Task &task)
{
    const Theme theme = Theme::of(this);
    auto *row = new QWidget(m_rows);
    auto *title = new TextLabel(task.title, TypeRole::Strong, Tone::Primary, row);
    auto *detail = new TextLabel(task.detail, TypeRole::Label, Tone::Tertiary, row);
    title->setElided(Qt::ElideRight);
    detail->setElided(Qt::ElideRight);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(title);
    texts->addWidget(detail);
    auto *layout = new QHBoxLayout(row);
    followTheme(row, [layout](const Theme &now) {
        const int padding = now.metrics().panelPadding;
        const int vertical = now.density() == Density::Compact ? now.space(1) : now.space(3);
        layout->setContentsMargins(padding, vertical, padding, vertical);
    });
    layout->setSpacing(theme.space(3));
    layout->addWidget(new IconLabel(task.icon, Tone::Secondary, row));
    layout->addLayout(texts, 1);
    addButtons(task, layout);
    return row;
}

void WaitingPanel::addButtons(const Task &task, QHBoxLayout *row)
{
    const auto add = [&](const QString &text, const QString &name, auto &&act) {
        QPushButton *button = makeButton(text, ButtonKind::Normal, row->parentWidget(), ButtonSize::Small);
        button->setObjectName(name + task.id);
        button->setAccessibleDescription(task.title);
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
    };
    switch (task.kind) {
    case Task::Kind::Review:
        add(tr("Review"), u"waiting-review-"_s, [this, link = task.link] { Q_EMIT linkRequested(link); });
        break;
    case Task::Kind::Renew:
        add(tr("Renew"), u"waiting-renew-"_s, [this, id = SubscriptionId(task.id)] { Q_EMIT renewRequested(id); });
        break;
    case Task::Kind::Unread:
        add(tr("Try again"), u"unsent-read-"_s, [this] { Q_EMIT sendNowRequested(); });
        break;
    case Task::Kind::Unsent:
        add(tr("Send now"), u"unsent-send-"_s, [this] { Q_EMIT sendNowRequested(); });
        break;
    case Task::Kind::NotAccepted:
        add(tr("Discard"), u"unsent-discard-"_s, [this, id = TransactionId(task.id)] { Q_EMIT discardRequested(id); });
        add(tr("Sign again"), u"unsent-again-"_s, [this, id = TransactionId(task.id)] { Q_EMIT signAgainRequested(id); });
        break;
    }
}

} // namespace stanforis
