// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/httpmessage.h"

#include <QAbstractHttpServer>

#include <functional>

namespace stanforis {

/// Reads requests and writes answers; what they mean is decided elsewhere. Requests to upgrade to a WebSocket are let through and
/// appear as pending WebSocket connections; whether they may stay is decided there. Main thread.
class HttpServer final : public QAbstractHttpServer
{
    Q_OBJECT
public:
    using Handler = std::function<HttpResponse(const HttpRequest &)>;

    explicit HttpServer(Handler handler);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    const Handler m_handler;
};

} // namespace stanforis
