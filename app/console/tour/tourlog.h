// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>
#include <QMutex>
#include <QStringList>

namespace stanforis {

/// Listens to everything that is logged while the tour runs; passes it on to standard error as before. Any thread logs.
/// One at a time, owned by the tour.
class TourLog
{
public:
    TourLog();
    ~TourLog();
    Q_DISABLE_COPY_MOVE(TourLog)

    /// Warnings and worse, in order, each with its category.
    [[nodiscard]] QStringList warnings() const;

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);

    mutable QMutex m_mutex;
    QStringList m_warnings;
    QtMessageHandler m_previous;
};

} // namespace stanforis
