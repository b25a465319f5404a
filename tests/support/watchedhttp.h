// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/httpport.h"

#include <QPointer>

#include <algorithm>

namespace stanforis::test {

/// Passes everything on, remembers what it was, and may hold some of it back.
class WatchedHttp final : public HttpPort
{
public:
    explicit WatchedHttp(HttpPort &next)
        : m_next(next)
    {}
    void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) override
    {
        sent.append(request);
        if (!held.isEmpty() && request.body.contains(held))
            m_waiting.append({context, request, std::move(reply)});
        else
            m_next.send(context, request, std::move(reply));
    }
    /// What was held back goes on its way, if somebody still waits for it.
    void release()
    {
        held.clear();
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto &one : waiting) {
            if (one.context)
                m_next.send(one.context, one.request, one.reply);
        }
    }
    [[nodiscard]] bool isHolding() const { return !m_waiting.isEmpty(); }
    [[nodiscard]] qsizetype sentTo(const QString &path) const
    {
        return std::ranges::count_if(sent, [&path](const HttpRequest &one) { return one.url.path() == path; });
    }
    [[nodiscard]] qsizetype sentWith(const QByteArray &words) const
    {
        return std::ranges::count_if(sent, [&words](const HttpRequest &one) { return one.body.contains(words); });
    }

    QByteArray held; ///< requests with this in their body wait for release()
    QList<HttpRequest> sent;

private:
    struct Waiting
    {
        QPointer<QObject> context;
        HttpRequest request;
        Reply<HttpAnswer> reply;
    };
    HttpPort &m_next;
    QList<Waiting> m_waiting;
};

} // namespace stanforis::test
