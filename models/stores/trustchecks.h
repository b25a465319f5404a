// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/trustport.h"

#include <QTimer>

#include <functional>
#include <map>

namespace stanforis {

/// Items with a check each, made when it is due and when a person asks. Which items there are and how each is looked at is said
/// by its owner:
///
///     m_checks.add(item, 5min, [this](const TrustItem &known, auto done) { …; setFinding(found, TrustFinding::Well);
///     done(found); }); m_checks.put(item); // an item that is told by events
///
/// Changes of one turn of the event loop are told once. GUI thread.
class TrustChecks final : public TrustPort
{
    Q_OBJECT
public:
    /// Takes the item as it is now, once, now or later; calls after the first, or after the item was removed, do nothing.
    using Answer = std::function<void(const TrustItem &found)>;
    /// Looks at the item. It need not set `checked`, `nextCheck` and `checking`.
    using Check = std::function<void(const TrustItem &known, const Answer &done)>;

    /// The first check of each item is made `pause` after it was added.
    explicit TrustChecks(const Clock &clock, QObject *parent = nullptr, Duration pause = {});
    ~TrustChecks() override;

    [[nodiscard]] QList<TrustItem> items() const override;
    void check(const TrustId &id) override;

    /// The first check is made after the pause, the others `interval` after the one before; none at all by themselves when it is
    /// zero, then `nextCheck` is what the item says. A check that has no answer after 30 s is TimedOut. Replaces what has the
    /// same id.
    void add(const TrustItem &item, Duration interval, Check check);
    /// An item as it is now. One that was added keeps its check.
    void put(const TrustItem &item);
    void remove(const TrustId &id);
    /// Looks at all of them again soon: something happened that concerns all, such as a lost connection.
    void checkAll();
    /// The same for those that could not be reached when they were looked at last: what was in the way may be gone.
    void checkUnreached();

private:
    struct Entry
    {
        TrustItem item;
        Duration interval{};
        Check check;
        quint64 look = 0; ///< number of the one under way; 0: none
        Instant asked;
    };
    void settle(const TrustId &id, quint64 look, const TrustItem &found);
    void run();
    void schedule();
    void tell();

    const Clock &m_clock;
    const Duration m_pause;
    std::map<TrustId, Entry> m_entries;
    QTimer m_timer;
    quint64 m_lastLook = 0;
    bool m_telling = false;
};

} // namespace stanforis
