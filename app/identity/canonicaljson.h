// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <memory>
#include <variant>

namespace stanforis::identity {

/// JSON for what is signed: objects, texts and whole numbers below 2^53. Nothing else exists here, so that two programs can never
/// write the same content in different bytes (RFC 8785 restricted).
class CanonicalJson final
{
public:
    /// RFC 8785 §3.2.3: sorted by UTF-16 code units, which is how QString compares.
    using Object = QMap<QString, CanonicalJson>;

    CanonicalJson() = default;
    CanonicalJson(QString text)
        : m_value(std::move(text))
    {}
    CanonicalJson(qint64 number)
        : m_value(number)
    {}
    CanonicalJson(Object object);

    [[nodiscard]] const QString *text() const { return std::get_if<QString>(&m_value); }
    [[nodiscard]] const qint64 *number() const { return std::get_if<qint64>(&m_value); }
    [[nodiscard]] const Object *object() const;

    /// Invalid: a number out of range or a text with a lone surrogate.
    [[nodiscard]] Result<QByteArray> write() const;
    /// Accepts exactly what write() produces: `write(read(b)) == b` for every b that is accepted. Malformed for duplicate
    /// members, lone surrogates, floats, true, false, null, arrays, spaces, another order or another escape, depth over 8, or
    /// more than 1 MiB.
    [[nodiscard]] static Result<CanonicalJson> read(const QByteArray &bytes);

private:
    std::variant<QString, qint64, std::shared_ptr<const Object>> m_value;
};

} // namespace stanforis::identity
