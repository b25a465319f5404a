// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/outbound.h"

namespace stanforis {

using namespace Qt::StringLiterals;

Outbound::Outbound(Sink *sink, QObject *parent)
    : QObject(parent)
    , m_sink(sink)
{
    connect(sink, &Sink::drained, this, &Outbound::drain);
}

void Outbound::post(const QByteArray &message)
{
    if (m_ended)
        return;
    if (m_waiting.isEmpty() && m_sink->send(message))
        return;
    m_waiting.enqueue(message);
    if (m_waiting.size() > mostWaiting) {
        m_ended = true;
        m_waiting.clear();
        m_sink->finish({Error::Code::Unavailable, u"the reader is too far behind; start again"_s});
    }
}

void Outbound::drain()
{
    while (!m_waiting.isEmpty() && m_sink->send(m_waiting.head()))
        m_waiting.dequeue();
}

} // namespace stanforis
