// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardreader.h"

#include "app/identity/card/moduletrust.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(cardLog, "stanforis.identity.card")

QString installedModule()
{
    const auto usual = card::usualModules();
    const auto found = std::ranges::find_if(usual, [](const QString &path) { return QFileInfo::exists(path); });
    return found == usual.end() ? QString() : *found;
}

/// Web eID authentication token, format 1.0: the signature is over H(origin) and H(nonce), so it is of use nowhere else.
QByteArray tokenOf(const card::Certificate &certificate, const QByteArray &signature)
{
    return QJsonDocument(QJsonObject{{u"format"_s, u"web-eid:1.0"_s},
                                     {u"unverifiedCertificate"_s, QString::fromLatin1(certificate.der.toBase64())},
                                     {u"algorithm"_s, certificate.algorithm()},
                                     {u"signature"_s, QString::fromLatin1(signature.toBase64())},
                                     {u"appVersion"_s, QStringLiteral("stanforis-console/" STANFORIS_VERSION)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

CardReader::CardReader(const QString &module, QObject *parent)
    : CardPort(parent)
    , m_path(module.isEmpty() ? installedModule() : module)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1); // always the same thread: some modules mind
    m_poll.setInterval(std::chrono::seconds(1));
    connect(&m_poll, &QTimer::timeout, this, &CardReader::look);
}

CardReader::~CardReader()
{
    m_poll.stop();
    m_worker.clear();
    m_worker.waitForDone(); // for the one call that the card is busy with
}

void CardReader::start()
{
    if (m_path.isEmpty() || m_module)
        return;
    m_worker.start([this, path = m_path] {
        auto module = card::Module::load(path);
        QMetaObject::invokeMethod(
            this,
            [this, module] {
                if (module) {
                    m_module = *module;
                    m_poll.start();
                    look();
                    return;
                }
                qCWarning(cardLog).noquote() << "the driver for cards is not used:" << module.error().detail;
                m_facts = {};
                m_facts.state =
                    module.error().code == Error::Code::NotFound ? CardFacts::State::NoModule : CardFacts::State::Refused;
                m_facts.problem = module.error().detail;
                Q_EMIT factsChanged(m_facts);
            },
            Qt::QueuedConnection);
    });
}

void CardReader::look()
{
    if (m_looking || !m_module || m_atWork)
        return;
    m_looking = true;
    const auto known = m_seen ? *m_seen : Seen();
    m_worker.start([this, module = m_module, known] {
        std::optional<Seen> seen;
        if (const auto token = module->token(); token && *token) {
            seen = Seen{(*token)->facts, **token, {}};
            // Its certificates do not change while it is in the reader.
            const bool same = known.token.slot == seen->token.slot && known.facts.serial == seen->facts.serial;
            if (same && !known.certificates.isEmpty())
                seen->certificates = known.certificates;
            else if (const auto read = module->certificates(**token))
                seen->certificates = *read;
        }
        QMetaObject::invokeMethod(
            this, [this, seen] { take(seen); }, Qt::QueuedConnection);
    });
}

void CardReader::take(const std::optional<Seen> &seen)
{
    m_looking = false;
    const bool gone = m_seen && (!seen || seen->facts.serial != m_seen->facts.serial);
    // Put in anew and without a wrong PIN by its own account: it was unblocked meanwhile.
    if (seen && (gone || !m_seen) && seen->facts.pin == CardFacts::Pin::Ready)
        m_wrong.remove(seen->facts.serial);
    m_seen = seen;
    CardFacts facts;
    facts.state = CardFacts::State::NoCard;
    if (seen) {
        facts = seen->facts;
        if (const auto *certificate = authentication()) {
            facts.holder = certificate->holder;
            facts.ends = certificate->ends;
        } else {
            facts.state = CardFacts::State::Unreadable;
        }
        if (m_wrong.value(facts.serial) >= mostTries)
            facts.pin = CardFacts::Pin::Blocked;
        else if (m_wrong.value(facts.serial) == mostTries - 1 && facts.pin != CardFacts::Pin::Blocked)
            facts.pin = CardFacts::Pin::LastTry;
    }
    const bool changed = facts != std::exchange(m_facts, facts);
    if (gone && m_work && !m_atWork)
        finish(Error{Error::Code::NotFound, u"card"_s});
    if (changed)
        Q_EMIT factsChanged(m_facts);
    if (gone)
        Q_EMIT removed();
}

const card::Certificate *CardReader::authentication() const
{
    if (!m_seen)
        return nullptr;
    const auto found = std::ranges::find(m_seen->certificates, card::Use::Authentication, &card::Certificate::use);
    return found == m_seen->certificates.end() ? nullptr : &*found;
}

void CardReader::authenticate(QObject *context, const QString &origin, const QByteArray &nonce, Reply<QByteArray> reply)
{
    const auto later = [context](const Reply<QByteArray> &to, const Error &error) {
        QMetaObject::invokeMethod(
            context, [to, error] { to(error); }, Qt::QueuedConnection);
    };
    if (m_work || m_atWork) {
        later(reply, {Error::Code::Conflict, u"card"_s});
        return;
    }
    if (!authentication()) {
        later(reply, {Error::Code::NotFound, u"card"_s});
        return;
    }
    if (m_facts.pin == CardFacts::Pin::Blocked) {
        later(reply, {Error::Code::PermissionDenied, u"pin"_s});
        return;
    }
    m_work = Work{context, {}, origin, nonce, std::move(reply)};
    m_work->watch = connect(context, &QObject::destroyed, this, [this] { finish(Error{Error::Code::Cancelled, {}}); });
    ask(PinRequest::Trouble::None);
}

void CardReader::ask(PinRequest::Trouble trouble)
{
    Q_EMIT pinWanted({m_facts, m_work->origin, trouble});
    if (m_work && m_facts.pinPad && trouble == PinRequest::Trouble::None)
        sign({}); // the reader asks
}

void CardReader::enterPin(Secret pin)
{
    if (!m_work || m_atWork)
        return;
    const auto length = int(pin.size());
    const bool fits = length > 0 && length >= m_facts.shortestPin && (m_facts.longestPin == 0 || length <= m_facts.longestPin);
    if (m_facts.pinPad || fits)
        sign(std::move(pin));
    else
        ask(PinRequest::Trouble::Length);
}

void CardReader::sign(Secret pin)
{
    const auto *certificate = authentication();
    if (!certificate) {
        finish(Error{Error::Code::NotFound, u"card"_s});
        return;
    }
    m_atWork = true;
    Q_EMIT cardAtWork();
    const auto method = certificate->coordinate == 48 ? QCryptographicHash::Sha384 : QCryptographicHash::Sha256;
    const QByteArray bytes =
        QCryptographicHash::hash(m_work->origin.toUtf8(), method) + QCryptographicHash::hash(m_work->nonce, method);
    // Shared because a job is copied; the PIN itself is there once, and is wiped when the job is done.
    auto shared = std::make_shared<Secret>(std::move(pin));
    m_worker.start([this, module = m_module, token = m_seen->token, certificate = *certificate, bytes, shared] {
        auto signature = module->sign(token, certificate, *shared, bytes);
        shared->clear();
        QMetaObject::invokeMethod(
            this, [this, certificate, signature] { signedBy(certificate, signature); }, Qt::QueuedConnection);
    });
}

void CardReader::signedBy(const card::Certificate &certificate, const Result<QByteArray> &signature)
{
    if (signature)
        m_wrong.remove(m_facts.serial);
    else if (signature.error().code == Error::Code::Invalid)
        ++m_wrong[m_facts.serial];
    else if (signature.error().code == Error::Code::PermissionDenied)
        m_wrong[m_facts.serial] = mostTries;
    m_atWork = false;
    if (!signature && signature.error().code == Error::Code::Invalid && m_work)
        wrong();
    else if (signature)
        finish(tokenOf(certificate, *signature));
    else
        finish(signature.error());
    look(); // the card says what is left of its tries
}

void CardReader::wrong()
{
    const int tried = m_wrong.value(m_facts.serial);
    if (tried >= mostTries || m_facts.pin == CardFacts::Pin::LastTry) {
        m_wrong[m_facts.serial] = mostTries;
        m_facts.pin = CardFacts::Pin::Blocked;
        Q_EMIT factsChanged(m_facts);
        finish(Error{Error::Code::PermissionDenied, u"pin"_s});
        return;
    }
    m_facts.pin = tried == mostTries - 1 ? CardFacts::Pin::LastTry : CardFacts::Pin::FewTries;
    ask(PinRequest::Trouble::Wrong);
}

void CardReader::cancel() { finish(Error{Error::Code::Cancelled, {}}); }

void CardReader::finish(const Result<QByteArray> &outcome)
{
    if (!m_work)
        return;
    const auto work = std::move(*m_work);
    m_work.reset();
    disconnect(work.watch);
    Q_EMIT pinSettled();
    if (work.context)
        work.reply(outcome);
}

} // namespace stanforis
