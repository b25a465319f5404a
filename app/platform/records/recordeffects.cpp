// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/records/recordeffects.h"

#include "app/platform/state/wire.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;
using records::v1::Record;

namespace {

QMap<QString, QString> textsOf(const QJsonObject &object)
{
    QMap<QString, QString> texts;
    for (auto member = object.begin(); member != object.end(); ++member)
        texts.insert(member.key(), member.value().toString());
    return texts;
}

/// One pass: what was put in is not looked at again, so a text with braces in it stays what it is.
QString filled(const QString &pattern, const SignedWork &work)
{
    QMap<QString, QString> words = work.display;
    words.insert(u"date"_s, work.date);
    words.insert(u"time"_s, work.time);
    words.insert(u"by"_s, work.by);
    words.insert(u"second"_s, work.second);
    words.insert(u"transaction"_s, work.transaction);
    QString out;
    qsizetype at = 0;
    while (at < pattern.size()) {
        const auto open = pattern.indexOf(u'{', at);
        const auto close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        out += QStringView(pattern).mid(at, open - at);
        out += words.value(pattern.mid(open + 1, close - open - 1));
        at = close + 1;
    }
    return out + pattern.mid(at);
}

records::v1::Section *sectionOf(Record &record, const QString &title)
{
    auto &sections = *record.mutable_sections();
    const auto found =
        std::find_if(sections.begin(), sections.end(), [&](const auto &section) { return fromWire(section.title()) == title; });
    return found == sections.end() ? nullptr : &*found;
}

} // namespace

RecordEffect RecordEffect::fromJson(const QJsonObject &object)
{
    RecordEffect effect;
    effect.section = object["section"_L1].toString();
    for (const auto &cell : object["row"_L1].toArray())
        effect.row.append(cell.toString());
    effect.values = textsOf(object["values"_L1].toObject());
    effect.counts = textsOf(object["counts"_L1].toObject());
    return effect;
}

void addRow(Record &record, const QString &title, const QStringList &header, const QStringList &cells)
{
    auto *section = sectionOf(record, title);
    if (!section) {
        section = record.add_sections();
        section->set_title(toWire(title));
        for (const QString &name : header)
            section->add_header(toWire(name));
    }
    auto *rows = section->mutable_rows();
    auto *row = rows->Add();
    for (int column = 0; column < section->header_size(); ++column)
        row->add_cells(toWire(cells.value(column)));
    for (int place = rows->size() - 1; place > 0; --place) // newest on top
        rows->SwapElements(place, place - 1);
}

void applyEffect(Record &record, const RecordEffect &effect, const SignedWork &work)
{
    if (!effect.section.isEmpty()) {
        QStringList cells;
        for (const QString &cell : effect.row)
            cells.append(filled(cell, work));
        addRow(record, effect.section, {u"What"_s, u"Detail"_s, u"When"_s}, cells);
    }
    for (auto value = effect.values.begin(); value != effect.values.end(); ++value)
        (*record.mutable_values())[toWire(value.key())] = toWire(filled(value.value(), work));
    for (auto count = effect.counts.begin(); count != effect.counts.end(); ++count) {
        if (const auto *section = sectionOf(record, count.value()))
            (*record.mutable_values())[toWire(count.key())] = std::to_string(section->rows_size());
    }
    addRow(record, u"Signed work"_s, {u"When"_s, u"What"_s, u"By"_s, u"Approved by"_s, u"Reason"_s, u"Transaction"_s},
           {work.time, work.operation, work.by, work.second, work.reason, work.transaction});
}

} // namespace stanforis
