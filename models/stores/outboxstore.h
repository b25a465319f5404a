// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/unsentwork.h"

#include <QList>
#include <QObject>

namespace stanforis {

/// Signed work of the person signed in that has not been accepted, in the order it was signed. GUI thread.
class OutboxStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const QList<UnsentWork> &all() const { return m_all; }
    [[nodiscard]] const UnsentWork *find(const TransactionId &id) const;
    /// The first that waits to be sent; null: none does.
    [[nodiscard]] const UnsentWork *next() const;

    /// What could not be read; none: everything could.
    [[nodiscard]] const std::optional<UnreadWork> &unread() const { return m_unread; }

    void replace(const QList<UnsentWork> &all);
    /// At the end, or in place of the one with its id.
    void put(const UnsentWork &work);
    void remove(const TransactionId &id);
    void setUnread(const std::optional<UnreadWork> &unread);

Q_SIGNALS:
    void changed();

private:
    QList<UnsentWork> m_all;
    std::optional<UnreadWork> m_unread;
};

} // namespace stanforis
