// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/chartface.h"

#include <QAbstractButton>
#include <QList>

namespace stanforis {

class FactTableModel;

/// A service in the graph, with the edge that joins it to the one in the middle.
struct DependencyNode
{
    QString id;
    QString title;
    QString detail; ///< "2 417/s, cached 96 %"
    Severity health = Severity::Normal;
    bool acknowledged = false;
    QString edgeLabel; ///< "862/s" for a caller, "p95 18 ms" for a dependency
    Severity edgeSeverity = Severity::Normal;
    friend bool operator==(const DependencyNode &, const DependencyNode &) = default;
};

/// One box; a real button, so that it has the focus, a name and a press of its own.
class DependencyBox final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit DependencyBox(bool isCentre, QWidget *parent);

    void setNode(const DependencyNode &node, DataState state);
    [[nodiscard]] const DependencyNode &node() const { return m_node; }
    /// Room for the whole title, in pixels. The detail changes every second and is elided instead.
    [[nodiscard]] int wholeWidth() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DependencyNode m_node;
    DataState m_state = DataState::Live;
    bool m_isCentre;
};

/// Callers, the service, its dependencies: one step each way. T shows the table. GUI thread.
class DependencyGraph final : public ChartFace
{
    Q_OBJECT

public:
    explicit DependencyGraph(QWidget *parent = nullptr);

    void setGraph(const QList<DependencyNode> &callers, const DependencyNode &service, const QList<DependencyNode> &dependencies);
    /// Leaves out callers and dependencies whose node and edge are normal.
    void setHealthyHidden(bool hidden);
    [[nodiscard]] QList<DependencyBox *> boxes() const { return m_boxes; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void nodeActivated(const QString &id);

protected:
    void takeData() override;
    QAbstractItemModel *tableModel() override;
    void applyTheme(const Theme &theme) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QList<DependencyNode> shown(const QList<DependencyNode> &nodes) const;
    void makeBoxes();
    void placeBoxes();
    void paintEdges(QPainter &painter) const;
    void paintEdge(QPainter &painter, const Theme &theme, const DependencyBox &box, bool isCaller) const;

    QList<DependencyNode> m_callers;
    QList<DependencyNode> m_dependencies;
    DependencyNode m_service;
    QList<DependencyBox *> m_boxes; ///< callers, service, dependencies
    int m_callerCount = 0;
    bool m_healthyHidden = false;
    FactTableModel *m_model;
};

} // namespace stanforis
