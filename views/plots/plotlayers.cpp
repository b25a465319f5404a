// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotlayers.h"

namespace stanforis {

QVector<double> FixedTicker::createTickVector(double /*step*/, const QCPRange & /*range*/) { return m_scale.ticks; }

int FixedTicker::getSubTickCount(double /*step*/) { return 0; }

QString FixedTicker::getTickLabel(double tick, const QLocale & /*locale*/, QChar /*formatChar*/, int /*precision*/)
{
    return m_scale.text(tick);
}

} // namespace stanforis
