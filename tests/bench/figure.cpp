// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

namespace stanforis::bench {

double Figure::ratio() const
{
    if (!peer)
        return 0;
    const double over = better == Better::Lower ? ours : *peer;
    return over == 0 ? 0 : (better == Better::Lower ? *peer : ours) / over;
}

bool Figure::reaches(double limit) const
{
    if (peer && !limitsOurs)
        return ratio() >= limit;
    return better == Better::Lower ? ours <= limit : ours >= limit;
}

Error cannot(const QString &sentence) { return Error{Error::Code::Unavailable, sentence}; }

} // namespace stanforis::bench
