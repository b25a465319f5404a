// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <vector>

namespace stanforis {

/// One step of a Field.standard_path such as "dosageInstruction[0].timing": a member, and a place in its list or -1.
struct PathStep
{
    QString name;
    int index = -1;
};

[[nodiscard]] std::vector<PathStep> parsePath(const QString &path);

/// Sets a value deep inside, making objects and lists on the way.
void setAtPath(QJsonObject &root, const QString &path, const QJsonValue &value);
[[nodiscard]] QJsonValue valueAtPath(const QJsonObject &root, const QString &path);

} // namespace stanforis
