// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/identity.h"

#include <QObject>

#include <optional>

namespace stanforis {

/// The sessions that the platform has in force, as a security officer sees them, newest first. GUI thread.
class SessionListStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Some list has been read.
    [[nodiscard]] bool isKnown() const { return m_known; }
    [[nodiscard]] const QList<SessionRecord> &sessions() const { return m_sessions; }
    /// Null: it is not in force (any more).
    [[nodiscard]] const SessionRecord *find(const QString &id) const;
    /// Why the list cannot be read; none once it could.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    void replace(const QList<SessionRecord> &sessions);
    /// What was read before stays.
    void setFailure(const Error &failure);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QList<SessionRecord> m_sessions;
    std::optional<Error> m_failure;
    bool m_known = false;
};

} // namespace stanforis
