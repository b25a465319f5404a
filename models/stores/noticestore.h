// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/notice.h"

#include <QList>
#include <QObject>

namespace stanforis {

/// Notices to me, newest first. GUI thread.
class NoticeStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const QList<Notice> &notices() const { return m_notices; }
    /// Adds, or replaces the one with the same id. The oldest beyond 200 are let go.
    void add(const Notice &notice);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QList<Notice> m_notices;
};

} // namespace stanforis
