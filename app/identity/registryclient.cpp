// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/registryclient.h"

#include "app/identity/diddocument.h"

#include <QTimer>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ok = 200;
constexpr int notFound = 404;
constexpr int gone = 410;

template <class T>
void later(QObject *context, Reply<T> reply, Result<T> result)
{
    QTimer::singleShot(0, context, [reply = std::move(reply), result = std::move(result)] { reply(result); });
}

Error statusError(int status)
{
    const bool none = status == notFound || status == gone;
    return {none ? Error::Code::NotFound : Error::Code::Unavailable, QString::number(status)};
}

} // namespace

RegistryClient::RegistryClient(HttpPort &http, const Clock &clock, QStringList issuers)
    : m_http(http)
    , m_clock(clock)
    , m_issuers(std::move(issuers))
{}

void RegistryClient::resolve(QObject *context, const QString &did, Reply<DidDocument> reply)
{
    if (did.startsWith("did:key:"_L1))
        return later(context, std::move(reply), identity::documentOfDidKey(did));
    const auto address = identity::addressOf(did);
    if (!address)
        return later(context, std::move(reply), Result<DidDocument>(address.error()));
    HttpRequest request;
    request.url = *address;
    request.headers.insert("Accept", "application/did+json, application/json");
    request.largestAnswer = identity::largestDidDocument;
    m_http.send(context, request, [did, url = *address, reply = std::move(reply)](const Result<HttpAnswer> &answer) {
        if (!answer) {
            reply(answer.error());
        } else if (answer->status != ok) {
            reply(statusError(answer->status));
        } else {
            auto document = identity::readDidDocument(did, answer->body);
            if (document)
                document->where = url.toString();
            reply(document);
        }
    });
}

void RegistryClient::verifyCredential(QObject *context, const QByteArray &jwt, const QString &subject,
                                      Reply<CredentialFacts> reply)
{
    const auto credential = jwt.size() > identity::largestCredential
                                ? Result<identity::Credential>(Error{Error::Code::Malformed, u"length"_s})
                                : identity::readCredential(jwt.trimmed());
    const auto refuse = [&](const Error &error) { later(context, reply, Result<CredentialFacts>(error)); };
    if (!credential)
        return refuse(credential.error());
    if (!m_issuers.contains(credential->facts.issuer))
        return refuse({Error::Code::Untrusted, u"issuer"_s});
    if (!subject.isEmpty() && credential->facts.subject != subject)
        return refuse({Error::Code::Untrusted, u"subject"_s});
    // The issuer's document is read each time: a key that was withdrawn must not verify from memory.
    resolve(context, credential->facts.issuer,
            [this, context, credential = *credential, reply](const Result<DidDocument> &issuer) {
                if (!issuer)
                    return reply(issuer.error());
                if (const auto holds = identity::checkCredential(credential, *issuer, m_clock.now()); !holds)
                    return reply(holds.error());
                checkStatus(context, credential, *issuer, reply);
            });
}

void RegistryClient::checkStatus(QObject *context, const identity::Credential &credential, const DidDocument &issuer,
                                 Reply<CredentialFacts> reply)
{
    if (credential.statusList.isEmpty())
        return reply(credential.facts);
    // A list elsewhere could be anybody's, and asking for it would tell who was asked about.
    const auto home = identity::addressOf(issuer.id);
    if (!home || home->authority() != credential.statusList.authority())
        return reply(Error{Error::Code::Untrusted, u"status"_s});
    HttpRequest request;
    request.url = credential.statusList;
    request.largestAnswer = identity::largestStatusList;
    m_http.send(context, request, [this, credential, issuer, reply = std::move(reply)](const Result<HttpAnswer> &answer) {
        if (!answer)
            return reply(answer.error());
        if (answer->status != ok)
            return reply(statusError(answer->status));
        const auto revoked = identity::isRevoked(credential, answer->body.trimmed(), issuer, m_clock.now());
        if (!revoked)
            return reply(revoked.error());
        if (*revoked)
            return reply(Error{Error::Code::Untrusted, u"revoked"_s});
        CredentialFacts facts = credential.facts;
        facts.statusChecked = m_clock.now();
        reply(facts);
    });
}

QString platformDid(const QString &address)
{
    const QUrl url(address);
    return u"did:web:"_s + url.host() + (url.port() > 0 ? u"%3A"_s + QString::number(url.port()) : QString());
}

} // namespace stanforis
