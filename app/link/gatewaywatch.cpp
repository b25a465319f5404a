// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/gatewaywatch.h"

#include "app/link/httpclient.h"
#include "app/link/transportmonitor.h"

#include <QRandomGenerator>

namespace stanforis {

using namespace std::chrono_literals;

GatewayWatch::GatewayWatch(HttpClient &http, const QUrl &probe, TransportMonitor &monitor, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_probe(probe)
    , m_monitor(monitor)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &GatewayWatch::ask);
    connect(&m_http, &HttpClient::answered, this, &GatewayWatch::noteAnswer);
    connect(&m_http, &HttpClient::failed, this, &GatewayWatch::noteFailure);
    connect(&m_monitor, &TransportMonitor::retryRequested, this, [this] {
        if (m_away)
            ask();
    });
    m_next.start(0ms);
}

void GatewayWatch::noteAnswer()
{
    m_backoff.reset();
    m_monitor.noteMessage(Transport::Gateway);
    m_next.start(10s);
    if (std::exchange(m_away, false))
        Q_EMIT returned();
}

void GatewayWatch::noteFailure()
{
    if (m_away && m_next.isActive())
        return; // other callers fail as well; the pause is already running
    m_away = true;
    const auto pause = m_backoff.next(QRandomGenerator::global()->generateDouble());
    m_next.start(pause);
    m_monitor.setWaiting(Transport::Gateway, pause);
}

void GatewayWatch::ask()
{
    m_next.stop();
    if (m_away)
        m_monitor.setState(Transport::Gateway, LinkState::Connecting);
    HttpRequest request;
    request.url = m_probe;
    request.largestAnswer = 64 * 1024;
    m_http.send(this, request, [](const Result<HttpAnswer> &) {}); // its signals say what is needed
}

} // namespace stanforis
