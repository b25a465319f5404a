// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/checkpoint.h"

#include "app/identity/merkleproof.h"
#include "app/identity/signingkey.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longest = 64 * 1024;
constexpr qsizetype mostSignatures = 16; // c2sp.org/signed-note: at least so many are accepted
constexpr qsizetype hashSize = 32;
constexpr qsizetype mostHashes = 63; // no tree is higher
const QByteArray emDash = "\xE2\x80\x94 ";

Error malformed(QLatin1StringView what) { return {Error::Code::Malformed, QString(what)}; }
Error untrusted(QLatin1StringView what) { return {Error::Code::Untrusted, QString(what)}; }

std::optional<QByteArray> fromBase64(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64() != text)
        return std::nullopt;
    return decoded.decoded;
}

/// ASCII decimal without leading zeroes.
std::optional<qint64> number(const QByteArray &text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < 0 || QByteArray::number(value) != text)
        return std::nullopt;
    return value;
}

struct Note
{
    struct Signature
    {
        QString name;
        QByteArray id;
        QByteArray signature;
    };
    QByteArray text; ///< with its last newline
    QList<Signature> signatures;
};

std::optional<Note> readNote(const QByteArray &bytes)
{
    const qsizetype split = bytes.lastIndexOf("\n\n");
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = utf8.decode(bytes);
    const auto isControl = [](char c) { return static_cast<uchar>(c) < 0x20 && c != '\n'; };
    if (bytes.size() > longest || split < 0 || !bytes.endsWith('\n') || utf8.hasError() || std::ranges::any_of(bytes, isControl))
        return std::nullopt;
    Note note;
    note.text = bytes.left(split + 1);
    auto lines = bytes.mid(split + 2).split('\n');
    lines.removeLast(); // what follows the last newline
    if (lines.isEmpty() || lines.size() > mostSignatures)
        return std::nullopt;
    for (const QByteArray &line : std::as_const(lines)) {
        const auto parts = line.startsWith(emDash) ? line.mid(emDash.size()).split(' ') : QList<QByteArray>();
        const auto tagged = parts.size() == 2 ? fromBase64(parts[1]) : std::nullopt;
        if (!tagged || parts[0].isEmpty() || parts[0].contains('+') || tagged->size() < 5)
            return std::nullopt;
        note.signatures.append({QString::fromUtf8(parts[0]), tagged->left(4), tagged->mid(4)});
    }
    return note;
}

struct NoteKey
{
    QString name;
    QByteArray id;
    QByteArray bytes;
};

QList<NoteKey> noteKeys(const QByteArray &keySet)
{
    QList<NoteKey> keys;
    const auto members = QJsonDocument::fromJson(keySet).object().value("keys"_L1).toArray();
    for (const auto &member : members) {
        const auto jwk = member.toObject();
        const auto bytes = fromBase64Url(jwk.value("x"_L1).toString().toLatin1());
        const QString kid = jwk.value("kid"_L1).toString();
        const qsizetype plus = kid.lastIndexOf(u'+');
        if (jwk.value("kty"_L1).toString() != "OKP"_L1 || jwk.value("crv"_L1).toString() != "Ed25519"_L1 || !bytes ||
            bytes->size() != hashSize || plus < 1)
            continue;
        const QString name = kid.left(plus);
        const QByteArray identified = name.toUtf8() + "\n\x01" + *bytes;
        const QByteArray id = sha256(identified).left(4);
        if (kid.mid(plus + 1).toLatin1() == id.toHex())
            keys.append({name, id, *bytes});
    }
    return keys;
}

bool hasSigned(const NoteKey &key, const QByteArray &text, const QByteArray &signature)
{
    const auto *raw = reinterpret_cast<const uchar *>(key.bytes.constData());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> parsed(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw, static_cast<std::size_t>(key.bytes.size())), EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return parsed && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, parsed.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const uchar *>(signature.constData()),
                            static_cast<std::size_t>(signature.size()), reinterpret_cast<const uchar *>(text.constData()),
                            static_cast<std::size_t>(text.size())) == 1;
}

