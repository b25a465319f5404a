// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/backoff.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

namespace stanforis {

class HttpClient;
class TransportMonitor;

/// Reports how the gateway is from the answers everything else gets, and asks for the connection profile when nothing else asks:
/// every ten seconds, after growing pauses while it does not answer.
class GatewayWatch final : public QObject
{
    Q_OBJECT
public:
    GatewayWatch(HttpClient &http, const QUrl &probe, TransportMonitor &monitor, QObject *parent = nullptr);

Q_SIGNALS:
    void returned(); ///< it answers again

private:
    void noteAnswer();
    void noteFailure();
    void ask();

    HttpClient &m_http;
    const QUrl m_probe;
    TransportMonitor &m_monitor;
    QTimer m_next;
    Backoff m_backoff;
    bool m_away = false;
};

} // namespace stanforis
