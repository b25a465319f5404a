// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/regiongeometry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace stanforis {
namespace {

QPointF pointOf(const QJsonValue &value)
{
    const QJsonArray pair = value.toArray();
    return {pair.at(0).toDouble(), pair.at(1).toDouble()};
}

QPolygonF polylineOf(const QJsonValue &value)
{
    QPolygonF points;
    for (const QJsonValue &point : value.toArray()) {
        points.append(pointOf(point));
    }
    return points;
}

/// The closed ring of arcs; empty when it does not close. A number n below zero is arc -n-1 walked backwards.
QPolygonF ringOf(const QJsonArray &numbers, const QList<QPolygonF> &arcs)
{
    QPolygonF ring;
    for (const QJsonValue &number : numbers) {
        const int index = number.toInt();
        const int arc = index < 0 ? -index - 1 : index;
        if (arc >= arcs.size() || arcs.at(arc).size() < 2) {
            return {};
        }
        QPolygonF points = arcs.at(arc);
        if (index < 0) {
            std::reverse(points.begin(), points.end());
        }
        if (!ring.isEmpty()) {
            if (ring.last() != points.first()) {
                return {};
            }
            points.removeFirst();
        }
        ring += points;
    }
    return ring.size() > 3 && ring.isClosed() ? ring : QPolygonF();
}

} // namespace

std::optional<RegionGeometry> RegionGeometry::parse(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    QList<QPolygonF> arcs;
    for (const QJsonValue &arc : root.value("arcs"_L1).toArray()) {
        arcs.append(polylineOf(arc));
    }
    const QPointF size = pointOf(root.value("size"_L1));
    RegionGeometry geometry{root.value("name"_L1).toString(), QSizeF(size.x(), size.y()), {}};
    for (const QJsonValue &value : root.value("regions"_L1).toArray()) {
        const QJsonObject region = value.toObject();
        RegionShape shape;
        shape.id = RegionId(region.value("id"_L1).toString());
        shape.name = region.value("name"_L1).toString();
        shape.label = pointOf(region.value("label"_L1));
        const QPolygonF ring = ringOf(region.value("arcs"_L1).toArray(), arcs);
        if (ring.isEmpty() || shape.id.value.isEmpty() || shape.name.isEmpty()) {
            return std::nullopt;
        }
        shape.outline.addPolygon(ring);
        geometry.regions.append(shape);
    }
    if (geometry.size.isEmpty() || geometry.regions.isEmpty()) {
        return std::nullopt;
    }
    return geometry;
}

RegionGeometry RegionGeometry::norvane()
{
    QFile file(u":/stanforis/catalogue/norvane-map.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("The map is missing from the resources");
    }
    const auto geometry = parse(file.readAll());
    if (!geometry) {
        qFatal("The map in the resources is broken");
    }
    return *geometry;
}

} // namespace stanforis
