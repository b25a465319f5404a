// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/signingtime.h"

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto mostClockDifference = 60s;

Error wrongClock(Duration by, const QString &direction)
{
    const auto minutes = std::max<qint64>(1, std::chrono::round<std::chrono::minutes>(by).count());
    return {Error::Code::Invalid, u"The clock of this workstation is about %1 %2 %3 the platform's. Nothing was written; set the "
                                  "clock and sign again."_s.arg(minutes)
                                      .arg(minutes == 1 ? u"minute"_s : u"minutes"_s, direction)};
}

} // namespace

Result<Done> checkSigningTime(Instant made, Instant issued, Instant now)
{
    if (made > now + mostClockDifference)
        return wrongClock(made - now, u"ahead of"_s);
    if (made < issued - mostClockDifference)
        return wrongClock(issued - made, u"behind"_s);
    if (now >= issued + timeToSign || made < now - timeToSign)
        return Error{Error::Code::Conflict, u"Two minutes have passed since it was shown. Nothing was written; look at it again "
                                            "and sign."_s};
    return Done{};
}

} // namespace stanforis
