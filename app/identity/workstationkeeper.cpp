// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/workstationkeeper.h"

#include "models/core/secret.h"
#include "models/ports/keychainport.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSslCertificate>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using identity::WorkstationKey;

namespace {

Q_LOGGING_CATEGORY(workstationLog, "stanforis.identity.workstation")

constexpr int keptReadTries = 5; ///< a wallet that starts with the desktop may come later than we do
constexpr auto keptReadPause = 2s;
constexpr auto storePatience = 3s; ///< a renewed certificate must not wait longer for a keychain that asks its owner something
constexpr auto firstStorePause = 2s;
constexpr auto longestStorePause = 60s;

/// As the contract's table of errors has it.
Error refusal(const HttpAnswer &answer)
{
    const auto object = QJsonDocument::fromJson(answer.body).object();
    const auto message = object.value("message"_L1).toString().left(300);
    switch (answer.status) {
    case 400:
        return {Error::Code::Invalid, message};
    case 401:
        return {Error::Code::Unauthenticated, message};
    case 403:
        return {Error::Code::PermissionDenied, message};
    case 404:
        return {Error::Code::NotFound, message};
    default:
        return {answer.status >= 500 ? Error::Code::Unavailable : Error::Code::Malformed, message};
    }
}

/// The certificate and, after it, that of the authority which issued it. With only its own, OpenSSL would look for the rest of
/// the chain among the authorities that vouch for servers, where it is not, and complain each time that it connects.
Result<QByteArray> chainIn(const Result<HttpAnswer> &answer)
{
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return refusal(*answer);
    const auto object = QJsonDocument::fromJson(answer->body).object();
    QByteArray chain = object.value("certificate"_L1).toString().toLatin1();
    const auto authority = QSslCertificate::fromData(object.value("authority"_L1).toString().toLatin1(), QSsl::Pem);
    if (authority.size() == 1) {
        if (!chain.endsWith('\n'))
            chain += '\n';
        chain += authority.first().toPem();
    }
    return chain;
}

} // namespace

WorkstationKeeper::WorkstationKeeper(HttpPort &http, const QUrl &url, const QString &name, KeychainPort *keychain,
                                     const Clock &clock, QObject *parent)
    : WorkstationPort(parent)
    , m_http(http)
    , m_url(url)
    , m_name(u"workstation/"_s + name)
    , m_keychain(keychain)
    , m_clock(clock)
{
    m_tick.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &WorkstationKeeper::look);
    m_keepAgain.setSingleShot(true);
    connect(&m_keepAgain, &QTimer::timeout, this, [this] { store(this, m_credential.certificate + m_credential.key, [] {}); });
}

WorkstationKeeper::~WorkstationKeeper() { wipe(m_credential.key); }

void WorkstationKeeper::start(const QString &code)
{
    if (!m_keychain) {
        enrol(code);
        return;
    }
    setPhase(WorkstationPhase::Looking);
    m_attempt = std::make_unique<QObject>();
    readKept(code, keptReadTries);
}

void WorkstationKeeper::readKept(const QString &code, int triesLeft)
{
    m_keychain->read(m_attempt.get(), m_name, [this, code, triesLeft](Result<QByteArray> kept) {
        const bool later = !kept && kept.error().code == Error::Code::Unavailable && triesLeft > 1;
        if (later && code.isEmpty()) { // with one there is no need to wait
            QTimer::singleShot(keptReadPause, m_attempt.get(), [this, code, triesLeft] { readKept(code, triesLeft - 1); });
            return;
        }
        m_attempt.release()->deleteLater(); // we are inside its callback
        m_workstation.phase = WorkstationPhase::NotEnrolled;
        if (kept) {
            const auto key = WorkstationKey::fromPem(*kept);
            const auto certificate = key ? identity::readWorkstationCertificate(*kept, *key) : key.error();
            if (certificate && certificate->until > m_clock.now() + 1min) {
                m_workstation.kept = true;
                use(*key, *kept, *certificate,
                    std::max(m_clock.now(), certificate->from + (certificate->until - certificate->from) / 2));
            }
            wipe(*kept);
        }
        if (m_workstation.phase != WorkstationPhase::Enrolled)
            enrol(code);
    });
}

