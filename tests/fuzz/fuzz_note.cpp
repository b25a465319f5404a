// SPDX-License-Identifier: GPL-3.0-or-later
// Notes, checkpoints, cosignatures and proofs: whatever comes in, what is accepted says what it says, and is written back the
// same.
#include "app/identity/checkpoint.h"
#include "app/identity/note.h"

#include <cstdlib>

using namespace stanforis::identity;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    static const QByteArray keys =
        R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",)"
        R"("kid":"example.com/behind-the-sofa+f8fa5254"},{"kty":"OKP","crv":"Ed25519",)"
        R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"witness.example.com/w1+7e6f4aaa"}]})";
    if (const auto note = readNote(bytes)) {
        demand(note->text.endsWith('\n') && !note->signatures.isEmpty() && note->signatures.size() <= 16);
        for (const NoteVerifier &verifier : noteVerifiers(keys))
            demand(!verifier.hasSigned(*note) || verifier.claims(*note));
        if (const auto checkpoint = checkpointOf(*note))
            demand(checkpoint->size >= 0 && checkpoint->root.size() == 32 && note->text.startsWith(checkpoint->origin.toUtf8()));
    }
    if (const auto verifier = NoteVerifier::fromText(bytes))
        demand(verifier->toText() == bytes && verifier->key.size() == 32);
    if (const auto checkpoint = readCheckpoint(bytes, keys))
        demand(checkpoint->size >= 0);
    (void)noteVerifiers(bytes);
    (void)readLedgerProof(bytes, "entry", ledgerKeys(keys));
    if (const auto seen = readSeenNote(bytes))
        demand(toText(*seen) == bytes);
    if (const auto pair = readPair(bytes))
        demand(toText(*pair) == bytes);
    (void)checkpointInSuccessor(bytes, keys);
    if (successorOf(bytes))
        (void)readSuccessor(bytes, {QStringLiteral("example.com/behind-the-sofa"), 3, QByteArray(32, 'x')}, keys);
    return 0;
}
