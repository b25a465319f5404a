// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QMap>
#include <QUrl>

class QObject;

namespace stanforis {

struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url;
    QMap<QByteArray, QByteArray> headers;
    QByteArray body;
    int largestAnswer = 1 << 20; ///< bytes; a longer answer is Malformed
};

/// Any answer with a status line, also 3xx (never followed), 4xx and 5xx.
struct HttpAnswer
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// HTTPS to the platform with the trust of its profile; refuses plain http. As in every port: GUI thread, `reply` once, later,
/// not after `context` is gone. Errors: Unreachable, TimedOut, Untrusted, Malformed.
class HttpPort
{
public:
    virtual ~HttpPort() = default;
    virtual void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) = 0;
};

} // namespace stanforis
