// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/simulator/nation/nationinsight.h"
#include "app/simulator/nation/noise.h"
#include "app/simulator/nation/servicenames.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>

namespace stanforis {

using namespace Qt::StringLiterals;
using namespace catalogue::v1;

namespace {

// One message every two seconds is looked at closely.
constexpr std::int64_t lookEvery = 2'000'000;

/// A text that fits the simple patterns of the catalogue: classes with a count, digits, alternatives left to the first.
[[nodiscard]] QString fill(const QString &pattern, std::uint64_t bits)
{
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar each = pattern[i];
        if (each == u'[') {
            const auto end = pattern.indexOf(u']', i);
            const bool digits = pattern.mid(i + 1, end - i - 1) == "0-9"_L1;
            qsizetype count = 1;
            i = end;
            if (i + 1 < pattern.size() && pattern[i + 1] == u'{') {
                count = pattern.mid(i + 2).section(u'}', 0, 0).section(u',', 0, 0).toInt();
                i = pattern.indexOf(u'}', i);
            }
            for (qsizetype n = 0; n < count; ++n, bits = mix(bits))
                out += digits ? QChar(u'0' + static_cast<char16_t>(bits % 10)) : QChar(u'A' + static_cast<char16_t>(bits % 26));
        } else if (each.isLetterOrNumber() || each == u'-') {
            out += each;
        } else {
            break; // what follows is optional or repeated; the start is enough for a reference
        }
    }
    return out;
}

[[nodiscard]] QString valueOf(const Field &field, std::uint64_t bits, Instant time)
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
        return QString::number(low + (high - low) * part * part * part, 'f', field.type() == Field::DECIMAL ? field.decimals() : 0);
    }
    case Field::DATE:
        return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).addDays(static_cast<int>(bits % 28)).date().toString(Qt::ISODate);
    case Field::BOOLEAN:
        return bits % 8 ? u"true"_s : u"false"_s;
    default:
        break;
    }
    if (!field.pattern().empty())
        return fill(fromWire(field.pattern()), bits);
    static const std::array people{u"Mari Kask"_s, u"Otto Kastan"_s, u"Helena Kasper"_s, u"Jaan Kesküla"_s, u"Liidia Kattai"_s, u"Rasmus Kõiv"_s};
    if (field.max_length() > 0 && field.max_length() <= 100)
        return people[bits % people.size()];
    return u"Reference "_s % QString::number(bits >> 44);
}

void add(health::v1::ProtocolMessage *out, QJsonObject &raw, const QString &path, const QString &value)
{
    auto *field = out->add_fields();
    field->set_path(toWire(path));
    field->set_value(toWire(value));
    field->set_valid(true);
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
        : m_catalogue.servicePage(SectorId(fromWire(sector.summary().id())), id, PageId(fromWire(service.pages(0).id())));
    if (page) {
        out->set_standard(page->standard());
        for (const auto &field : page->operations(0).fields()) {
            bits = mix(bits);
            if (field.required())
                add(out, raw, fromWire(field.standard_path()), valueOf(field, bits, time));
        }
    } else {
        const auto state = m_model.service(id, time);
        add(out, raw, u"sender"_s, instanceName(id, static_cast<int>(bits % 3)));
        add(out, raw, u"callsPerSecond"_s, QString::number(state.rate, 'f', 1));
        add(out, raw, u"medianMilliseconds"_s, QString::number(state.p50, 'f', 0));
    }
    out->set_verdict("Every required field is there and within its limits.");
    out->set_raw(QJsonDocument(raw).toJson(QJsonDocument::Indented).toStdString());
}

} // namespace stanforis
