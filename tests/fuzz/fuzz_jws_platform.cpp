// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/signedintent.h"

#include <cstdlib>

using namespace stanforis;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

const EcKey &stranger()
{
    static const EcKey key = EcKey::generate().value();
    return key;
}

} // namespace

/// Access tokens and submissions as they come in at the doors (RFC 7515), before anything is verified.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto token = Jws::readCompact(bytes))
        demand(token->signatures.size() == 1 && !token->verify(0, stranger()));
    const auto submission = SignedIntent::read(bytes);
    if (!submission)
        return 0;
    demand(!submission->jws.signatures.empty() && submission->jws.signatures.size() <= 2);
    const auto again = SignedIntent::read(submission->canonicalText());
    demand(again && again->transaction == submission->transaction && again->canonicalText() == submission->canonicalText());
    for (std::size_t i = 0; i < submission->jws.signatures.size(); ++i)
        demand(!submission->verify(i, {stranger(), QString(), QString(), Instant{}, Instant{}, QString()}));
    return 0;
}
