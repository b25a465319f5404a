// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/logport.h"

#include <QMutex>

#include <deque>

namespace stanforis {

/// Keeps the last 400 messages, each cut at 1,000 characters, and hands every message on to whoever handled messages before.
/// One at a time, from the start of the program to its end: Qt has one message handler. Any thread.
class LogRing final : public LogPort
{
public:
    LogRing();
    ~LogRing() override;
    Q_DISABLE_COPY_MOVE(LogRing)

    [[nodiscard]] QList<LogEntry> recent() const override;

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text);

    mutable QMutex m_mutex;
    std::deque<LogEntry> m_entries;
    QtMessageHandler m_before = nullptr;
};

} // namespace stanforis