void WorkstationKeeper::enrol(const QString &code)
{
    if (m_workstation.phase == WorkstationPhase::Enrolling)
        return;
    if (code.isEmpty()) {
        setPhase(WorkstationPhase::NotEnrolled);
        return;
    }
    const auto key = WorkstationKey::generate();
    const auto request = key ? key->request() : key.error();
    if (!request) {
        Q_EMIT enrolmentFailed(request.error());
        return;
    }
    setPhase(WorkstationPhase::Enrolling);
    ask(u"/enrol"_s, {{u"code"_s, code}, {u"csr"_s, QString::fromLatin1(*request)}},
        [this, key = *key](const Result<HttpAnswer> &answer) { enrolmentEnded(key, answer); });
}

void WorkstationKeeper::renew()
{
    if (m_workstation.phase != WorkstationPhase::Enrolled || m_attempt)
        return;
    const auto key = WorkstationKey::generate();
    const auto request = key ? key->request() : key.error();
    if (!request)
        return;
    ask(u"/renew"_s, {{u"csr"_s, QString::fromLatin1(*request)}},
        [this, key = *key](const Result<HttpAnswer> &answer) { renewalEnded(key, answer); });
}

void WorkstationKeeper::ask(const QString &what, const QJsonObject &body, std::function<void(Result<HttpAnswer>)> reply)
{
    HttpRequest request;
    request.method = "POST";
    request.url = m_url;
    request.url.setPath(m_url.path() + what);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.largestAnswer = 64 * 1024;
    m_attempt = std::make_unique<QObject>();
    m_http.send(m_attempt.get(), request, [this, reply = std::move(reply)](Result<HttpAnswer> answer) {
        m_attempt.release()->deleteLater(); // we are inside its callback
        if (answer) {
            const auto date = QDateTime::fromString(
                QString::fromLatin1(answer->headers.value("date")).replace("GMT"_L1, "+0000"_L1), Qt::RFC2822Date);
            if (date.isValid())
                m_offset = fromMicroseconds(date.toMSecsSinceEpoch() * 1000) - m_clock.now();
        }
        reply(std::move(answer));
    });
}

void WorkstationKeeper::enrolmentEnded(const WorkstationKey &key, const Result<HttpAnswer> &answer)
{
    const auto pem = chainIn(answer);
    const auto certificate = pem ? identity::readWorkstationCertificate(*pem, key) : pem.error();
    if (certificate) {
        take(key, *pem, *certificate);
        return;
    }
    setPhase(WorkstationPhase::NotEnrolled);
    Q_EMIT enrolmentFailed(certificate.error());
}

void WorkstationKeeper::renewalEnded(const WorkstationKey &key, const Result<HttpAnswer> &answer)
{
    const auto pem = chainIn(answer);
    const auto certificate = pem ? identity::readWorkstationCertificate(*pem, key) : pem.error();
    if (certificate && certificate->names == m_workstation.certificate.names) {
        m_workstation.renewed = m_clock.now();
        take(key, *pem, *certificate);
        return;
    }
    const Error why = certificate ? Error{Error::Code::Malformed, u"another workstation"_s} : certificate.error();
    qCWarning(workstationLog).noquote() << "the certificate could not be renewed:" << why.detail;
    if (why.code == Error::Code::Unauthenticated) {
        lose(why);
        return;
    }
    // Half of its life is left for that; a twentieth of what is left is soon enough, and not too often.
    const auto left = m_workstation.certificate.until - (m_clock.now() + m_offset);
    m_notBefore = m_clock.now() + std::clamp<Duration>(left / 20, 1s, 10min);
    m_workstation.problem = why;
    Q_EMIT changed();
    look();
}

/// Of one that has just come. From now on, not from its beginning, which lies before that because clocks differ.
Instant WorkstationKeeper::halfOf(const TrustCertificate &certificate) const
{
    const auto now = m_clock.now();
    return now + (certificate.until - (now + m_offset)) / 2;
}

