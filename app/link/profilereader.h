// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/platformaddress.h"
#include "app/link/trustanchor.h"
#include "models/domain/connection.h"

#include <QObject>

#include <memory>

namespace stanforis {

class HttpClient;

/// A platform that has been reached and has proved who it is.
struct Reached
{
    TrustAnchor anchor;
    ConnectionProfile profile;
    TrustFacts trust;
};

/// Goes from an address to a connection profile. One read at a time; a new one ends the running one. GUI thread.
/// Errors: Untrusted (certificate), Unreachable, TimedOut, Malformed (the answer is no profile; detail names the field),
/// NotFound (a server answers there, but it is no platform), Unavailable (another contract version), Storage (trust file).
class ProfileReader final : public QObject
{
    Q_OBJECT
public:
    explicit ProfileReader(QObject *parent = nullptr);
    ~ProfileReader() override;

    /// `trustFile` may be empty; else it is the only trust.
    void read(const PlatformAddress &address, const QString &trustFile, Reply<Reached> reply);

private:
    void fetch(const PlatformAddress &address, const TrustAnchor &anchor);

    std::unique_ptr<QObject> m_attempt;
    std::unique_ptr<HttpClient> m_http;
    Reply<Reached> m_reply;
};

} // namespace stanforis
