// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/note.h"

#include "app/identity/signingkey.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <QtEndian>

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestNote = 64 * 1024;
constexpr qsizetype mostSignatures = 16; // c2sp.org/signed-note: at least so many are accepted
constexpr qsizetype keySize = 32;
constexpr qsizetype timeSize = 8;
const QByteArray emDash = "\xE2\x80\x94 ";

bool holds(const QByteArray &key, const QByteArray &text, const QByteArray &signature)
{
    const auto *raw = reinterpret_cast<const uchar *>(key.constData());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> parsed(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw, static_cast<std::size_t>(key.size())), EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return parsed && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, parsed.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const uchar *>(signature.constData()),
                            static_cast<std::size_t>(signature.size()), reinterpret_cast<const uchar *>(text.constData()),
                            static_cast<std::size_t>(text.size())) == 1;
}

} // namespace

std::optional<QByteArray> fromBase64(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64() != text)
        return std::nullopt;
    return decoded.decoded;
}

std::optional<qint64> fromDecimal(const QByteArray &text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < 0 || QByteArray::number(value) != text)
        return std::nullopt;
    return value;
}

std::optional<Note> readNote(const QByteArray &bytes)
{
    const qsizetype split = bytes.lastIndexOf("\n\n");
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    if (bytes.size() > longestNote || split < 0 || !bytes.endsWith('\n'))
        return std::nullopt;
    const QString decoded = utf8.decode(bytes);
    const auto isControl = [](char c) { return static_cast<uchar>(c) < 0x20 && c != '\n'; };
    if (utf8.hasError() || std::ranges::any_of(bytes, isControl))
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

QByteArray NoteVerifier::id() const
{
    const QByteArray identified = name.toUtf8() + '\n' + static_cast<char>(kind) + key;
    return sha256(identified).left(4);
}

QByteArray NoteVerifier::toText() const
{
    const QByteArray tagged = static_cast<char>(kind) + key;
    const QByteArray text = name.toUtf8() + '+' + id().toHex() + '+' + tagged.toBase64();
    return text;
}

std::optional<NoteVerifier> NoteVerifier::fromText(const QByteArray &text)
{
    const qsizetype first = text.indexOf('+');
    const qsizetype second = text.indexOf('+', first + 1); // base64 may have more of them
    const auto tagged = first > 0 && second > first ? fromBase64(text.mid(second + 1)) : std::nullopt;
    if (!tagged || tagged->size() != 1 + keySize || text.size() > 512)
        return std::nullopt;
    const auto kind = static_cast<Kind>(tagged->front());
    NoteVerifier verifier{QString::fromUtf8(text.left(first)), kind, tagged->mid(1)};
    if ((kind != Kind::Signature && kind != Kind::Cosignature) || verifier.toText() != text)
        return std::nullopt;
    return verifier;
}

bool NoteVerifier::claims(const Note &note) const
{
    const QByteArray mine = id();
    return std::ranges::any_of(note.signatures,
                               [&](const Note::Signature &signature) { return signature.name == name && signature.id == mine; });
}

std::optional<Instant> NoteVerifier::signedAt(const Note &note) const
{
    const QByteArray mine = id();
    for (const Note::Signature &signature : note.signatures) {
        if (signature.name != name || signature.id != mine)
            continue;
        if (kind == Kind::Signature)
            return holds(key, note.text, signature.bytes) ? std::optional(Instant{}) : std::nullopt;
        if (signature.bytes.size() <= timeSize)
            return std::nullopt;
        const auto seconds = qFromBigEndian<quint64>(signature.bytes.constData());
        const QByteArray message = "cosignature/v1\ntime " + QByteArray::number(seconds) + '\n' + note.text;
        if (seconds > (quint64(1) << 40) || !holds(key, message, signature.bytes.mid(timeSize)))
            return std::nullopt;
        return Instant{std::chrono::seconds(seconds)};
    }
    return std::nullopt;
}

QList<NoteVerifier> noteVerifiers(const QByteArray &keySet)
{
    QList<NoteVerifier> verifiers;
    const auto members = QJsonDocument::fromJson(keySet).object().value("keys"_L1).toArray();
    for (const auto &member : members) {
        const auto jwk = member.toObject();
        const auto bytes = fromBase64Url(jwk.value("x"_L1).toString().toLatin1());
        const QString kid = jwk.value("kid"_L1).toString();
        const qsizetype plus = kid.lastIndexOf(u'+');
        if (jwk.value("kty"_L1).toString() != "OKP"_L1 || jwk.value("crv"_L1).toString() != "Ed25519"_L1 || !bytes ||
            bytes->size() != keySize || plus < 1)
            continue;
        for (const auto kind : {NoteVerifier::Kind::Signature, NoteVerifier::Kind::Cosignature}) {
            const NoteVerifier verifier{kid.left(plus), kind, *bytes};
            if (kid.mid(plus + 1).toLatin1() == verifier.id().toHex())
                verifiers.append(verifier);
        }
    }
    return verifiers;
}

} // namespace stanforis::identity
