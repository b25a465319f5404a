// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/platformaddress.h"
#include "app/link/trustanchor.h"
#include "app/link/trustreader.h"
#include "models/domain/connection.h"

#include <QObject>

#include <memory>
#include <optional>

namespace stanforis {

class HttpClient;

/// A platform that has been reached and has proved who it is.
struct Reached
{
    TrustAnchor anchor; ///< the authorities in the trust list
    TrustAnchor root;   ///< what the address or the trust file named
    ConnectionProfile profile;
    TrustFacts trust;
    TrustList trustList;
    QList<RevocationList> revocations;

    [[nodiscard]] PlatformTrust platformTrust() const { return {anchor, root, trustList, revocations}; }
};

/// Goes from an address to a connection profile and, from there, to the signed list of what is to be trusted: `anchor` of what is
/// reached are the authorities in it, and the platform's certificate was held against their revocation lists. One read at a time;
/// a new one ends the running one. GUI thread. Errors: Untrusted (certificate), Unreachable, TimedOut, Malformed (the answer is
/// no profile; detail names the field), NotFound (a server answers there, but it is no platform), Unavailable (another contract
/// version), Storage (trust file).
class ProfileReader final : public QObject
{
    Q_OBJECT
public:
    explicit ProfileReader(const TrustTools &tools, QObject *parent = nullptr);
    ~ProfileReader() override;

    /// Begins what a read() of the same address will want, before anything can take its answer. Only where the address names an
    /// authority that was found before; else nothing happens yet.
    void prepare(const PlatformAddress &address);
    /// `trustFile` may be empty; else it is the only trust.
    void read(const PlatformAddress &address, const QString &trustFile, Reply<Reached> reply);

private:
    /// The authority that the address names, if it was found before.
    [[nodiscard]] std::optional<TrustAnchor> known(const PlatformAddress &address) const;
    void look(const PlatformAddress &address, const QString &trustFile);
    void fetch(const PlatformAddress &address, const TrustAnchor &anchor);
    void takeProfile(const PlatformAddress &address, const TrustAnchor &anchor, const QByteArray &json);
    void answer(Result<Reached> result);
    void conclude(const TrustAnchor &anchor, const ConnectionProfile &profile, const PlatformTrust &trust);

    const TrustTools m_tools;
    std::unique_ptr<QObject> m_attempt;
    std::unique_ptr<HttpClient> m_http;
    Reply<Reached> m_reply;
    std::optional<PlatformAddress> m_prepared; ///< what is on its way already
    std::optional<Result<Reached>> m_early;    ///< it came before it was asked for
};

} // namespace stanforis
