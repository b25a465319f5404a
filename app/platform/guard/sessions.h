// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stanforis {

/// Which sign-ins (`sid`) are still in force. A session ends by sign-out, revocation, or a refresh token seen twice. Main thread.
class Sessions : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual bool isActive(const QString &session) const = 0;

Q_SIGNALS:
    void ended(const QString &session);
};

} // namespace stanforis
