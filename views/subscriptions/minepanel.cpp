// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/subscriptions/minepanel.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/timecontext.h"
#include "views/plots/timelinechart.h"
#include "views/subscriptions/subscriptiontext.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/field.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/textlabel.h"

#include <QDateEdit>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include <utility>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr std::chrono::days behind{75};
constexpr std::chrono::days ahead{120};

bool mayWithdraw(const Subscription &s)
{
    return s.state == Subscription::State::Active || s.state == Subscription::State::Requested ||
           s.state == Subscription::State::Approved;
}

bool mayRenew(const Subscription &s) { return s.state == Subscription::State::Active || s.state == Subscription::State::Ended; }

} // namespace

MinePanel::MinePanel(const SubscriptionStore &subscriptions, const CatalogueStore &catalogue, const TimeContext &time,
                     QWidget *parent)
    : Panel(tr("My subscriptions"), parent)
    , m_subscriptions(subscriptions)
    , m_catalogue(catalogue)
    , m_time(time)
    , m_chart(new TimelineChart(this))
    , m_none(new TextLabel(tr("You hold no role yet. Choose a sector, say what you need it for, and send the request."),
                           TypeRole::Body, Tone::Secondary, this))
    , m_message(new InlineMessage(this))
{
    m_chart->setObjectName(u"subscriptions-timeline"_s);
    m_chart->setAccessibleName(tr("My subscriptions"));
    m_message->setObjectName(u"subscription-outcome"_s);
    m_message->hide();
    m_none->setWordWrap(true);
    body()->addWidget(m_message);
    body()->addWidget(m_none);
    body()->addWidget(m_chart, 1);
    body()->addWidget(makeFoot());
    connect(m_chart, &TimelineChart::rowSelected, this, [this](const QString &id) { choose(SubscriptionId(id)); });
    connect(m_chart, &TimelineChart::rowActivated, this, [this](const QString &id) {
        choose(SubscriptionId(id));
        for (QPushButton *button : {m_renew, m_withdraw}) {
            if (button->isVisibleTo(this))
                return button->setFocus(Qt::TabFocusReason);
        }
    });
    refresh();
}

void MinePanel::refresh()
{
    QList<TimelineRow> rows;
    int active = 0;
    int asked = 0;
    for (const Subscription &s : m_subscriptions.mine()) {
        rows.append(SubscriptionText::bar(s, m_catalogue, m_time.now()));
        active += s.state == Subscription::State::Active;
        asked += s.state == Subscription::State::Requested;
    }
    // What is in force stands first, what is over last; within each the newest first, as in the store.
    std::ranges::stable_sort(rows, {}, [](const TimelineRow &row) { return int(row.state); });
    if (m_chosen.value.isEmpty() && !rows.isEmpty())
        m_chosen = SubscriptionId(rows.first().id);
    setSubtitle(rows.isEmpty() ? QString()
                               : tr("%1 in force, %2 asked, %3 over").arg(active).arg(asked).arg(rows.size() - active - asked));
    m_none->setVisible(rows.isEmpty() && m_subscriptions.isKnown());
    m_chart->setVisible(!rows.isEmpty());
    m_chart->setRange({m_time.now() - behind, m_time.now() + ahead});
    m_chart->setToday(m_time.now());
    m_chart->setRows(rows);
    m_chart->refresh();
    showChosen();
}

void MinePanel::setBusy(bool busy)
{
    m_busy = busy;
    check();
}

void MinePanel::setDisconnected(bool disconnected)
{
    m_disconnected = disconnected;
    check();
}

void MinePanel::setActing(bool acts)
{
    if (std::exchange(m_acts, acts) == acts)
        return;
    setStep(Step::Look);
    showChosen();
}

void MinePanel::tell(const QString &happened, const QString &next, bool accepted)
{
    m_busy = false;
    if (accepted)
        setStep(Step::Look);
    m_message->setMessage(happened, next, {}, accepted ? u"check"_s : u"info"_s);
    m_message->show();
    check();
}

void MinePanel::choose(const SubscriptionId &id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    setStep(Step::Look);
}

void MinePanel::beginRenewal(const SubscriptionId &id)
{
    choose(id);
    const Subscription *s = chosen();
    if (s && mayRenew(*s))
        setStep(Step::Renew);
}

void MinePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_step != Step::Look && !m_busy)
        setStep(Step::Look);
    else
        Panel::keyPressEvent(event);
}

const Subscription *MinePanel::chosen() const
{
    const auto found = std::ranges::find(m_subscriptions.mine(), m_chosen, &Subscription::id);
    return found == m_subscriptions.mine().end() ? nullptr : &*found;
}

QString MinePanel::nameOf(const Subscription &s) const
{
    const SectorSummary *sector = m_catalogue.summary(s.sector);
    return tr("%1 in %2", "role, sector")
        .arg(sector ? sector->roleName(s.role) : s.role.value, sector ? sector->name : s.sector.value);
}

