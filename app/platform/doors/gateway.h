// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/doors/channel.h"
#include "app/platform/doors/httpserver.h"
#include "app/platform/doors/tlslistener.h"

#include <functional>
#include <optional>
#include <vector>

namespace stanforis {

class Enrolment;
class Provider;

/// The HTTPS and WebSocket door, one port: the profile, enrolment, the identity provider, the API and the channel. What a browser
/// or a console without a certificate may open is a short list; everything else needs a workstation's. Main thread.
class Gateway final : public QObject
{
    Q_OBJECT
public:
    /// Documents that are served as they are, without a token.
    struct Documents
    {
        QByteArray profile;     ///< JSON, at /.well-known/stanforis-configuration
        QByteArray receiptKeys; ///< JWKS, at /api/receipt-keys
        // Made anew from time to time: asked for at each request.
        std::function<QByteArray()> trustList;           ///< JWS, at /.well-known/stanforis-trust-list
        std::function<QByteArray()> revokedServers;      ///< DER, at /authority/servers.crl
        std::function<QByteArray()> revokedWorkstations; ///< DER, at /authority/workstations.crl
        std::function<std::optional<HttpResponse>(const QString &path)> registry =
            {}; ///< what else is public; none: nothing there
    };

    /// Takes connections that have come to `listener`. Everything borrowed must outlive it.
    struct Parts
    {
        Provider &provider;
        Enrolment &enrolment;
        Dispatch &dispatch;
        Guard &guard;
        Workstations &workstations;
    };
    Gateway(std::unique_ptr<TlsListener> listener, Documents documents, const Parts &parts);
    ~Gateway() override;

private:
    [[nodiscard]] HttpResponse handle(HttpRequest request);
    [[nodiscard]] std::optional<HttpResponse> document(const QString &path) const;
    [[nodiscard]] HttpResponse call(const HttpRequest &request);
    void takeChannel();

    const Documents m_documents;
    const Parts m_parts;
    HttpServer m_server;
    std::vector<std::unique_ptr<Channel>> m_channels;
};

} // namespace stanforis
