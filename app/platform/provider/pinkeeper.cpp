// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/pinkeeper.h"

#include "app/platform/authority/jose.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

QString randomPin()
{
    constexpr quint32 combinations = 10'000;
    constexpr quint32 fair = (0xffffffffU / combinations) * combinations; // reject above: no digit is likelier than another
    quint32 number = fair;
    while (number >= fair) {
        const auto bytes = randomBytes(sizeof(number));
        std::memcpy(&number, bytes.constData(), sizeof(number));
    }
    return QStringLiteral("%1").arg(number % combinations, 4, 10, QLatin1Char('0'));
}

QString minutesLeft(std::chrono::seconds left)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(left).count();
    return minutes == 1 ? u"one minute"_s : u"%1 minutes"_s.arg(minutes);
}

bool sameText(const QString &left, const QString &right)
{
    const auto a = left.toUtf8();
    const auto b = right.toUtf8();
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), std::size_t(a.size())) == 0;
}

} // namespace

PinKeeper::PinKeeper(IdentityStore &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{}

Result<Done> PinKeeper::ensure(const std::vector<Persona> &personas)
{
    for (const auto &persona : personas) {
        if (m_store.pin(persona.subject))
            continue;
        if (const auto kept = m_store.setPin(persona.subject, {randomPin(), 0, {}}); !kept)
            return kept;
    }
    return Done{};
}

Result<PinKeeper::Outcome> PinKeeper::attempt(const SubjectId &subject, const QString &pin)
{
    auto state = m_store.pin(subject);
    if (!state)
        return Error{Error::Code::NotFound, QStringLiteral("no such identity")};
    if (blockedStill(subject) > std::chrono::seconds(0))
        return Outcome::Blocked;
    const bool right = sameText(pin, state->pin);
    state->failures = right ? 0 : state->failures + 1;
    const bool blocks = state->failures >= mostFailures;
    if (blocks) {
        state->failures = 0;
        state->blockedUntil = m_clock.now() + blockedFor;
    }
    // Kept before the answer: killing the process gives no further try.
    if (const auto kept = m_store.setPin(subject, *state); !kept)
        return kept.error();
    if (right)
        return Outcome::Right;
    return blocks ? Outcome::Blocked : Outcome::Wrong;
}

QString PinKeeper::problem(const SubjectId &subject, Outcome outcome) const
{
    if (outcome == Outcome::Blocked) {
        return u"After three wrong PINs this identity is blocked for another %1. Wait, or choose another identity."_s.arg(
            minutesLeft(blockedStill(subject)));
    }
    const int left = triesLeft(subject);
    return left == 1 ? u"That PIN is not right. One more try is left."_s
                     : u"That PIN is not right. %1 more tries are left."_s.arg(left);
}

QString PinKeeper::pinOf(const SubjectId &subject) const
{
    const auto state = m_store.pin(subject);
    return state ? state->pin : QString();
}

int PinKeeper::triesLeft(const SubjectId &subject) const
{
    const auto state = m_store.pin(subject);
    return state ? mostFailures - state->failures : 0;
}

std::chrono::seconds PinKeeper::blockedStill(const SubjectId &subject) const
{
    const auto state = m_store.pin(subject);
    if (!state)
        return std::chrono::seconds(0);
    return std::max(std::chrono::ceil<std::chrono::seconds>(state->blockedUntil - m_clock.now()), std::chrono::seconds(0));
}

} // namespace stanforis
