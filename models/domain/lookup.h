// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/did.h"
#include "models/domain/transaction.h"

#include <variant>

namespace stanforis {

/// What anybody may look up without signing in.
enum class LookUp { Receipt, Credential, Identifier, Unknown };

/// Which of them a text is, by its form alone: an identifier begins with "did:", a receipt is a JSON object, a credential is a
/// compact JWS. Nothing of it is believed yet.
[[nodiscard]] LookUp recognise(const QByteArray &text);

using LookUpFacts = std::variant<ReceiptFacts, CredentialFacts, DidDocument>;

/// The answer to what was asked. Invalid: the text is none of these.
struct LookUpAnswer
{
    LookUp what = LookUp::Unknown;
    Result<LookUpFacts> found;
};

} // namespace stanforis
