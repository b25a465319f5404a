// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/ulid.h"

#include "app/platform/authority/jose.h"

namespace stanforis {

QString makeUlid(Instant time)
{
    static constexpr char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    QString text(26, QLatin1Char('0'));
    auto milliseconds = static_cast<quint64>(toMilliseconds(time));
    for (int place = 9; place >= 0; --place) {
        text[place] = QLatin1Char(alphabet[milliseconds & 31]);
        milliseconds >>= 5;
    }
    const QByteArray random = randomBytes(16); // five bits of each byte are used
    for (int place = 0; place < 16; ++place)
        text[10 + place] = QLatin1Char(alphabet[static_cast<uchar>(random.at(place)) & 31]);
    return text;
}

} // namespace stanforis
