// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/simulator/nation/nationinsight.h"
#include "app/simulator/nation/noise.h"
#include "app/simulator/nation/servicenames.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

namespace {

// One message every two seconds is looked at closely.
constexpr std::int64_t lookEvery = 2'000'000;

/// The characters of "A-Z0-9".
[[nodiscard]] QString spelledOut(QStringView set)
{
    QString out;
    for (qsizetype i = 0; i < set.size(); ++i) {
        const bool range = i + 2 < set.size() && set[i + 1] == u'-';
        for (char16_t each = set[i].unicode(); each <= set[range ? i + 2 : i].unicode(); ++each)
            out += QChar(each);
        i += range ? 2 : 0;
    }
    return out;
}

/// Where the group or set that opens at `at` closes.
[[nodiscard]] qsizetype closing(QStringView pattern, qsizetype at)
{
    const QChar open = pattern[at];
    const QChar close = open == u'(' ? QChar(u')') : QChar(u']');
    int depth = 0;
    for (qsizetype i = at; i < pattern.size(); ++i) {
        depth += pattern[i] == open ? 1 : pattern[i] == close ? -1 : 0;
        if (depth == 0)
            return i;
    }
    return pattern.size() - 1;
}

/// A text that fits a pattern of the catalogue: sets, groups, counts; of alternatives the first, of what may be missing nothing.
[[nodiscard]] QString fill(QStringView pattern, std::uint64_t &bits)
{
    QString out;
    for (qsizetype i = 0; i < pattern.size() && pattern[i] != u'|'; ++i) {
        const qsizetype start = i;
        const bool set = pattern[i] == u'[';
        const bool group = pattern[i] == u'(';
        if (set || group)
            i = closing(pattern, i);
        const QStringView atom = set || group ? pattern.mid(start + 1, i - start - 1) : pattern.mid(start, 1);
        int count = 1;
        if (i + 1 < pattern.size() && pattern[i + 1] == u'?') {
            count = 0;
            ++i;
        } else if (i + 1 < pattern.size() && pattern[i + 1] == u'{') {
            const auto end = pattern.indexOf(u'}', i);
            count = pattern.mid(i + 2, end - i - 2).toString().section(u',', 0, 0).toInt();
            i = end;
        }
        const QString choices = set ? spelledOut(atom) : QString();
        for (int n = 0; n < count; ++n) {
            bits = mix(bits);
            out += set     ? QString(choices[static_cast<qsizetype>(bits % static_cast<std::uint64_t>(choices.size()))])
                   : group ? fill(atom, bits)
                           : atom.toString();
        }
    }
    return out;
}

/// As the platform checks it on the form.
[[nodiscard]] bool isValid(const Field &field, const QString &value)
{
    if (!field.pattern().empty() &&
        !QRegularExpression(QRegularExpression::anchoredPattern(fromWire(field.pattern()))).match(value).hasMatch())
        return false;
    const bool number = field.type() == Field::INTEGER || field.type() == Field::DECIMAL;
    if (number && ((field.has_minimum() && value.toDouble() < field.minimum()) ||
                   (field.has_maximum() && value.toDouble() > field.maximum())))
        return false;
    return value.size() >= field.min_length();
}

[[nodiscard]] QString valueOf(const Field &field, std::uint64_t &bits, Instant time)
{
    const double part = static_cast<double>(bits >> 11) * 0x1p-53;
    switch (field.type()) {
    case Field::CHOICE:
        return fromWire(field.options(static_cast<int>(bits % static_cast<std::uint64_t>(field.options_size()))).value());
    case Field::INTEGER:
    case Field::DECIMAL: {
        // Small values are the usual ones.
        const double low = field.minimum();
        const double high = field.maximum();
        return QString::number(low + (high - low) * part * part * part, 'f',
                               field.type() == Field::DECIMAL ? field.decimals() : 0);
    }
    case Field::DATE:
        return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC)
            .addDays(static_cast<int>(bits % 28))
            .date()
            .toString(Qt::ISODate);
    case Field::BOOLEAN:
        return bits % 8 ? u"true"_s : u"false"_s;
    default:
        break;
    }
    if (!field.pattern().empty())
        return fill(fromWire(field.pattern()), bits);
    static const std::array people{u"Mari Kask"_s,    u"Otto Kastan"_s,   u"Helena Kasper"_s,
                                   u"Jaan Kesküla"_s, u"Liidia Kattai"_s, u"Rasmus Kõiv"_s};
    if (field.max_length() > 0 && field.max_length() <= 100)
        return people[bits % people.size()];
    return u"Reference to file "_s % QString::number(bits >> 24).rightJustified(13, u'0');
}

void add(health::v1::ProtocolMessage *out, QJsonObject &raw, const QString &path, const QString &value, bool valid = true)
{
    auto *field = out->add_fields();
    field->set_path(toWire(path));
    field->set_value(toWire(value));
    field->set_valid(valid);
    out->set_valid(out->valid() && valid);
    raw.insert(path, value);
}

} // namespace

void NationInsight::newest(const Sector &sector, const Microservice &service, Instant now, health::v1::ProtocolMessage *out) const
{
    const ServiceId id(fromWire(service.id()));
    const auto step = toMicroseconds(now) / lookEvery;
    const Instant time = fromMicroseconds(step * lookEvery);
    auto bits = mix(streamOf(id) ^ static_cast<std::uint64_t>(step));
    QJsonObject raw;
    out->set_valid(true);
    out->set_standard(service.protocol());
    add(out, raw, u"messageId"_s, fromWire(service.id()).left(4).toUpper() % QString::number(step));
    add(out, raw, u"created"_s, QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODateWithMs));
    const ServicePage *page = service.pages().empty() ? nullptr
                                                      : m_catalogue.servicePage(SectorId(fromWire(sector.summary().id())), id,
                                                                                PageId(fromWire(service.pages(0).id())));
    if (page) {
        out->set_standard(page->standard());
        for (const auto &field : page->operations(0).fields()) {
            bits = mix(bits);
            if (!field.required())
                continue;
            const QString value = valueOf(field, bits, time);
            add(out, raw, fromWire(field.standard_path()), value, isValid(field, value));
        }
    } else {
        const auto state = m_model.service(id, time);
        add(out, raw, u"sender"_s, instanceName(id, static_cast<int>(bits % 3)));
        add(out, raw, u"callsPerSecond"_s, QString::number(state.rate, 'f', 1));
        add(out, raw, u"medianMilliseconds"_s, QString::number(state.p50, 'f', 0));
    }
    out->set_verdict(out->valid() ? "Every required field is there and within its limits."
                                  : "A field is not as the standard asks.");
    out->set_raw(QJsonDocument(raw).toJson(QJsonDocument::Indented).toStdString());
}

} // namespace stanforis
