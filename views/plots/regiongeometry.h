// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QSizeF>

#include <optional>

namespace stanforis {

/// One region in the units of the drawing.
struct RegionShape
{
    RegionId id;
    QString name;
    QPointF label;
    QPainterPath outline;
};

/// A country made of regions whose common borders are the same points.
struct RegionGeometry
{
    QString name;
    QSizeF size;
    QList<RegionShape> regions;

    /// Reads the map format of resources/catalogue/norvane-map.json. Nothing when a ring does not close or a field is missing.
    [[nodiscard]] static std::optional<RegionGeometry> parse(const QByteArray &json);
    /// The map that ships with the console.
    [[nodiscard]] static RegionGeometry norvane();
};

} // namespace stanforis