/// The lines before the first empty one, as hashes, and what follows it.
struct ProofBody
{
    QList<QByteArray> hashes;
    QByteArray note;
};

std::optional<ProofBody> readProofBody(const QByteArray &text)
{
    ProofBody body;
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = text.indexOf('\n', from);
        if (end < 0)
            return std::nullopt;
        if (end == from) {
            body.note = text.mid(end + 1);
            return body;
        }
        const auto hash = fromBase64(text.mid(from, end - from));
        if (!hash || hash->size() != hashSize || body.hashes.size() == mostHashes)
            return std::nullopt;
        body.hashes.append(*hash);
        from = end + 1;
    }
}

/// Takes `prefix NUMBER` and its newline off the front.
std::optional<qint64> takeNumber(QByteArray &text, const QByteArray &prefix)
{
    const qsizetype end = text.indexOf('\n');
    if (end < 0 || !text.startsWith(prefix))
        return std::nullopt;
    const auto value = number(text.mid(prefix.size(), end - prefix.size()));
    text.remove(0, end + 1);
    return value;
}

} // namespace

Result<Checkpoint> readCheckpoint(const QByteArray &bytes, const QByteArray &keySet)
{
    const auto note = readNote(bytes);
    if (!note)
        return malformed("note"_L1);
    bool known = false;
    for (const NoteKey &key : noteKeys(keySet)) {
        for (const Note::Signature &signature : note->signatures) {
            if (signature.name != key.name || signature.id != key.id)
                continue;
            if (!hasSigned(key, note->text, signature.signature))
                return untrusted("checkpoint"_L1);
            known = true;
        }
    }
    if (!known)
        return untrusted("ledger key"_L1);
    const auto lines = note->text.split('\n');
    const auto size = lines.size() >= 4 ? number(lines[1]) : std::nullopt;
    const auto root = lines.size() >= 4 ? fromBase64(lines[2]) : std::nullopt;
    if (!size || !root || root->size() != hashSize || lines[0].isEmpty())
        return malformed("checkpoint"_L1);
    return Checkpoint{QString::fromUtf8(lines[0]), *size, *root};
}

Result<LedgerPlace> readLedgerProof(const QByteArray &proof, const QByteArray &entry, const QByteArray &keySet)
{
    constexpr auto firstLine = "c2sp.org/tlog-proof@v1\n"_L1;
    if (proof.size() > longest || !proof.startsWith(firstLine.latin1()))
        return malformed("proof"_L1);
    QByteArray rest = proof.mid(firstLine.size());
    if (rest.startsWith("extra "))
        rest.remove(0, rest.indexOf('\n') + 1);
    const auto index = takeNumber(rest, "index ");
    const auto body = index ? readProofBody(rest) : std::nullopt;
    if (!body)
        return malformed("proof"_L1);
    const auto checkpoint = readCheckpoint(body->note, keySet);
    if (!checkpoint)
        return checkpoint.error();
    if (!isIncluded(merkleLeaf(entry), *index, checkpoint->size, body->hashes, checkpoint->root))
        return untrusted("inclusion"_L1);
    return LedgerPlace{*index, *checkpoint};
}

std::optional<qint64> successorOf(const QByteArray &text)
{
    QByteArray rest = text.left(64);
    return takeNumber(rest, "old ");
}

Result<Checkpoint> readSuccessor(const QByteArray &text, const Checkpoint &older, const QByteArray &keySet)
{
    QByteArray rest = text.size() > longest ? QByteArray() : text;
    const auto from = takeNumber(rest, "old ");
    const auto body = from ? readProofBody(rest) : std::nullopt;
    if (!body)
        return malformed("consistency"_L1);
    const auto newer = readCheckpoint(body->note, keySet);
    if (!newer)
        return newer;
    if (*from != older.size || newer->origin != older.origin ||
        !isConsistent(older.size, older.root, newer->size, newer->root, body->hashes))
        return untrusted("consistency"_L1);
    return newer;
}

} // namespace stanforis::identity
