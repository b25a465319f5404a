// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/channel.h"
#include "app/platform/doors/httpserver.h"
#include "app/platform/doors/tlslistener.h"

#include <functional>
#include <optional>
#include <vector>

namespace stanforis {

class Provider;

/// The HTTPS and WebSocket door, one port: the profile, the identity provider, the API and the channel. Main thread.
class Gateway final : public QObject
{
    Q_OBJECT
public:
    /// Documents that are served as they are, without a token.
    struct Documents
    {
        QByteArray profile;     ///< JSON, at /.well-known/stanforis-configuration
        QByteArray receiptKeys; ///< JWKS, at /api/receipt-keys
        std::function<std::optional<HttpResponse>(const QString &path)> registry =
            {}; ///< what else is public; none: nothing there
    };

    /// Takes connections that have come to `listener`. Everything borrowed must outlive it.
    Gateway(std::unique_ptr<TlsListener> listener, Documents documents, Provider &provider, Dispatch &dispatch, Guard &guard);
    ~Gateway() override;

private:
    [[nodiscard]] HttpResponse handle(const HttpRequest &request);
    [[nodiscard]] HttpResponse call(const HttpRequest &request);
    void takeChannel();

    const Documents m_documents;
    Provider &m_provider;
    Dispatch &m_dispatch;
    Guard &m_guard;
    HttpServer m_server;
    std::vector<std::unique_ptr<Channel>> m_channels;
};

} // namespace stanforis
