// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/chartface.h"
#include "views/plots/regiongeometry.h"

#include <QHash>

namespace stanforis {

class FactTableModel;

/// What is wrong in a region; regions that are not mentioned are normal.
struct RegionState
{
    Severity severity = Severity::Normal;
    bool acknowledged = false;
    QString word; ///< "Reserve"; shown only while unacknowledged
    friend bool operator==(const RegionState &, const RegionState &) = default;
};

/// The country in grey, shaded only where abnormal. Keys while focused: arrows choose the nearest region that way,
/// Enter opens it, T shows the table. GUI thread.
class RegionMap final : public ChartFace
{
    Q_OBJECT

public:
    explicit RegionMap(RegionGeometry geometry = RegionGeometry::norvane(), QWidget *parent = nullptr);

    void setStates(QHash<RegionId, RegionState> states);
    [[nodiscard]] const RegionGeometry &geometry() const { return m_geometry; }
    [[nodiscard]] RegionId selectedRegion() const { return m_selected; }
    void setSelectedRegion(const RegionId &region);
    /// Region at a place in widget coordinates; empty outside the country.
    [[nodiscard]] RegionId regionAt(const QPointF &position) const;
    /// Where the name of a region is written; widget coordinates.
    [[nodiscard]] QPointF labelPlace(const RegionId &region) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void regionSelected(const stanforis::RegionId &region);
    /// Enter, or a click.
    void regionActivated(const stanforis::RegionId &region);

protected:
    void takeData() override;
    QAbstractItemModel *tableModel() override;
    void applyTheme(const Theme &theme) override;
    bool useKey(int key, Qt::KeyboardModifiers modifiers) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintMap(QPainter &painter) const;
    void paintName(QPainter &painter, const Theme &theme, const RegionShape &shape, const RegionState &state) const;
    void select(QPointF direction);
    [[nodiscard]] QTransform placement() const;
    [[nodiscard]] RegionState stateOf(const RegionId &region) const;
    [[nodiscard]] const RegionShape *shapeOf(const RegionId &region) const;

    RegionGeometry m_geometry;
    QHash<RegionId, RegionState> m_states;
    RegionId m_selected;
    FactTableModel *m_model;
};

} // namespace stanforis
