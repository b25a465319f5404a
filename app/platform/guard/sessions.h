// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace stanforis {

/// How a session ends before its time.
struct SessionEnd
{
    enum class Kind { Locked, Ended };
    Kind kind = Kind::Ended;
    QString sentence; ///< for the person whose session it was
};

/// Which sign-ins (`sid`) are still in force. A session ends by sign-out, revocation, an administrator, or a refresh token seen
/// twice. Main thread.
class Sessions : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual bool isActive(const QString &session) const = 0;

Q_SIGNALS:
    /// Right before ended(): the last moment to tell its own streams.
    void ending(const QString &session, const stanforis::SessionEnd &end);
    void ended(const QString &session);
};

} // namespace stanforis
