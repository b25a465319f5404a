// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/profilereader.h"

#include "app/link/decode/decodeprofile.h"
#include "app/link/httpclient.h"
#include "app/link/revocations.h"
#include "models/ports/trustmemoryport.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QTimer>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QString anchorName(TrustAnchor::Kind kind)
{
    switch (kind) {
    case TrustAnchor::Kind::Pinned:
        return u"pinned"_s;
    case TrustAnchor::Kind::File:
        return u"file"_s;
    case TrustAnchor::Kind::System:
        return u"system"_s;
    }
    return {};
}

} // namespace

ProfileReader::ProfileReader(const TrustTools &tools, QObject *parent)
    : QObject(parent)
    , m_tools(tools)
{}

ProfileReader::~ProfileReader() = default;

std::optional<TrustAnchor> ProfileReader::known(const PlatformAddress &address) const
{
    if (address.authoritySha256.isEmpty() || !m_tools.memory)
        return {};
    const QSslCertificate kept(m_tools.memory->authority(address.authoritySha256), QSsl::Der);
    if (kept.isNull() || kept.digest(QCryptographicHash::Sha256) != address.authoritySha256)
        return {}; // the hash is what is trusted, never the memory
    const auto anchor = TrustAnchor::of(TrustAnchor::Kind::Pinned, {kept});
    return anchor ? std::optional(*anchor) : std::nullopt;
}

void ProfileReader::prepare(const PlatformAddress &address)
{
    const auto anchor = known(address);
    if (!anchor)
        return;
    m_attempt = std::make_unique<QObject>();
    m_reply = {};
    m_early.reset();
    m_prepared = address;
    fetch(address, *anchor);
}

void ProfileReader::read(const PlatformAddress &address, const QString &trustFile, Reply<Reached> reply)
{
    m_reply = std::move(reply);
    const auto early = std::exchange(m_early, {});
    if (std::exchange(m_prepared, {}) == address && trustFile.isEmpty()) {
        if (early)
            QTimer::singleShot(0, m_attempt.get(), [this, early] { answer(*early); });
        return;
    }
    m_attempt = std::make_unique<QObject>();
    const auto anchor = trustFile.isEmpty() ? known(address) : std::nullopt;
    if (anchor)
        fetch(address, *anchor);
    else
        look(address, trustFile);
}

void ProfileReader::look(const PlatformAddress &address, const QString &trustFile)
{
    findAnchor(m_attempt.get(), address, trustFile, [this, address](Result<TrustAnchor> anchor) {
        if (!anchor) {
            answer(anchor.error());
            return;
        }
        if (anchor->kind() == TrustAnchor::Kind::Pinned && m_tools.memory)
            m_tools.memory->setAuthority(address.authoritySha256, anchor->der().constFirst());
        fetch(address, *anchor);
    });
}

void ProfileReader::fetch(const PlatformAddress &address, const TrustAnchor &anchor)
{
    if (m_http)
        m_http.release()->deleteLater();
    m_http = std::make_unique<HttpClient>(anchor);
    HttpRequest request;
    request.url = address.origin;
    request.url.setPath(u"/.well-known/stanforis-configuration"_s);
    request.largestAnswer = 64 * 1024;
    m_http->send(m_attempt.get(), request, [this, address, anchor](const Result<HttpAnswer> &got) {
        if (!got)
            answer(got.error());
        else if (got->status == 200)
            takeProfile(address, anchor, got->body);
        else
            answer(Error{got->status >= 500 ? Error::Code::Unavailable : Error::Code::NotFound, QString::number(got->status)});
    });
}

void ProfileReader::takeProfile(const PlatformAddress &address, const TrustAnchor &anchor, const QByteArray &json)
{
    const auto profile = decodeProfile(address, json);
    if (!profile) {
        answer(profile.error());
        return;
    }
    new TrustReader(m_attempt.get(), *m_http, m_tools, *profile, anchor,
                    [this, anchor, profile = *profile](const Result<PlatformTrust> &trust) {
                        if (trust)
                            conclude(anchor, profile, *trust);
                        else
                            answer(trust.error());
                    });
}

/// The lists hold; now the certificate of the connection they came over is held against them.
void ProfileReader::conclude(const TrustAnchor &anchor, const ConnectionProfile &profile, const PlatformTrust &trust)
{
    Revocations revocations(m_tools.clock);
    for (const auto &list : trust.revocations)
        revocations.add(list);
    if (const auto good = revocations.check(m_http->chain()); !good) {
        answer(good.error());
        return;
    }
    auto facts = m_http->peer();
    facts.anchor = anchorName(anchor.kind());
    answer(Reached{trust.anchor, trust.root, profile, facts, trust.list, trust.revocations});
}

void ProfileReader::answer(Result<Reached> result)
{
    if (m_reply)
        m_reply(std::move(result));
    else
        m_early = std::move(result);
}

} // namespace stanforis
