// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/timewording.h"

#include "views/plots/plotwords.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis::timewording {

QString span(Duration span)
{
    const bool negative = span < Duration::zero();
    const auto milliseconds = std::chrono::round<std::chrono::milliseconds>(negative ? -span : span).count();
    const QString sign = negative ? u"\u2212"_s : u"+"_s;
    if (milliseconds < 10'000)
        return sign + words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1\u00A0s")).arg(double(milliseconds) / 1000, 0, 'f', 3);
    const qint64 seconds = (milliseconds + 500) / 1000;
    if (seconds < 60)
        return sign + words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1\u00A0s")).arg(seconds);
    if (seconds < 3600)
        return sign +
               words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1\u00A0min %2\u00A0s")).arg(seconds / 60).arg(seconds % 60);
    const qint64 minutes = (seconds + 30) / 60;
    if (minutes < 24 * 60)
        return sign +
               words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1\u00A0h %2\u00A0min")).arg(minutes / 60).arg(minutes % 60);
    const qint64 hours = (minutes + 30) / 60;
    return sign + words(QT_TRANSLATE_NOOP("stanforis::PlotMarks", "%1\u00A0d %2\u00A0h")).arg(hours / 24).arg(hours % 24);
}

} // namespace stanforis::timewording
