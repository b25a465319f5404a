// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/profilereader.h"

#include "app/link/decode/decodeprofile.h"
#include "app/link/httpclient.h"
#include "app/link/revocations.h"

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

void ProfileReader::read(const PlatformAddress &address, const QString &trustFile, Reply<Reached> reply)
{
    m_attempt = std::make_unique<QObject>();
    m_reply = std::move(reply);
    findAnchor(m_attempt.get(), address, trustFile, [this, address](Result<TrustAnchor> anchor) {
        if (anchor)
            fetch(address, *anchor);
        else
            m_reply(anchor.error());
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
    m_http->send(m_attempt.get(), request, [this, address, anchor](Result<HttpAnswer> answer) {
        if (!answer) {
            m_reply(answer.error());
            return;
        }
        if (answer->status != 200) {
            m_reply(
                Error{answer->status >= 500 ? Error::Code::Unavailable : Error::Code::NotFound, QString::number(answer->status)});
            return;
        }
        auto profile = decodeProfile(address, answer->body);
        if (!profile) {
            m_reply(profile.error());
            return;
        }
        new TrustReader(m_attempt.get(), *m_http, m_tools, *profile, anchor,
                        [this, anchor, profile = *profile](const Result<PlatformTrust> &trust) {
                            if (trust)
                                conclude(anchor, profile, *trust);
                            else
                                m_reply(trust.error());
                        });
    });
}

/// The lists hold; now the certificate of the connection they came over is held against them.
void ProfileReader::conclude(const TrustAnchor &anchor, const ConnectionProfile &profile, const PlatformTrust &trust)
{
    Revocations revocations(m_tools.clock);
    for (const auto &list : trust.revocations)
        revocations.add(list);
    if (const auto good = revocations.check(m_http->chain()); !good) {
        m_reply(good.error());
        return;
    }
    auto facts = m_http->peer();
    facts.anchor = anchorName(anchor.kind());
    m_reply(Reached{trust.anchor, profile, facts, trust.list, trust.revocations});
}

} // namespace stanforis
