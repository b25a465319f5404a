// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/health/healthwords.h"

#include "app/platform/state/wire.h"

#include <QHash>
#include <QStringList>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

namespace {

[[nodiscard]] QString plainName(const Measure &measure) { return fromWire(measure.name()).section(u',', 0, 0); }

} // namespace

QString conditionWords(const Measure &measure)
{
    static const QHash<QString, QString> known{
        {u"errors"_s, u"Failing"_s}, {u"p95"_s, u"Slow"_s}, {u"saturation"_s, u"Near capacity"_s}};
    const auto found = known.value(fromWire(measure.series_key()).section(u'/', 2));
    if (!found.isEmpty())
        return found;
    const QString name = plainName(measure);
    if (measure.limit().side() == Limit::BELOW)
        return name % u" low"_s;
    return name.count(u' ') > 1 ? name : name % u" high"_s;
}

QString conditionWord(const Measure &measure)
{
    const auto words = plainName(measure).split(u' ');
    if (words.size() != 2)
        return conditionWords(measure).section(u' ', 0, 0);
    QString last = words.last();
    last[0] = last[0].toUpper();
    return last;
}

QString conditionSentence(const Measure &measure, double value)
{
    const QString unit = fromWire(measure.unit());
    return plainName(measure) % u" is "_s % QString::number(value, 'f', measure.decimals()) %
           (unit.isEmpty() ? QString() : u" "_s % unit) % u" ("_s % fromWire(measure.limit().label()) % u")."_s;
}

} // namespace stanforis
