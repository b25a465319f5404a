// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/dependencygraph.h"

#include "views/plots/canvas.h"
#include "views/plots/facttablemodel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QFontMetricsF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace stanforis {
namespace {

constexpr int boxHeight = 44;
constexpr double boxShare = 0.18; ///< of the width of the graph, for the outer boxes
constexpr double centreShare = 0.22;
constexpr double mostShare = 0.36;
constexpr double oneSidedGap = 0.16;
// Where a line turns, as a share of the way: near the service, so that labels have room beside the boxes.
constexpr double callerTurn = 0.7;
constexpr double dependencyTurn = 0.2;

bool isAbnormal(Severity severity) { return severity >= Severity::Low && severity <= Severity::Critical; }

} // namespace

DependencyGraph::DependencyGraph(QWidget *parent)
    : ChartFace(parent)
    , m_model(new FactTableModel(this))
{
    setAccessibleName(tr("Dependencies"));
    setPicture(new Canvas([this](QPainter &painter) { paintEdges(painter); }, this));
    picture()->setAttribute(Qt::WA_TransparentForMouseEvents, false); // its boxes are buttons
}

void DependencyGraph::setGraph(const QList<DependencyNode> &callers, const DependencyNode &service,
                               const QList<DependencyNode> &dependencies)
{
    if (m_callers == callers && m_service == service && m_dependencies == dependencies) {
        return;
    }
    m_callers = callers;
    m_service = service;
    m_dependencies = dependencies;
    refresh();
    Q_EMIT readoutChanged();
}

void DependencyGraph::setHealthyHidden(bool hidden)
{
    m_healthyHidden = hidden;
    refresh();
}

QList<DependencyNode> DependencyGraph::shown(const QList<DependencyNode> &nodes) const
{
    QList<DependencyNode> result;
    std::copy_if(nodes.cbegin(), nodes.cend(), std::back_inserter(result), [this](const DependencyNode &node) {
        return !m_healthyHidden || node.health != Severity::Normal || node.edgeSeverity != Severity::Normal;
    });
    return result;
}

void DependencyGraph::makeBoxes()
{
    const QList<DependencyNode> callers = shown(m_callers);
    const QList<DependencyNode> nodes = callers + QList{m_service} + shown(m_dependencies);
    const bool sameShape = nodes.size() == m_boxes.size() && callers.size() == m_callerCount;
    if (!sameShape) {
        qDeleteAll(m_boxes);
        m_boxes.clear();
        m_callerCount = int(callers.size());
        for (int index = 0; index < nodes.size(); ++index) {
            auto *const box = new DependencyBox(index == m_callerCount, picture());
            connect(box, &DependencyBox::clicked, this, [this, box] { Q_EMIT nodeActivated(box->node().id); });
            m_boxes.append(box);
            box->show();
        }
    }
    bool sameTitles = sameShape;
    for (int index = 0; index < nodes.size(); ++index) {
        sameTitles = sameTitles && m_boxes.at(index)->node().title == nodes.at(index).title;
        m_boxes.at(index)->setNode(nodes.at(index), dataState());
    }
    if (!sameTitles) {
        placeBoxes();
    }
}

void DependencyGraph::placeBoxes()
{
    const auto column = [this](int first, int count, double left, double wide) {
        const double pitch = std::min(double(height()) / std::max(1, count), boxHeight + 16.0);
        const double top = (height() - pitch * count) / 2;
        const double high = std::min<double>(boxHeight, pitch - 4);
        for (int index = 0; index < count; ++index) {
            m_boxes.at(first + index)->setGeometry(QRectF(left, top + pitch * index + (pitch - high) / 2, wide, high).toRect());
        }
    };
    if (m_boxes.isEmpty()) {
        return;
    }
    const int dependencies = int(m_boxes.size()) - m_callerCount - 1;
    const Theme theme = Theme::of(this);
    const QFontMetrics captions(theme.font(TypeRole::Caption));
    int outerNeed = 0, label = 0;
    for (int index = 0; index < m_boxes.size(); ++index) {
        if (index != m_callerCount)
            outerNeed = std::max(outerNeed, m_boxes.at(index)->wholeWidth());
        label = std::max(label, captions.horizontalAdvance(m_boxes.at(index)->node().edgeLabel));
    }
    // A name is read whole as long as the labels of the lines keep their room.
    const double callerGap = (label + theme.space(3)) / callerTurn;
    const double gap = (label + theme.space(4)) / (1 - dependencyTurn);
    const double gaps = (m_callerCount > 0 ? callerGap : 0) + (dependencies > 0 ? gap : 0);
    const int sides = int(m_callerCount > 0) + int(dependencies > 0);
    const double centre =
        std::max(width() * centreShare, std::min<double>(m_boxes.at(m_callerCount)->wholeWidth(), width() * mostShare));
    const double most = std::max(width() * boxShare, (width() - centre - gaps) / std::max(1, sides));
    const double outer = std::clamp<double>(outerNeed, width() * boxShare, std::min(most, width() * mostShare));
    if (sides == 2) {
        const double between = width() - 2 * outer - centre;
        column(0, m_callerCount, 0, outer);
        column(m_callerCount, 1, outer + between * callerGap / gaps, centre);
        column(m_callerCount + 1, dependencies, width() - outer, outer);
    } else { // with nothing on one side, what there is keeps to the middle
        const double between = std::max(gaps, width() * oneSidedGap) * sides;
        const double left = (width() - centre - between - outer * sides) / 2;
        column(0, m_callerCount, left, outer);
        column(m_callerCount, 1, m_callerCount > 0 ? left + outer + between : left, centre);
        column(m_callerCount + 1, dependencies, left + centre + between, outer);
    }
    picture()->update();
}

