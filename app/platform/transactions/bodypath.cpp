// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/bodypath.h"

#include <QJsonArray>

namespace stanforis {

namespace {

constexpr int longestList = 64;

QJsonValue with(const QJsonValue &old, const std::vector<PathStep> &path, std::size_t at, const QJsonValue &value)
{
    if (at == path.size())
        return value;
    const PathStep &step = path[at];
    QJsonObject object = old.toObject();
    const QJsonValue member = object.value(step.name);
    if (step.index < 0) {
        object[step.name] = with(member, path, at + 1, value);
        return object;
    }
    QJsonArray list = member.toArray();
    while (list.size() <= step.index)
        list.append(QJsonValue());
    list[step.index] = with(list.at(step.index), path, at + 1, value);
    object[step.name] = list;
    return object;
}

} // namespace

std::vector<PathStep> parsePath(const QString &path)
{
    std::vector<PathStep> steps;
    for (const QString &part : path.split(QLatin1Char('.'))) {
        const auto bracket = part.indexOf(QLatin1Char('['));
        if (bracket < 0) {
            steps.push_back({part, -1});
            continue;
        }
        const int index = QStringView(part).mid(bracket + 1).chopped(1).toInt();
        steps.push_back({part.left(bracket), qBound(0, index, longestList)});
    }
    return steps;
}

void setAtPath(QJsonObject &root, const QString &path, const QJsonValue &value)
{
    root = with(root, parsePath(path), 0, value).toObject();
}

QJsonValue valueAtPath(const QJsonObject &root, const QString &path)
{
    QJsonValue value = root;
    for (const PathStep &step : parsePath(path)) {
        value = value.toObject().value(step.name);
        if (step.index >= 0)
            value = value.toArray().at(step.index);
    }
    return value;
}

} // namespace stanforis
