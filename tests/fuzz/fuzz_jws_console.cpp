// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/jws.h"

#include <cstdlib>

using namespace stanforis;
using namespace stanforis::identity;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

/// A key nothing in the corpus was signed with.
const SigningKey &stranger()
{
    static const SigningKey key = SigningKey::generate().value();
    return key;
}

void check(const Jws &jws)
{
    demand(!jws.signatures().isEmpty() && jws.signatures().size() <= 2);
    for (qsizetype i = 0; i < jws.signatures().size(); ++i) {
        demand(!jws.signatures().at(i).header.contains(QLatin1String("crit")));
        demand(!jws.verify(i, stranger()));
    }
    // What was read is written so that it reads the same.
    const auto again = Jws::fromGeneral(jws.toGeneral());
    demand(again && again->payload() == jws.payload() && again->signatures().size() == jws.signatures().size());
}

} // namespace

/// Both serializations of RFC 7515, and a key set.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto compact = Jws::fromCompact(bytes)) {
        demand(compact->toCompact().value() == bytes);
        check(*compact);
    }
    if (const auto general = Jws::fromGeneral(bytes))
        check(*general);
    (void)keyFromSet(bytes, QStringLiteral("a"));
    return 0;
}
