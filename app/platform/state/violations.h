// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace stanforis {

/// Collects what is wrong with a request, one sentence per field, and makes the Invalid error the doors pass on:
/// its detail is the JSON {"message": text, "violations": [{"fieldId", "description"}]}.
class Violations final
{
public:
    /// `field` is the field's name in the contract or a Field.id of the page; empty: the request as a whole.
    void add(const QString &field, const QString &description)
    {
        m_list.append(QJsonObject{{QLatin1String("fieldId"), field}, {QLatin1String("description"), description}});
    }
    [[nodiscard]] bool isEmpty() const { return m_list.isEmpty(); }
    [[nodiscard]] Error toError(const QString &message) const
    {
        const QJsonObject detail{{QLatin1String("message"), message}, {QLatin1String("violations"), m_list}};
        return {Error::Code::Invalid, QString::fromUtf8(QJsonDocument(detail).toJson(QJsonDocument::Compact))};
    }

private:
    QJsonArray m_list;
};

} // namespace stanforis
