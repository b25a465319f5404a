// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/logring.h"

#include <QMutexLocker>

#include <atomic>

namespace stanforis {

namespace {

constexpr std::size_t capacity = 400;
constexpr qsizetype longest = 1'000;

/// Qt's handler is a plain function.
std::atomic<LogRing *> current{nullptr};

} // namespace

LogRing::LogRing()
{
    current = this;
    m_before = qInstallMessageHandler(&LogRing::take);
}

LogRing::~LogRing()
{
    qInstallMessageHandler(m_before);
    current = nullptr;
}

QList<LogEntry> LogRing::recent() const
{
    const QMutexLocker lock(&m_mutex);
    return {m_entries.begin(), m_entries.end()};
}

void LogRing::take(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    LogRing *ring = current;
    if (!ring)
        return;
    {
        const QMutexLocker lock(&ring->m_mutex);
        ring->m_entries.push_back({SystemClock().now(), type, QString::fromLatin1(context.category), text.left(longest)});
        if (ring->m_entries.size() > capacity)
            ring->m_entries.pop_front();
    }
    if (ring->m_before)
        ring->m_before(type, context, text);
}

} // namespace stanforis
