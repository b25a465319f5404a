// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/ulid.h"

#include "app/platform/authority/jose.h"

#include <string_view>

namespace stanforis {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int timeCharacters = 10;

} // namespace

QString makeUlid(Instant time)
{
    QString text(26, QLatin1Char('0'));
    auto milliseconds = static_cast<quint64>(toMilliseconds(time));
    for (int place = timeCharacters - 1; place >= 0; --place) {
        text[place] = QLatin1Char(alphabet[std::size_t(milliseconds & 31)]);
        milliseconds >>= 5;
    }
    const QByteArray random = randomBytes(16); // five bits of each byte are used
    for (int place = 0; place < 16; ++place)
        text[timeCharacters + place] = QLatin1Char(alphabet[std::size_t(static_cast<uchar>(random.at(place)) & 31)]);
    return text;
}

Instant timeOfUlid(const QString &ulid)
{
    qint64 milliseconds = 0;
    for (int place = 0; place < timeCharacters; ++place) {
        const auto value = place < ulid.size() ? alphabet.find(ulid.at(place).toLatin1()) : std::string_view::npos;
        if (value == std::string_view::npos)
            return {};
        milliseconds = milliseconds * 32 + qint64(value);
    }
    return fromMicroseconds(milliseconds * 1000);
}

} // namespace stanforis
