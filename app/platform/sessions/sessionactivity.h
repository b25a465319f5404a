// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/guard/sessions.h"
#include "models/core/clock.h"
#include "models/domain/ids.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace stanforis {

struct Caller;

/// When each session called last, and in which sectors. In memory: what was before the platform's start is not known. Main
/// thread.
class SessionActivity final : public QObject
{
    Q_OBJECT
public:
    struct Trace
    {
        Instant lastSeen;
        QSet<SectorId> sectors;
    };

    /// Forgets a session when it ends. Both outlive it.
    SessionActivity(const Sessions &sessions, const Clock &clock);

    void note(const Caller &caller);
    /// Empty: it has not called yet.
    [[nodiscard]] std::optional<Trace> of(const QString &session) const;

private:
    const Clock &m_clock;
    QHash<QString, Trace> m_traces;
};

} // namespace stanforis
