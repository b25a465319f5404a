// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/trustchecks.h"

#include <QPointer>

#include <algorithm>

namespace stanforis {

using namespace std::chrono_literals;

namespace {

constexpr Duration patience = 30s;

} // namespace

TrustChecks::TrustChecks(const Clock &clock, QObject *parent, Duration pause)
    : TrustPort(parent)
    , m_clock(clock)
    , m_pause(pause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TrustChecks::run);
}

TrustChecks::~TrustChecks() = default;

QList<TrustItem> TrustChecks::items() const
{
    QList<TrustItem> items;
    items.reserve(static_cast<qsizetype>(m_entries.size()));
    for (const auto &[id, entry] : m_entries)
        items.append(entry.item);
    return items;
}

void TrustChecks::add(const TrustItem &item, Duration interval, Check check)
{
    Entry &entry = m_entries[item.id];
    entry = {item, interval, std::move(check), 0, {}};
    entry.item.canCheck = true;
    if (interval > Duration::zero() && !entry.item.nextCheck)
        entry.item.nextCheck = m_clock.now() + m_pause;
    schedule();
    tell();
}

void TrustChecks::put(const TrustItem &item)
{
    Entry &entry = m_entries[item.id];
    TrustItem next = item;
    if (entry.check) {
        next.canCheck = true;
        next.checking = entry.item.checking;
        if (entry.interval > Duration::zero())
            next.nextCheck = entry.item.nextCheck;
    }
    if (next == entry.item)
        return;
    entry.item = next;
    tell();
}

void TrustChecks::remove(const TrustId &id)
{
    if (m_entries.erase(id) > 0)
        tell();
}

void TrustChecks::check(const TrustId &id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end() || !found->second.check || found->second.look != 0)
        return;
    Entry &entry = found->second;
    const quint64 look = ++m_lastLook;
    entry.look = look;
    entry.asked = m_clock.now();
    entry.item.checking = true;
    tell();
    schedule();
    // Copies: the check may answer at once, or remove the item.
    const Check run = entry.check;
    const TrustItem known = entry.item;
    run(known, [self = QPointer(this), id, look](const TrustItem &item) {
        if (self)
            self->settle(id, look, item);
    });
}

void TrustChecks::checkAll()
{
    for (auto &[id, entry] : m_entries) {
        if (entry.check && entry.interval > Duration::zero())
            entry.item.nextCheck = m_clock.now();
    }
    schedule();
}

void TrustChecks::checkUnreached()
{
    for (auto &[id, entry] : m_entries) {
        const TrustFinding found = entry.item.finding;
        if (entry.check && entry.interval > Duration::zero() &&
            (found == TrustFinding::Unreachable || found == TrustFinding::TimedOut))
            entry.item.nextCheck = m_clock.now();
    }
    schedule();
}

void TrustChecks::settle(const TrustId &id, quint64 look, const TrustItem &found)
{
    const auto known = m_entries.find(id);
    if (known == m_entries.end() || known->second.look != look)
        return;
    Entry &entry = known->second;
    entry.look = 0;
    entry.item = found;
    entry.item.id = id;
    entry.item.canCheck = true;
    entry.item.checking = false;
    entry.item.checked = m_clock.now();
    entry.item.nextCheck = entry.interval > Duration::zero() ? std::optional(m_clock.now() + entry.interval) : found.nextCheck;
    schedule();
    tell();
}

void TrustChecks::run()
{
    const Instant now = m_clock.now();
    QList<TrustId> due;
    QList<TrustId> silent;
    for (const auto &[id, entry] : m_entries) {
        if (entry.look != 0 && now >= entry.asked + patience)
            silent.append(id);
        else if (entry.look == 0 && entry.interval > Duration::zero() && entry.item.nextCheck && now >= *entry.item.nextCheck)
            due.append(id);
    }
    for (const TrustId &id : std::as_const(silent)) {
        const auto entry = m_entries.find(id);
        TrustItem item = entry->second.item;
        setFinding(item, TrustFinding::TimedOut);
        settle(id, entry->second.look, item);
    }
    for (const TrustId &id : std::as_const(due))
        check(id);
    schedule();
}

void TrustChecks::schedule()
{
    std::optional<Instant> next;
    for (const auto &[id, entry] : m_entries) {
        const auto own = entry.look != 0                     ? std::optional(entry.asked + patience)
                         : entry.interval > Duration::zero() ? entry.item.nextCheck
                                                             : std::nullopt;
        if (own)
            next = next ? std::min(*next, *own) : *own;
    }
    if (!next)
        m_timer.stop();
    else
        m_timer.start(
            std::clamp(std::chrono::ceil<std::chrono::milliseconds>(*next - m_clock.now()), 0ms, std::chrono::milliseconds(1h)));
}

void TrustChecks::tell()
{
    if (std::exchange(m_telling, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_telling = false;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

} // namespace stanforis
