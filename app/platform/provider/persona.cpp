// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/persona.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;

const Persona *personaOf(const std::vector<Persona> &personas, const SubjectId &subject)
{
    const auto found = std::find_if(personas.begin(), personas.end(), [&](const auto &item) { return item.subject == subject; });
    return found == personas.end() ? nullptr : &*found;
}

Result<std::vector<Persona>> loadPersonas(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, QStringLiteral("%1: %2").arg(path, file.errorString())};
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(file.readAll(), &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return Error{Error::Code::Malformed, QStringLiteral("%1: %2").arg(path, parsed.errorString())};

    std::vector<Persona> personas;
    for (const auto &entry : document["personas"_L1].toArray()) {
        const auto object = entry.toObject();
        Persona persona{SubjectId(object["subject"_L1].toString()),
                        object["name"_L1].toString(),
                        object["organisation"_L1].toString(),
                        object["duty"_L1].toString(),
                        object["assurance"_L1].toString(),
                        {},
                        {}};
        if (persona.subject.value.isEmpty() || persona.name.isEmpty() || persona.assurance.isEmpty())
            return Error{Error::Code::Malformed, QStringLiteral("%1: a persona without subject, name or assurance").arg(path)};
        for (const auto &item : object["subscriptions"_L1].toArray()) {
            const auto given = item.toObject();
            persona.subscriptions.push_back({SectorId(given["sector"_L1].toString()), RoleId(given["role"_L1].toString()),
                                             given["purpose"_L1].toString(), given["legalBasis"_L1].toString(),
                                             std::chrono::days(given["begins"_L1].toInt()),
                                             std::chrono::days(given["ends"_L1].toInt())});
        }
        for (const auto &role : object["roles"_L1].toArray())
            persona.roles.emplace_back(role.toString());
        personas.push_back(std::move(persona));
    }
    if (personas.empty())
        return Error{Error::Code::Malformed, QStringLiteral("%1: no personas").arg(path)};
    return personas;
}

} // namespace stanforis
