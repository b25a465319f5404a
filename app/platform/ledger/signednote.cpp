// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/signednote.h"

#include "app/platform/authority/openssl.h"

#include <QCryptographicHash>
#include <QList>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestNote = 4096;
constexpr qsizetype hashSize = 32;
constexpr qsizetype noteSignatureSize = 64;

Error malformed(const QString &what) { return {Error::Code::Malformed, what}; }

/// Empty when another encoder would have written it differently.
QByteArray strictBase64(const QByteArray &text)
{
    const QByteArray bytes = QByteArray::fromBase64(text);
    return bytes.toBase64() == text ? bytes : QByteArray();
}

bool verifies(const QByteArray &key, const QByteArray &text, const QByteArray &signature)
{
    const auto raw = [](const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); };
    const openssl::Key parsed(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key), std::size_t(key.size())));
    const openssl::DigestContext context(EVP_MD_CTX_new());
    return parsed && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, parsed.get()) == 1 &&
           EVP_DigestVerify(context.get(), raw(signature), std::size_t(signature.size()), raw(text), std::size_t(text.size())) ==
               1;
}

} // namespace

Result<NoteVerifierKey> NoteVerifierKey::read(const QByteArray &text)
{
    const QList<QByteArray> parts = text.size() > 512 ? QList<QByteArray>() : text.split('+');
    if (parts.size() < 3) // the key's base64 may have plus signs
        return malformed(u"The key of the log cannot be read."_s);
    const QByteArray tagged = strictBase64(text.mid(parts[0].size() + parts[1].size() + 2));
    NoteVerifierKey key{QString::fromUtf8(parts[0]), QByteArray::fromHex(parts[1]), tagged.mid(1)};
    const QByteArray identified = parts[0] + '\n' + tagged;
    if (tagged.size() != 1 + hashSize || tagged[0] != 0x01 || key.name.toUtf8() != parts[0] || key.name.contains(u' ') ||
        QCryptographicHash::hash(identified, QCryptographicHash::Sha256).left(4).toHex() != parts[1])
        return malformed(u"The key of the log is no Ed25519 key with its name and id."_s);
    return key;
}

Result<SignedCheckpoint> readSigned(const QByteArray &note, const NoteVerifierKey &key)
{
    const qsizetype end = note.indexOf("\n\n");
    if (note.size() > longestNote || end < 0 || !note.endsWith('\n'))
        return malformed(u"This is no signed checkpoint."_s);
    SignedCheckpoint checkpoint;
    checkpoint.text = note.left(end + 1);
    const QList<QByteArray> lines = checkpoint.text.split('\n');
    bool isNumber = false;
    checkpoint.size = lines.value(1).toLongLong(&isNumber);
    checkpoint.root = strictBase64(lines.value(2));
    checkpoint.origin = QString::fromUtf8(lines.value(0));
    if (!isNumber || checkpoint.size <= 0 || QByteArray::number(checkpoint.size) != lines.value(1) ||
        checkpoint.root.size() != hashSize || lines.size() != 4)
        return malformed(u"This is no checkpoint with a name, a size and a root."_s);
    if (checkpoint.origin != key.name)
        return Error{Error::Code::Untrusted, u"The checkpoint is of another log than its key."_s};
    const QByteArray start = "\u2014 " + key.name.toUtf8() + ' ';
    for (const QByteArray &line : note.mid(end + 2).split('\n')) {
        const QByteArray tagged = line.startsWith(start) ? strictBase64(line.mid(start.size())) : QByteArray();
        if (tagged.size() == 4 + noteSignatureSize && tagged.left(4) == key.id &&
            verifies(key.bytes, checkpoint.text, tagged.mid(4))) {
            checkpoint.line = line + '\n';
            return checkpoint;
        }
    }
    return Error{Error::Code::Untrusted, u"The checkpoint is not signed with the log's key."_s};
}

} // namespace stanforis
