// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/canonicaljson.h"

#include <QStringDecoder>

#include <optional>

namespace stanforis::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestNumber = (qint64(1) << 53) - 1;
constexpr int deepest = 8;
constexpr qsizetype longestJson = 1 << 20;

bool isWellFormed(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (text[i].isSurrogate())
            return false;
    }
    return true;
}

/// RFC 8785 §3.2.2.2.
QByteArray quoted(const QString &text)
{
    QByteArray out("\"");
    const auto utf8 = text.toUtf8();
    for (const char character : utf8) {
        switch (character) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<uchar>(character) < 0x20)
                out += "\\u00" + QByteArray(1, character).toHex();
            else
                out += character;
        }
    }
    return out += '"';
}

class Reader final
{
public:
    explicit Reader(const QByteArray &bytes)
        : m_bytes(bytes)
    {}

    std::optional<CanonicalJson> document()
    {
        auto value = this->value(0);
        return m_at == m_bytes.size() ? value : std::nullopt;
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_bytes.size() ? m_bytes[m_at] : '\0'; }
    bool take(char expected)
    {
        if (peek() != expected || m_at >= m_bytes.size())
            return false;
        ++m_at;
        return true;
    }

    std::optional<CanonicalJson> value(int depth)
    {
        if (peek() == '{')
            return object(depth);
        if (peek() == '"') {
            if (auto read = text())
                return CanonicalJson(*read);
            return {};
        }
        return number();
    }

    std::optional<CanonicalJson> object(int depth)
    {
        if (depth >= deepest || !take('{'))
            return {};
        CanonicalJson::Object members;
        if (take('}'))
            return CanonicalJson(members);
        do {
            const auto name = text();
            if (!name || members.contains(*name) || !take(':'))
                return {};
            const auto read = value(depth + 1);
            if (!read)
                return {};
            members.insert(*name, *read);
        } while (take(','));
        if (!take('}'))
            return {};
        return CanonicalJson(members);
    }

    std::optional<CanonicalJson> number()
    {
        const auto start = m_at;
        take('-');
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        bool ok = false;
        const auto read = m_bytes.mid(start, m_at - start).toLongLong(&ok);
        if (!ok || read > largestNumber || read < -largestNumber)
            return {};
        return CanonicalJson(read);
    }

    std::optional<QString> text()
    {
        if (!take('"'))
            return {};
        QByteArray utf8;
        while (m_at < m_bytes.size() && peek() != '"') {
            const char character = m_bytes[m_at++];
            if (character != '\\') {
                utf8 += character;
            } else if (!escape(utf8)) {
                return {};
            }
        }
        if (!take('"'))
            return {};
        // QString::fromUtf8() would take U+FEFF off the front, which is a character like any other here.
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
        return decoder.decode(utf8);
    }

    bool escape(QByteArray &out)
    {
        static constexpr char names[] = "\"\\bfnrt";
        static constexpr char meanings[] = "\"\\\b\f\n\r\t";
        const char name = peek();
        if (name == 'u') {
            bool ok = false;
            const auto code = m_bytes.mid(m_at + 1, 4).toInt(&ok, 16);
            m_at += 5;
            out += static_cast<char>(code);
            return ok && code < 0x20 && m_at <= m_bytes.size();
        }
        for (int i = 0; names[i] != '\0'; ++i) {
            if (names[i] == name) {
                ++m_at;
                out += meanings[i];
                return true;
            }
        }
        return false;
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

} // namespace

CanonicalJson::CanonicalJson(Object object)
    : m_value(std::make_shared<const Object>(std::move(object)))
{}

const CanonicalJson::Object *CanonicalJson::object() const
{
    const auto *shared = std::get_if<std::shared_ptr<const Object>>(&m_value);
    return shared ? shared->get() : nullptr;
}

Result<QByteArray> CanonicalJson::write() const
{
    if (const auto *written = text()) {
        if (!isWellFormed(*written))
            return Error{Error::Code::Invalid, u"surrogate"_s};
        return quoted(*written);
    }
    if (const auto *written = number()) {
        if (*written > largestNumber || *written < -largestNumber)
            return Error{Error::Code::Invalid, u"number"_s};
        return QByteArray::number(*written);
    }
    QByteArray out("{");
    const auto &members = *object();
    for (auto it = members.begin(); it != members.end(); ++it) {
        const auto name = CanonicalJson(it.key()).write();
        const auto value = it->write();
        if (!name || !value)
            return name ? value.error() : name.error();
        if (out.size() > 1)
            out += ',';
        out += *name + ':' + *value;
    }
    return out += '}';
}

Result<CanonicalJson> CanonicalJson::read(const QByteArray &bytes)
{
    if (bytes.size() > longestJson)
        return Error{Error::Code::Malformed, u"too long"_s};
    const auto value = Reader(bytes).document();
    if (!value)
        return Error{Error::Code::Malformed, u"canonical JSON"_s};
    // Order, escapes, leading zeros, broken UTF-8: whatever is not written back the same was not canonical.
    const auto written = value->write();
    if (!written || *written != bytes)
        return Error{Error::Code::Malformed, u"not canonical"_s};
    return *value;
}

} // namespace stanforis::identity