void DependencyGraph::paintEdge(QPainter &painter, const Theme &theme, const DependencyBox &box, bool isCaller) const
{
    const QRectF centre = m_boxes.at(m_callerCount)->geometry();
    const QRectF outer = box.geometry();
    const DependencyNode &node = box.node();
    const bool abnormal = isAbnormal(node.edgeSeverity) && dataState() == DataState::Live;
    const QColor color = abnormal ? theme.severity(node.edgeSeverity).edge : theme.line().strong;
    const qreal arrow = theme.space(1) + 1.0;
    QPointF from(isCaller ? outer.right() + 1 : centre.right() + 1,
                 std::round(isCaller ? outer.center().y() : centre.center().y()));
    QPointF to(isCaller ? centre.left() : outer.left(), std::round(isCaller ? centre.center().y() : outer.center().y()));
    const double share = isCaller ? callerTurn : dependencyTurn;
    const double turn = std::round(from.x() + (to.x() - from.x()) * share);
    const QPolygonF line{from, {turn, from.y()}, {turn, to.y()}, {to.x() - arrow, to.y()}};
    painter.setPen(QPen(color, abnormal ? theme.stroke().focus : theme.stroke().hair));
    painter.drawPolyline(line);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{to, {to.x() - arrow, to.y() - arrow * 0.75}, {to.x() - arrow, to.y() + arrow * 0.75}});
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(abnormal ? theme.severity(node.edgeSeverity).text : theme.text().tertiary);
    const qreal high = theme.lineHeight(TypeRole::Caption);
    const double y = outer.center().y() - high - 1;
    const QRectF label = isCaller ? QRectF(from.x() + theme.space(1), y, turn - from.x() - theme.space(2), high)
                                  : QRectF(turn + theme.space(1), y, to.x() - turn - theme.space(2) - arrow, high);
    painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(node.edgeLabel, Qt::ElideRight, label.width()));
}

void DependencyGraph::paintEdges(QPainter &painter) const
{
    const Theme theme = Theme::of(this);
    for (const bool abnormalPass : {false, true}) {
        for (int index = 0; index < m_boxes.size(); ++index) {
            const DependencyBox &box = *m_boxes.at(index);
            if (index != m_callerCount && isAbnormal(box.node().edgeSeverity) == abnormalPass) {
                paintEdge(painter, theme, box, index < m_callerCount);
            }
        }
    }
}

void DependencyGraph::takeData()
{
    makeBoxes();
    QList<QStringList> rows;
    int abnormal = 0;
    for (int index = 0; index < m_boxes.size(); ++index) {
        const DependencyNode &node = m_boxes.at(index)->node();
        const Severity health = dataState() == DataState::Live ? node.health : Severity::Unknown;
        const QString part = index < m_callerCount    ? tr("calls it")
                             : index == m_callerCount ? tr("this service")
                                                      : tr("is called");
        rows.append({part, node.title, severityWord(health), node.detail, node.edgeLabel});
        abnormal += isAbnormal(health) ? 1 : 0;
    }
    m_model->setContents({tr("Part"), tr("Service"), tr("Health"), tr("Detail"), tr("Connection")}, rows);
    describe(tr("%1: %2 callers, %3 dependencies, %4 not normal.")
                 .arg(m_service.title)
                 .arg(m_callerCount)
                 .arg(m_boxes.size() - m_callerCount - 1)
                 .arg(abnormal));
    picture()->update();
}

QAbstractItemModel *DependencyGraph::tableModel() { return m_model; }

void DependencyGraph::applyTheme(const Theme & /*theme*/) { picture()->update(); }

void DependencyGraph::resizeEvent(QResizeEvent *event)
{
    ChartFace::resizeEvent(event);
    placeBoxes();
}

QSize DependencyGraph::sizeHint() const
{
    const auto rows = std::max({qsizetype(1), m_callers.size(), m_dependencies.size()});
    return QSize(Theme::of(this).space(10) * 10, int(rows) * (boxHeight + Theme::of(this).space(4)));
}

QSize DependencyGraph::minimumSizeHint() const { return QSize(Theme::of(this).space(10) * 6, boxHeight * 2); }

} // namespace stanforis
