// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/challenge.h"

#include <cstdlib>

using namespace stanforis;

/// A WWW-Authenticate value: what is taken for a step-up says so, and survives the way through an error unchanged.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray challenge(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto demand = stepUpIn(challenge);
    if (!demand)
        return 0;
    const auto again = stepUpDemandOf(stepUpError(QStringLiteral("Why."), *demand));
    if (!challenge.contains("insufficient_user_authentication") || demand->acrValues.size() > 8 || !again ||
        again->acrValues != demand->acrValues || again->maxAge != demand->maxAge)
        std::abort();
    return 0;
}