void MinePanel::setStep(Step step)
{
    const bool hadFocus = m_foot->isAncestorOf(focusWidget());
    const Step before = std::exchange(m_step, step);
    if (step != Step::Look)
        m_message->hide();
    const Subscription *s = chosen();
    if (step == Step::Renew && s) {
        const SectorSummary *sector = m_catalogue.summary(s->sector);
        const QDate from = std::max(Dates::moment(s->period.to).date(), Dates::moment(m_time.now()).date());
        m_purpose->lineEdit()->setText(s->purpose);
        m_until->setMinimumDate(from.addDays(1));
        m_until->setDate(from.addDays(sector && sector->longestDays > 0 ? std::min(28, sector->longestDays) : 28));
    }
    showChosen();
    if (step == Step::Renew)
        m_purpose->editor()->setFocus(Qt::TabFocusReason);
    else if (step == Step::Withdraw)
        m_keep->setFocus(Qt::TabFocusReason); // the safest action
    else if (before != Step::Look && hadFocus)
        (before == Step::Renew ? m_renew : m_withdraw)->setFocus(Qt::TabFocusReason);
}

void MinePanel::showChosen()
{
    const Subscription *s = chosen();
    m_foot->setVisible(s);
    if (!s)
        return;
    const QString name = nameOf(*s);
    m_renewal->setVisible(m_step == Step::Renew);
    m_renew->setVisible(m_acts && m_step == Step::Look && mayRenew(*s));
    m_withdraw->setVisible(m_acts && m_step == Step::Look && mayWithdraw(*s));
    m_keep->setVisible(m_step != Step::Look);
    m_confirm->setVisible(m_step != Step::Look);
    setButtonKind(m_confirm, m_step == Step::Withdraw ? ButtonKind::Danger : ButtonKind::Normal);
    m_keep->setText(m_step == Step::Withdraw ? tr("Keep it") : tr("Cancel"));
    switch (m_step) {
    case Step::Look: {
        m_sentence->setFullText(name);
        QStringList facts{SubscriptionText::state(s->state),
                          tr("%1 – %2", "from, to").arg(Dates::day(s->period.from), Dates::day(s->period.to)), s->purpose};
        if (!s->decidedBy.isEmpty())
            facts << tr("decided by %1").arg(s->decidedBy);
        if (!s->answer.isEmpty())
            facts << s->answer;
        m_detail->setFullText(facts.join(u" · "_s));
        break;
    }
    case Step::Withdraw:
        m_sentence->setFullText(s->state == Subscription::State::Active
                                    ? tr("Withdraw %1: what it shows closes at once").arg(name)
                                    : tr("Withdraw the request for %1").arg(name));
        m_detail->setFullText(tr("It can't be undone; a new request needs a new decision."));
        m_confirm->setText(s->state == Subscription::State::Active ? tr("Withdraw role") : tr("Withdraw request"));
        break;
    case Step::Renew:
        m_sentence->setFullText(tr("Renew %1").arg(name));
        m_detail->setFullText(tr("Sent as a request; the present role stays in force until its end."));
        m_confirm->setText(tr("Send request"));
        break;
    }
    m_confirm->setAccessibleName(m_confirm->text());
    m_keep->setAccessibleName(m_keep->text());
    check();
}

void MinePanel::check()
{
    const Subscription *s = chosen();
    if (!s)
        return;
    QString reason = m_busy ? tr("It is being sent") : m_disconnected ? tr("The connection is lost") : QString();
    for (QPushButton *button : {m_renew, m_withdraw, m_keep})
        setDisabledReason(button, reason);
    if (m_step == Step::Renew) {
        const SectorSummary *sector = m_catalogue.summary(s->sector);
        const QDate from = std::max(Dates::moment(s->period.to).date(), Dates::moment(m_time.now()).date());
        const auto days = from.daysTo(m_until->date());
        const bool tooLong = sector && sector->longestDays > 0 && days > sector->longestDays;
        const QString span = sector ? tr("%1 days, longest %2").arg(days).arg(sector->longestDays) : QString();
        m_untilField->setHelp(span);
        m_untilField->setError(tooLong ? span : QString());
        if (reason.isEmpty() && m_purpose->lineEdit()->text().trimmed().size() < SubscriptionRequest::shortestPurpose)
            reason = tr("Write the purpose first, at least %1 characters").arg(SubscriptionRequest::shortestPurpose);
        else if (reason.isEmpty() && tooLong)
            reason = tr("Choose an earlier day first");
    }
    setDisabledReason(m_confirm, reason);
}

void MinePanel::confirm()
{
    if (m_busy || !chosen())
        return;
    setBusy(true);
    if (m_step == Step::Withdraw)
        Q_EMIT withdrawRequested(m_chosen);
    else
        Q_EMIT renewRequested(m_chosen, m_purpose->lineEdit()->text().trimmed(), Dates::startOf(m_until->date()));
}

} // namespace stanforis
