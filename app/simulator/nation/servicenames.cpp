// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/nation/servicenames.h"

#include "app/simulator/nation/noise.h"

#include <array>

namespace stanforis {

using namespace Qt::StringLiterals;

std::uint64_t streamOf(const ServiceId &service)
{
    std::uint64_t bits = 0;
    for (const QChar each : service.value)
        bits = mix(bits ^ each.unicode());
    return bits;
}

QString instanceName(const ServiceId &service, int number)
{
    const QString first = service.value.section(u'-', 0, 0);
    const QString second = service.value.section(u'-', 1, 1);
    const QString code = second.isEmpty() ? first.left(4) : first.left(1) % second.left(3);
    const auto bits = streamOf(service) + (number > 3 ? 0x100 : 0); // the fifth is newer
    const QString build = QString::number(bits & 0xffff, 16).rightJustified(4, u'0');
    return code % u"-"_s % build % u"-"_s % QChar(u'a' + number) % QString::number(number + 1);
}

QString siteName(const ServiceId &service, int number)
{
    static const std::array sites{u"Castrel 1"_s, u"Castrel 1"_s, u"Castrel 2"_s, u"Galdon 1"_s, u"Galdon 2"_s};
    static const std::array others{u"Hestmark 1"_s, u"Castrel 1"_s, u"Galdon 1"_s, u"Castrel 2"_s, u"Dunmere 1"_s};
    const auto place = static_cast<size_t>(number) % sites.size();
    return streamOf(service) % 3 == 0 ? others[place] : sites[place];
}

} // namespace stanforis
