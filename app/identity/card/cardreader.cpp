// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardreader.h"

#include "app/identity/card/moduletrust.h"
#include "app/identity/card/webeidtoken.h"

#include <QFileInfo>
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

/// Later: nobody may count on an answer from inside the call.
void answerLater(QObject *context, const Reply<QByteArray> &reply, const Error &error)
{
    QMetaObject::invokeMethod(
        context, [reply, error] { reply(error); }, Qt::QueuedConnection);
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

const card::Key *CardReader::Seen::key(card::Use use) const
{
    const auto found = std::ranges::find_if(keys, [use](const card::Key &key) { return key.certificate.use == use; });
    return found == keys.end() ? nullptr : &*found;
}

std::optional<CardReader::Seen> CardReader::seenBy(card::Module &module, const std::optional<Seen> &before)
{
    const auto tokens = module.tokens();
    if (!tokens || tokens->isEmpty())
        return {};
    Seen seen;
    for (const auto &token : *tokens) {
        if (token.facts.serial == tokens->first().facts.serial)
            seen.tokens.append(token);
    }
    // Its certificates do not change while it is in the reader.
    const bool same = before && before->serial() == seen.serial() && !before->keys.isEmpty();
    for (const auto &token : std::as_const(seen.tokens)) {
        if (same) {
            for (const auto &key : before->keys) {
                if (key.token.slot == token.slot)
                    seen.keys.append({token, key.certificate});
            }
        } else if (const auto certificates = module.certificates(token)) {
            for (const auto &certificate : *certificates)
                seen.keys.append({token, certificate});
        }
    }
    return seen;
}

void CardReader::look()
{
    if (m_looking || !m_module || m_atWork)
        return;
    m_looking = true;
    m_worker.start([this, module = m_module, before = m_seen] {
        const auto seen = seenBy(*module, before);
        QMetaObject::invokeMethod(
            this, [this, seen] { take(seen); }, Qt::QueuedConnection);
    });
}

void CardReader::take(const std::optional<Seen> &seen)
{
    m_looking = false;
    const bool gone = m_seen && (!seen || seen->serial() != m_seen->serial());
    if (seen && (gone || !m_seen))
        std::ranges::for_each(seen->tokens, [this](const card::Token &token) { m_tries.welcome(token); });
    m_seen = seen;
    CardFacts none;
    none.state = CardFacts::State::NoCard;
    const auto facts = seen ? factsOf(card::Use::Authentication) : none;
    const bool changed = facts != std::exchange(m_facts, facts);
    if (gone && m_work && !m_atWork)
        finish(Error{Error::Code::NotFound, cardProblem});
    if (changed)
        Q_EMIT factsChanged(m_facts);
    if (gone)
        Q_EMIT removed();
}

CardFacts CardReader::factsOf(card::Use use) const
{
    const auto *key = m_seen->key(use);
    const auto &token = key ? key->token : m_seen->tokens.first();
    CardFacts facts = token.facts;
    facts.pin = m_tries.left(token);
    if (!key) {
        facts.state = CardFacts::State::Unreadable;
        return facts;
    }
    facts.holder = key->certificate.holder;
    facts.ends = key->certificate.ends;
    facts.onePin = std::ranges::all_of(m_seen->keys, [&](const card::Key &each) { return each.token.slot == token.slot; });
    return facts;
}

std::optional<Error> CardReader::refusal(card::Use use) const
{
    if (m_work || m_atWork)
        return Error{Error::Code::Conflict, cardProblem};
    const auto *key = m_seen ? m_seen->key(use) : nullptr;
    if (!key)
        return Error{Error::Code::NotFound, cardProblem};
    if (m_tries.left(key->token) == CardFacts::Pin::Blocked)
        return Error{Error::Code::PermissionDenied, pinProblem};
    return {};
}

bool CardReader::fits(const CardFacts &facts, const Secret &pin)
{
    const auto length = int(pin.size());
    return facts.pinPad || (length > 0 && length >= facts.shortestPin && (facts.longestPin == 0 || length <= facts.longestPin));
}

void CardReader::authenticate(QObject *context, const QString &origin, const QByteArray &nonce, Reply<QByteArray> reply)
{
    if (const auto refused = refusal(card::Use::Authentication)) {
        answerLater(context, reply, *refused);
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
        prove({}); // the reader asks
}

void CardReader::enterPin(Secret pin)
{
    if (!m_work || m_atWork)
        return;
    if (fits(m_facts, pin))
        prove(std::move(pin));
    else
        ask(PinRequest::Trouble::Length);
}

void CardReader::prove(Secret pin)
{
    const auto *key = m_seen ? m_seen->key(card::Use::Authentication) : nullptr;
    if (!key) {
        finish(Error{Error::Code::NotFound, cardProblem});
        return;
    }
    run(*key, card::webEidBytes(key->certificate, m_work->origin, m_work->nonce), std::move(pin));
    Q_EMIT cardAtWork();
}

Result<QByteArray> CardReader::signingCertificate() const
{
    const auto *key = m_seen ? m_seen->key(card::Use::Signing) : nullptr;
    return key ? Result<QByteArray>(key->certificate.der) : Error{Error::Code::NotFound, cardProblem};
}

void CardReader::sign(QObject *context, const QByteArray &bytes, Secret pin, Reply<QByteArray> reply)
{
    if (const auto refused = refusal(card::Use::Signing)) {
        answerLater(context, reply, *refused);
        return;
    }
    if (!fits(signingFacts(), pin)) {
        answerLater(context, reply, {Error::Code::Invalid, pinLengthProblem});
        return;
    }
    m_signature = Signature{context, std::move(reply)};
    run(*m_seen->key(card::Use::Signing), bytes, std::move(pin));
}

void CardReader::run(const card::Key &key, const QByteArray &bytes, Secret pin)
{
    m_atWork = true;
    // Shared because a job is copied; the PIN itself is there once, and is wiped when the job is done.
    auto shared = std::make_shared<Secret>(std::move(pin));
    m_worker.start([this, module = m_module, key, bytes, shared] {
        const auto signature = module->sign(key.token, key.certificate, *shared, bytes);
        shared->clear();
        QMetaObject::invokeMethod(
            this, [this, key, signature] { done(key, signature); }, Qt::QueuedConnection);
    });
}

void CardReader::done(const card::Key &key, const Result<QByteArray> &signature)
{
    m_atWork = false;
    m_tries.note(key.token, signature);
    if (m_seen) {
        const auto facts = factsOf(card::Use::Authentication);
        if (facts != std::exchange(m_facts, facts))
            Q_EMIT factsChanged(m_facts);
    }
    if (m_signature) {
        const auto asked = std::move(*m_signature);
        m_signature.reset();
        const bool over =
            !signature && signature.error().code == Error::Code::Invalid && m_tries.left(key.token) == CardFacts::Pin::Blocked;
        if (asked.context)
            asked.reply(over ? Result<QByteArray>(Error{Error::Code::PermissionDenied, pinProblem}) : signature);
    } else if (m_work) {
        provedBy(key, signature);
    }
    look(); // the card says what is left of its tries
}

void CardReader::provedBy(const card::Key &key, const Result<QByteArray> &signature)
{
    if (signature)
        finish(card::webEidToken(key.certificate, *signature));
    else if (signature.error().code != Error::Code::Invalid)
        finish(signature.error());
    else if (m_tries.left(key.token) == CardFacts::Pin::Blocked)
        finish(Error{Error::Code::PermissionDenied, pinProblem});
    else
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