/// Into the keychain before it is used; without one the workstation is enrolled again after the next start.
void WorkstationKeeper::take(const WorkstationKey &key, const QByteArray &pem, const TrustCertificate &certificate)
{
    if (!m_keychain) {
        use(key, pem, certificate, halfOf(certificate));
        return;
    }
    m_keepAgain.stop();
    m_pause = firstStorePause;
    m_attempt = std::make_unique<QObject>(); // nothing else is asked for meanwhile
    const auto goOn = [this, key, pem, certificate, attempt = m_attempt.get()] {
        if (m_attempt.get() != attempt)
            return;                         // it was not waited for
        m_attempt.release()->deleteLater(); // we are inside its callback
        use(key, pem, certificate, halfOf(certificate));
    };
    auto *patience = new QTimer(m_attempt.get());
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, m_attempt.get(), [this, goOn] {
        m_keepAgain.start(m_pause);
        goOn();
    });
    patience->start(storePatience);
    store(m_attempt.get(), pem + key.pem(), goOn);
}

void WorkstationKeeper::store(QObject *context, QByteArray secret, std::function<void()> then)
{
    m_keychain->store(context, m_name, secret, [this, then = std::move(then)](const Result<Done> &stored) {
        if (!stored) {
            qCInfo(workstationLog) << "the keychain did not take the workstation's key; it stays in memory. Code"
                                   << int(stored.error().code);
            if (stored.error().code == Error::Code::Unavailable) {
                m_keepAgain.start(m_pause);
                m_pause = std::min<std::chrono::seconds>(2 * m_pause, longestStorePause);
            }
        }
        if (std::exchange(m_workstation.kept, stored.has_value()) != m_workstation.kept)
            Q_EMIT changed();
        then();
    });
    wipe(secret);
}

void WorkstationKeeper::use(const WorkstationKey &key, const QByteArray &pem, const TrustCertificate &certificate,
                            Instant renewal)
{
    wipe(m_credential.key);
    const auto end = pem.lastIndexOf("-----END CERTIFICATE-----"); // the key is kept behind
    m_credential = {pem.left(end < 0 ? pem.size() : end + 26), key.pem()};
    m_workstation.id = certificate.names.value(0);
    m_workstation.certificate = certificate;
    m_workstation.renewal = renewal;
    m_workstation.problem.reset();
    m_notBefore = {};
    m_workstation.phase = WorkstationPhase::Enrolled;
    Q_EMIT credentialChanged(m_credential);
    Q_EMIT changed();
    look();
}

/// Renews what is due. The clock is looked at each minute at least: a timer does not count the time in which a machine sleeps.
void WorkstationKeeper::look()
{
    if (m_workstation.phase != WorkstationPhase::Enrolled)
        return;
    const auto now = m_clock.now();
    if (m_workstation.certificate.until <= now + m_offset) {
        lose({Error::Code::Unauthenticated, u"expired"_s});
        return;
    }
    const auto due = std::max(*m_workstation.renewal, m_notBefore);
    if (due <= now)
        renew();
    const auto wait =
        std::min({due > now ? due - now : Duration(1min), Duration(1min), m_workstation.certificate.until - (now + m_offset)});
    m_tick.start(std::max(50ms, std::chrono::ceil<std::chrono::milliseconds>(wait)));
}

void WorkstationKeeper::lose(const Error &why)
{
    m_tick.stop();
    m_keepAgain.stop();
    m_attempt.reset();
    wipe(m_credential.key);
    m_credential = {};
    m_workstation = {};
    m_workstation.problem = why;
    if (m_keychain)
        m_keychain->remove(this, m_name, [](const Result<Done> &) {});
    Q_EMIT credentialChanged(m_credential);
    Q_EMIT changed();
}

void WorkstationKeeper::setPhase(WorkstationPhase phase)
{
    if (m_workstation.phase == phase)
        return;
    m_workstation.phase = phase;
    Q_EMIT changed();
}

} // namespace stanforis
