// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/auditentry.h"

#include "app/identity/canonicaljson.h"

#include <QDateTime>

#include <algorithm>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Takes the members off the front of a line, in the one order they can have. A hundred thousand lines are read at each start,
/// so this makes nothing but views.
class LineReader final
{
public:
    explicit LineReader(QByteArrayView line)
        : m_rest(line)
    {}

    [[nodiscard]] bool ended() const { return m_good && m_rest.isEmpty(); }

    void skip(QByteArrayView expected)
    {
        if (m_good && m_rest.startsWith(expected))
            m_rest = m_rest.sliced(expected.size());
        else
            m_good = false;
    }

    QByteArrayView text()
    {
        skip("\"");
        qsizetype end = 0;
        while (m_good && end < m_rest.size() && m_rest[end] != '"') {
            m_good = static_cast<uchar>(m_rest[end]) >= 0x20;
            end += m_rest[end] == '\\' ? 2 : 1;
        }
        if (!m_good || end >= m_rest.size()) {
            m_good = false;
            return {};
        }
        const QByteArrayView text = m_rest.first(end);
        m_rest = m_rest.sliced(end + 1);
        return text;
    }

    qint64 number()
    {
        qsizetype digits = 0;
        qint64 value = 0;
        while (m_good && digits < m_rest.size() && m_rest[digits] >= '0' && m_rest[digits] <= '9' && digits < 16)
            value = 10 * value + (m_rest[digits++] - '0');
        m_good = m_good && digits > 0 && (digits == 1 || m_rest[0] != '0');
        if (m_good)
            m_rest = m_rest.sliced(digits);
        return value;
    }

private:
    QByteArrayView m_rest;
    bool m_good = true;
};

bool isHash(QByteArrayView text)
{
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

Result<QByteArray> writeAuditLine(const AuditFacts &facts, qint64 sequence, const QByteArray &previous)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(toMilliseconds(facts.time), Qt::UTC).toString(Qt::ISODateWithMs);
    auto line = CanonicalJson(CanonicalJson::Object{
                                  {u"seq"_s, sequence},
                                  {u"ts"_s, time},
                                  {u"mono"_s, facts.monotonic},
                                  {u"sid"_s, facts.session},
                                  {u"sub"_s, facts.subject},
                                  {u"ws"_s, facts.workstation},
                                  {u"ev"_s, facts.event},
                                  {u"obj"_s, facts.object},
                                  {u"dh"_s, QString::fromLatin1(facts.data)},
                                  {u"res"_s, facts.result},
                                  {u"prev"_s, QString::fromLatin1(previous)},
                              })
                    .write();
    if (line && line->size() > longestAuditLine)
        return Error{Error::Code::Invalid, u"audit entry"_s};
    return line;
}

std::optional<AuditEntry> readAuditLine(QByteArrayView line)
{
    if (line.size() > longestAuditLine)
        return std::nullopt;
    LineReader reader(line);
    AuditEntry entry;
    reader.skip("{\"dh\":");
    entry.data = reader.text();
    reader.skip(",\"ev\":");
    entry.event = reader.text();
    reader.skip(",\"mono\":");
    entry.monotonic = reader.number();
    reader.skip(",\"obj\":");
    entry.object = reader.text();
    reader.skip(",\"prev\":");
    entry.previous = reader.text();
    reader.skip(",\"res\":");
    entry.result = reader.text();
    reader.skip(",\"seq\":");
    entry.sequence = reader.number();
    reader.skip(",\"sid\":");
    entry.session = reader.text();
    reader.skip(",\"sub\":");
    entry.subject = reader.text();
    reader.skip(",\"ts\":");
    entry.time = reader.text();
    reader.skip(",\"ws\":");
    entry.workstation = reader.text();
    reader.skip("}");
    if (!reader.ended() || !isHash(entry.previous) || !(entry.data.isEmpty() || isHash(entry.data)) || entry.event.isEmpty())
        return std::nullopt;
    return entry;
}

QString unescaped(QByteArrayView text)
{
    const QByteArray quoted = '"' + text.toByteArray() + '"';
    const auto read = CanonicalJson::read(quoted);
    return read && read->text() ? *read->text() : QString::fromUtf8(text);
}

} // namespace stanforis::identity
