// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/hl7body.h"

#include "app/platform/state/wire.h"

#include <QRegularExpression>

#include <map>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

/// HL7 2.5 §2.7: what would end a field is written as an escape.
QString escaped(const QString &text)
{
    QString out;
    for (const QChar character : text) {
        switch (character.unicode()) {
        case u'\\':
            out += u"\\E\\"_s;
            break;
        case u'|':
            out += u"\\F\\"_s;
            break;
        case u'^':
            out += u"\\S\\"_s;
            break;
        case u'&':
            out += u"\\T\\"_s;
            break;
        case u'~':
            out += u"\\R\\"_s;
            break;
        case u'\r':
        case u'\n':
            out += u"\\.br\\"_s;
            break;
        default:
            out += character;
        }
    }
    return out;
}

/// Fields and components of one segment, counted from one.
class Segment
{
public:
    void set(int field, int component, const QString &value) { m_fields[field][component] = value; }
    [[nodiscard]] QString toString(const QString &name) const
    {
        QStringList fields{name};
        for (int field = 1; field <= (m_fields.empty() ? 0 : m_fields.rbegin()->first); ++field) {
            QStringList components;
            if (const auto found = m_fields.find(field); found != m_fields.end()) {
                for (int component = 1; component <= found->second.rbegin()->first; ++component) {
                    const auto value = found->second.find(component);
                    components.append(value == found->second.end() ? QString() : escaped(value->second));
                }
            }
            fields.append(components.join(QLatin1Char('^')));
        }
        return fields.join(QLatin1Char('|'));
    }

private:
    std::map<int, std::map<int, QString>> m_fields;
};

} // namespace

QByteArray hl7Message(const BodySource &source)
{
    const QString time = source.timeText().remove(QRegularExpression(u"[-:TZ]"_s)) + u"+0000"_s;
    const QString event = fromWire(source.page.standard()).section(QLatin1Char(' '), -1); // "ADT^A02"
    std::map<QString, Segment> segments;
    segments[u"PID"_s].set(3, 1, fromWire(source.record.id()));
    const QString name = source.column("patient");
    segments[u"PID"_s].set(5, 1, name.section(u", "_s, 0, 0));
    segments[u"PID"_s].set(5, 2, name.section(u", "_s, 1));
    segments[u"PV1"_s].set(2, 1, u"I"_s); // inpatient
    for (const auto &field : source.operation.fields()) {
        static const QRegularExpression form(u"\\A([A-Z][A-Z0-9]{2})-([0-9]+)(?:\\.([0-9]+))?\\z"_s);
        const auto place = form.match(fromWire(field.standard_path()));
        const QString value = source.values.value(fromWire(field.id()));
        if (place.hasMatch() && !value.isEmpty())
            segments[place.captured(1)].set(place.captured(2).toInt(), qMax(1, place.captured(3).toInt()), value);
    }
    QStringList lines{u"MSH|^~\\&|STANFORIS|%1|||%2||%3|%4|P|2.5|||||||UNICODE UTF-8"_s.arg(fromWire(source.page.service_id()),
                                                                                            time, event, source.transaction),
                      u"EVN|%1|%2|||%3"_s.arg(event.section(QLatin1Char('^'), 1), time, escaped(source.subject))};
    for (const auto &[segment, content] : segments)
        lines.append(content.toString(segment));
    return QString(lines.join(QLatin1Char('\r')) + QLatin1Char('\r')).toUtf8();
}

} // namespace stanforis
