// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotrecord.h"

#include "views/plots/plotmarks.h"
#include "views/plots/plottext.h"
#include "views/plots/timeplot.h"
#include "views/widgets/words.h"

#include <QCoreApplication>
#include <QDateTime>

#include <array>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString recordWords(const char *text) { return QCoreApplication::translate("stanforis::PlotRecord", text); }

QString iso(Instant time, const QTimeZone &zone)
{
    const QDateTime moment = plottext::localTime(time, zone);
    return moment.toOffsetFromUtc(moment.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

QString quoted(QString field)
{
    const bool plain =
        std::none_of(field.cbegin(), field.cend(), [](QChar c) { return c == u'"' || c == u',' || c == u'\n' || c == u'\r'; });
    return plain ? field : u'"' + field.replace(u'"', u"\"\""_s) + u'"';
}

/// One line, whatever a name from outside holds.
QString oneLine(const QString &text) { return text.simplified(); }

QString figure(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

/// The words of the file, which are not translated: programs read them.
QLatin1StringView qualityName(Quality quality)
{
    static constexpr std::array<QLatin1StringView, 6> names{"good"_L1,    "minor"_L1, "major"_L1,
                                                            "invalid"_L1, "stale"_L1, "disconnected"_L1};
    return names[std::min<size_t>(size_t(quality), names.size() - 1)];
}

/// Where a row comes from, and how many seconds a summary tells of.
QString sourceOf(const Column &column)
{
    const double seconds = std::chrono::duration<double>(column.span).count();
    return column.span > Duration::zero() ? QString(u"history,"_s + figure(seconds)) : u"samples,"_s;
}

QLatin1StringView modeName(Mode mode)
{
    return mode == Mode::Live ? "LIVE"_L1 : mode == Mode::Simulation ? "SIMULATION"_L1 : "REPLAY"_L1;
}

} // namespace

PlotRecord PlotRecord::of(const TimePlot &plot, const QString &title, const Provenance &provenance, Instant now)
{
    PlotRecord record{title,       provenance, plot.range(),
                      plot.zone(), now,        plot.dataState() == DataState::Disconnected,
                      {},          {},         notesIn(plot, plot.range())};
    for (int index = 0; index < plot.series().size(); ++index) {
        if (plot.series().at(index).hidden)
            continue;
        record.series.append(plot.series().at(index));
        QList<Column> inside;
        for (const Column &column : plot.columns(index)) {
            if (record.range.contains(column.time))
                inside.append(column);
        }
        record.columns.append(inside);
    }
    return record;
}

QStringList PlotRecord::lines() const
{
    QStringList names;
    for (const PlotSeries &one : series)
        names.append(one.unit.isEmpty()
                         ? one.key.value
                         : recordWords(QT_TRANSLATE_NOOP("stanforis::PlotRecord", "%1 in %2")).arg(one.key.value, one.unit));
    const auto when = [this](Instant time) -> QString {
        const QDateTime moment = plottext::localTime(time, zone);
        return moment.toString(u"yyyy-MM-dd HH:mm:ss "_s) + Words::zone(moment);
    };
    QStringList facts;
    facts.append(recordWords(QT_TRANSLATE_NOOP("stanforis::PlotRecord", "%1 to %2")).arg(when(range.from), when(range.to)));
    facts.append(names.join(u" · "_s));
    const QString who = provenance.person.isEmpty()
                            ? QString()
                            : recordWords(QT_TRANSLATE_NOOP("stanforis::PlotRecord", " by %1")).arg(provenance.person);
    facts.append(recordWords(QT_TRANSLATE_NOOP("stanforis::PlotRecord", "Saved %1%2")).arg(when(saved), who));
    if (disconnected)
        facts.append(recordWords(
            QT_TRANSLATE_NOOP("stanforis::PlotRecord", "Saved while disconnected: these are the last values received.")));
    for (qsizetype number = 1; number <= notes.size(); ++number) {
        const PlotNote &note = notes.at(number - 1);
        facts.append(recordWords(QT_TRANSLATE_NOOP("stanforis::PlotRecord", "Note %1, %2: %3"))
                         .arg(QString::number(number), when(note.time), oneLine(note.text)));
    }
    return facts;
}

QString PlotRecord::fileName(const QString &ending) const
{
    QString name;
    for (const QChar c : title.toLower()) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (plain || (!name.isEmpty() && !name.endsWith(u'-')))
            name += plain ? c : QChar(u'-');
    }
    if (name.isEmpty())
        name = u"plot"_s;
    if (!name.endsWith(u'-'))
        name += u'-';
    return name + plottext::localTime(range.to, zone).toString(u"yyyyMMdd-HHmmss"_s) + u'.' + ending;
}

QByteArray csvOf(const PlotRecord &record)
{
    QString text;
    const auto fact = [&text](QLatin1StringView name, const QString &value) {
        text += u"# "_s + name + u": "_s + oneLine(value) + u"\r\n"_s;
    };
    fact("plot"_L1, record.title);
    fact("platform"_L1, record.provenance.platform);
    fact("mode"_L1, modeName(record.provenance.mode));
    for (const PlotSeries &one : record.series)
        fact("series"_L1, QString(one.key.value + u"; "_s + one.label + u"; unit "_s + (one.unit.isEmpty() ? u"1"_s : one.unit)));
    fact("range"_L1, QString(iso(record.range.from, record.zone) + u'/' + iso(record.range.to, record.zone)));
    fact("zone"_L1,
         QString(QString::fromUtf8(record.zone.id()) + u", "_s + Words::zone(plottext::localTime(record.range.to, record.zone))));
    fact("saved"_L1, iso(record.saved, record.zone));
    if (!record.provenance.person.isEmpty())
        fact("saved by"_L1, record.provenance.person);
    if (record.disconnected)
        fact("state"_L1, u"disconnected, the last values received"_s);
    for (const PlotNote &note : record.notes)
        fact("note"_L1, QString(iso(note.time, record.zone) + u' ' + note.text));
    fact("rows"_L1, u"one for each drawn column; time is that of its first sample, mean is empty where it is not known"_s);
    fact("source"_L1, u"history: a summary of span_s seconds as the platform told it, its samples are not here"_s);
    text += u"time,series,min,max,mean,first,last,samples,quality,source,span_s\r\n"_s;
    for (qsizetype index = 0; index < record.series.size(); ++index) {
        const QString key = quoted(record.series.at(index).key.value);
        for (const Column &column : record.columns.at(index)) {
            const std::optional<double> mean = column.mean();
            text += iso(column.time, record.zone) + u',' + key + u',' + figure(column.minimum) + u',' + figure(column.maximum) +
                    u',' + (mean ? figure(*mean) : QString()) + u',' + figure(column.first) + u',' + figure(column.last) + u',' +
                    QString::number(column.count) + u',' + qualityName(column.quality) + u',' + sourceOf(column) + u"\r\n"_s;
        }
    }
    return text.toUtf8();
}

} // namespace stanforis
