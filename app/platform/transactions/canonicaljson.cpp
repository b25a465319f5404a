// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/canonicaljson.h"

#include <QStringDecoder>

#include <optional>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 beyondExact = qint64(1) << 53; // RFC 8785 §3.2.2.3: numbers are IEEE 754 doubles elsewhere
constexpr qsizetype longest = 1024 * 1024;
constexpr int deepest = 8;

/// RFC 8785 §3.2.2.2.
void writeText(const QString &text, QByteArray &out)
{
    out.append('"');
    for (const char byte : text.toUtf8()) {
        switch (byte) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\b':
            out.append("\\b");
            break;
        case '\f':
            out.append("\\f");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            if (static_cast<uchar>(byte) < 0x20)
                out.append("\\u00").append(QByteArray(1, byte).toHex());
            else
                out.append(byte);
        }
    }
    out.append('"');
}

bool write(const CanonicalValue &value, QByteArray &out)
{
    if (const auto *text = value.text()) {
        writeText(*text, out);
        return text->isValidUtf16();
    }
    if (const auto *number = value.number()) {
        out.append(QByteArray::number(*number));
        return *number > -beyondExact && *number < beyondExact;
    }
    bool fits = true;
    char separator = 0;
    const auto separate = [&] {
        if (separator)
            out.append(separator);
        separator = ',';
    };
    if (const auto *object = value.object()) {
        out.append('{');
        for (const auto &[name, member] : *object) {
            separate();
            fits = name.isValidUtf16() && fits;
            writeText(name, out);
            out.append(':');
            fits = write(member, out) && fits;
        }
        out.append('}');
        return fits;
    }
    out.append('[');
    for (const auto &item : std::get<CanonicalValue::List>(value.value)) {
        separate();
        fits = write(item, out) && fits;
    }
    out.append(']');
    return fits;
}

/// Works on decoded text; what it lets through that is not canonical is caught by writing it again.
class Reader
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    {}

    std::optional<CanonicalValue> readDocument()
    {
        auto value = readValue(0);
        return value && m_at == m_text.size() ? value : std::nullopt;
    }

private:
    bool take(char16_t character)
    {
        if (m_at >= m_text.size() || m_text.at(m_at) != character)
            return false;
        ++m_at;
        return true;
    }

    std::optional<CanonicalValue> readValue(int depth)
    {
        if (depth > deepest || m_at >= m_text.size())
            return {};
        if (m_text.at(m_at) == u'{')
            return readObject(depth);
        if (m_text.at(m_at) == u'[')
            return readList(depth);
        if (m_text.at(m_at) == u'"') {
            auto text = readText();
            return text ? std::optional<CanonicalValue>(*std::move(text)) : std::nullopt;
        }
        return readNumber();
    }

    std::optional<CanonicalValue> readObject(int depth)
    {
        CanonicalValue::Object object;
        ++m_at;
        if (take(u'}'))
            return CanonicalValue(std::move(object));
        do {
            auto name = readText();
            if (!name || !take(u':') || object.contains(*name))
                return {};
            auto value = readValue(depth + 1);
            if (!value)
                return {};
            object.emplace(*std::move(name), *std::move(value));
        } while (take(u','));
        return take(u'}') ? std::optional<CanonicalValue>(std::move(object)) : std::nullopt;
    }

    std::optional<CanonicalValue> readList(int depth)
    {
        CanonicalValue::List list;
        ++m_at;
        if (take(u']'))
            return CanonicalValue(std::move(list));
        do {
            auto value = readValue(depth + 1);
            if (!value)
                return {};
            list.push_back(*std::move(value));
        } while (take(u','));
        return take(u']') ? std::optional<CanonicalValue>(std::move(list)) : std::nullopt;
    }

    std::optional<CanonicalValue> readNumber()
    {
        const qsizetype start = m_at;
        take(u'-');
        while (m_at < m_text.size() && m_text.at(m_at) >= u'0' && m_text.at(m_at) <= u'9')
            ++m_at;
        bool isNumber = false;
        const qint64 number = m_text.mid(start, m_at - start).toLongLong(&isNumber);
        return isNumber ? std::optional<CanonicalValue>(number) : std::nullopt;
    }

    std::optional<QString> readText()
    {
        if (!take(u'"'))
            return {};
        QString text;
        while (m_at < m_text.size()) {
            const QChar character = m_text.at(m_at++);
            if (character == u'"')
                return text;
            if (character != u'\\') {
                text.append(character);
                continue;
            }
            const auto escaped = readEscape();
            if (!escaped)
                return {};
            text.append(*escaped);
        }
        return {};
    }

    std::optional<QChar> readEscape()
    {
        if (m_at >= m_text.size())
            return {};
        switch (m_text.at(m_at++).unicode()) {
        case u'"':
            return u'"';
        case u'\\':
            return u'\\';
        case u'b':
            return u'\b';
        case u'f':
            return u'\f';
        case u'n':
            return u'\n';
        case u'r':
            return u'\r';
        case u't':
            return u'\t';
        case u'u': {
            bool isHex = false;
            const ushort code = m_text.mid(m_at, 4).toUShort(&isHex, 16);
            m_at += 4;
            return isHex && code < 0x20 && m_at <= m_text.size() ? std::optional(QChar(code)) : std::nullopt;
        }
        default:
            return {};
        }
    }

    const QString &m_text;
    qsizetype m_at = 0;
};

Error malformedJson(const QString &what) { return {Error::Code::Malformed, what}; }

} // namespace

Result<QByteArray> writeCanonical(const CanonicalValue &value)
{
    QByteArray out;
    if (!write(value, out))
        return Error{Error::Code::Invalid, u"a text with half a character, or a number of 2^53 or more"_s};
    return out;
}

Result<CanonicalValue> readCanonical(const QByteArray &bytes)
{
    if (bytes.size() > longest)
        return malformedJson(u"longer than 1 MiB"_s);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return malformedJson(u"not UTF-8"_s);
    auto value = Reader(text).readDocument();
    if (!value)
        return malformedJson(u"not JSON of texts and whole numbers"_s);
    const auto again = writeCanonical(*value);
    if (!again || *again != bytes)
        return malformedJson(u"not in canonical form (RFC 8785)"_s);
    return *std::move(value);
}

} // namespace stanforis
