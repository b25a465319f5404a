// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/didkey.h"

#include "app/identity/faults.h"
#include "app/identity/signingkey.h"

#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <array>
#include <memory>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr int base = 58;
constexpr qsizetype longestKey = 128; ///< characters; a P-256 key has 48
// Multicodec prefixes as unsigned varints: p256-pub 0x1200, ed25519-pub 0xed.
const QByteArray p256Prefix = QByteArrayLiteral("\x80\x24");
const QByteArray ed25519Prefix = QByteArrayLiteral("\xed\x01");
constexpr qsizetype coordinate = 32;

int digitOf(char character)
{
    for (int digit = 0; digit < base; ++digit) {
        if (alphabet[digit] == character)
            return digit;
    }
    return -1;
}

using Group = std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)>;
using Point = std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)>;

/// SEC 1 §2.3: between the forms of a point. Empty: it is not one of P-256.
QByteArray convertPoint(const QByteArray &octets, point_conversion_form_t form)
{
    const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1), &EC_GROUP_free);
    const Point point(EC_POINT_new(group.get()), &EC_POINT_free);
    if (EC_POINT_oct2point(group.get(), point.get(), reinterpret_cast<const unsigned char *>(octets.constData()),
                           static_cast<std::size_t>(octets.size()), nullptr) != 1)
        return {};
    std::array<unsigned char, 1 + 2 * coordinate> out{};
    const std::size_t size = EC_POINT_point2oct(group.get(), point.get(), form, out.data(), out.size(), nullptr);
    return {reinterpret_cast<const char *>(out.data()), static_cast<qsizetype>(size)};
}

QString text(const QByteArray &bytes) { return QString::fromLatin1(toBase64Url(bytes)); }

} // namespace

QByteArray toBase58(const QByteArray &bytes)
{
    QByteArray digits; // little end first
    qsizetype zeroes = 0;
    while (zeroes < bytes.size() && bytes.at(zeroes) == '\0')
        ++zeroes;
    for (const char byte : bytes) {
        int carry = static_cast<unsigned char>(byte);
        for (char &digit : digits) {
            carry += static_cast<unsigned char>(digit) << 8;
            digit = static_cast<char>(carry % base);
            carry /= base;
        }
        for (; carry > 0; carry /= base)
            digits.append(static_cast<char>(carry % base));
    }
    QByteArray out(zeroes, alphabet[0]);
    for (qsizetype at = digits.size() - 1; at >= 0; --at)
        out.append(alphabet[static_cast<int>(digits.at(at))]);
    return out;
}

std::optional<QByteArray> fromBase58(const QByteArray &encoded)
{
    QByteArray bytes; // little end first
    qsizetype zeroes = 0;
    while (zeroes < encoded.size() && encoded.at(zeroes) == alphabet[0])
        ++zeroes;
    for (const char character : encoded) {
        int carry = digitOf(character);
        if (carry < 0)
            return std::nullopt;
        for (char &byte : bytes) {
            carry += static_cast<unsigned char>(byte) * base;
            byte = static_cast<char>(carry & 0xff);
            carry >>= 8;
        }
        for (; carry > 0; carry >>= 8)
            bytes.append(static_cast<char>(carry & 0xff));
    }
    QByteArray out(zeroes, '\0');
    for (qsizetype at = bytes.size() - 1; at >= 0; --at)
        out.append(bytes.at(at));
    return out;
}

Result<QJsonObject> jwkFromDidKey(const QString &did)
{
    constexpr auto prefix = "did:key:z"_L1;
    if (!did.startsWith(prefix))
        return Error{Error::Code::Invalid, u"method"_s};
    const QByteArray encoded = did.mid(prefix.size()).toLatin1();
    const auto bytes = encoded.size() > longestKey ? std::nullopt : fromBase58(encoded);
    if (!bytes)
        return malformed("base58btc"_L1);
    if (bytes->startsWith(ed25519Prefix)) {
        const QByteArray key = bytes->mid(ed25519Prefix.size());
        if (key.size() != coordinate)
            return malformed("length"_L1);
        return QJsonObject{{"kty"_L1, u"OKP"_s}, {"crv"_L1, u"Ed25519"_s}, {"x"_L1, text(key)}};
    }
    if (!bytes->startsWith(p256Prefix))
        return Error{Error::Code::Invalid, u"key type"_s};
    const QByteArray compressed = bytes->mid(p256Prefix.size());
    const bool form = compressed.size() == 1 + coordinate && (compressed.at(0) == 2 || compressed.at(0) == 3);
    const QByteArray point = form ? convertPoint(compressed, POINT_CONVERSION_UNCOMPRESSED) : QByteArray();
    if (point.size() != 1 + 2 * coordinate)
        return malformed("point"_L1);
    return QJsonObject{{"kty"_L1, u"EC"_s},
                       {"crv"_L1, u"P-256"_s},
                       {"x"_L1, text(point.mid(1, coordinate))},
                       {"y"_L1, text(point.mid(1 + coordinate))}};
}

Result<QString> didKeyFromJwk(const QJsonObject &jwk)
{
    const QString curve = jwk.value("crv"_L1).toString();
    const auto x = fromBase64Url(jwk.value("x"_L1).toString().toLatin1());
    if (!x || x->size() != coordinate)
        return malformed("coordinates"_L1);
    QByteArray bytes;
    if (curve == "Ed25519"_L1) {
        bytes = ed25519Prefix + *x;
    } else if (curve == "P-256"_L1) {
        const auto y = fromBase64Url(jwk.value("y"_L1).toString().toLatin1());
        const QByteArray point = y && y->size() == coordinate
                                     ? convertPoint(QByteArray(1, '\x04') + *x + *y, POINT_CONVERSION_COMPRESSED)
                                     : QByteArray();
        if (point.size() != 1 + coordinate)
            return malformed("point"_L1);
        bytes = p256Prefix + point;
    } else {
        return Error{Error::Code::Invalid, u"key type"_s};
    }
    return QString(u"did:key:z"_s + QString::fromLatin1(toBase58(bytes)));
}

} // namespace stanforis::identity
