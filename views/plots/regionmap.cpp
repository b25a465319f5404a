// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/regionmap.h"

#include "views/plots/canvas.h"
#include "views/plots/facttablemodel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis {

RegionMap::RegionMap(RegionGeometry geometry, QWidget *parent)
    : ChartFace(parent)
    , m_geometry(std::move(geometry))
    , m_model(new FactTableModel(this))
{
    setAccessibleName(tr("Regions of %1").arg(m_geometry.name));
    setPicture(new Canvas([this](QPainter &painter) { paintMap(painter); }, this));
}

void RegionMap::setStates(QHash<RegionId, RegionState> states)
{
    if (m_states == states) {
        return;
    }
    m_states = std::move(states);
    refresh();
    Q_EMIT readoutChanged();
}

RegionState RegionMap::stateOf(const RegionId &region) const
{
    // A lost feed says nothing about a region: it is unshaded.
    return dataState() == DataState::Live ? m_states.value(region) : RegionState{Severity::Unknown, false, {}};
}

const RegionShape *RegionMap::shapeOf(const RegionId &region) const
{
    const auto &all = m_geometry.regions;
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const RegionShape &one) { return one.id == region; });
    return found == all.cend() ? nullptr : &*found;
}

void RegionMap::setSelectedRegion(const RegionId &region)
{
    if (m_selected == region) {
        return;
    }
    m_selected = region;
    refresh();
    Q_EMIT regionSelected(region);
}

QTransform RegionMap::placement() const
{
    const qreal inset = Theme::of(this).space(1);
    const QRectF room = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const qreal scale = std::min(room.width() / m_geometry.size.width(), room.height() / m_geometry.size.height());
    QTransform transform;
    transform.translate(room.center().x() - m_geometry.size.width() * scale / 2,
                        room.center().y() - m_geometry.size.height() * scale / 2);
    return transform.scale(scale, scale);
}

RegionId RegionMap::regionAt(const QPointF &position) const
{
    const QPointF place = placement().inverted().map(position);
    for (const RegionShape &shape : m_geometry.regions) {
        if (shape.outline.contains(place)) {
            return shape.id;
        }
    }
    return {};
}

QPointF RegionMap::labelPlace(const RegionId &region) const
{
    const RegionShape *const shape = shapeOf(region);
    return shape == nullptr ? QPointF() : placement().map(shape->label);
}

void RegionMap::paintMap(QPainter &painter) const
{
    const Theme theme = Theme::of(this);
    const QTransform transform = placement();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen border(theme.map().border, theme.stroke().hair);
    for (const RegionShape &shape : m_geometry.regions) {
        const RegionState state = stateOf(shape.id);
        const bool tinted = state.severity >= Severity::Low && state.severity <= Severity::Critical && !state.acknowledged;
        painter.setPen(border);
        painter.setBrush(tinted ? theme.severity(state.severity).tint : theme.map().region);
        painter.drawPath(transform.map(shape.outline));
    }
    // Abnormal edges lie over their neighbours', the worst on top.
    for (int level = int(Severity::Low); level <= int(Severity::Critical); ++level) {
        for (const RegionShape &shape : m_geometry.regions) {
            if (int(stateOf(shape.id).severity) == level) {
                painter.setPen(
                    QPen(theme.severity(Severity(level)).edge, theme.stroke().icon, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
                painter.setBrush(Qt::NoBrush);
                painter.drawPath(transform.map(shape.outline));
            }
        }
    }
    if (const RegionShape *const selected = shapeOf(m_selected); selected != nullptr && hasFocus()) {
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(transform.map(selected->outline));
    }
    for (const RegionShape &shape : m_geometry.regions) {
        paintName(painter, theme, shape, stateOf(shape.id));
    }
}

void RegionMap::paintName(QPainter &painter, const Theme &theme, const RegionShape &shape, const RegionState &state) const
{
    const bool abnormal = state.severity >= Severity::Low && state.severity <= Severity::Critical;
    QFont font = theme.font(TypeRole::Caption);
    if (abnormal) {
        font.setWeight(theme.font(TypeRole::Strong).weight());
    }
    const qreal line = theme.lineHeight(TypeRole::Caption);
    const QPointF place = placement().map(shape.label);
    QRectF name(0, 0, QFontMetricsF(font).horizontalAdvance(shape.name) + 2, line);
    name.moveCenter(place);
    painter.setFont(font);
    painter.setPen(abnormal ? theme.text().primary : theme.text().secondary);
    painter.drawText(name, Qt::AlignCenter, shape.name);
    if (!abnormal) {
        return;
    }
    const qreal mark = theme.metrics().severityMark - 2;
    const qreal gap = theme.space(1);
    const QFont wordFont = theme.font(TypeRole::Caption);
    const QString word = state.acknowledged ? QString() : state.word;
    const qreal wide = word.isEmpty() ? 0 : gap + QFontMetricsF(wordFont).horizontalAdvance(word);
    const qreal left = std::round(place.x() - (mark + wide) / 2);
    const qreal top = name.bottom() - 2;
    paintSeverityMark(painter, QRectF(left, std::round(top + (line - mark) / 2), mark, mark), state.severity, state.acknowledged,
                      theme);
    painter.setFont(wordFont);
    painter.setPen(theme.severity(state.severity).text);
    painter.drawText(QRectF(left + mark + gap, top, wide, line), Qt::AlignLeft | Qt::AlignVCenter, word);
}

void RegionMap::takeData()
{
    QList<QStringList> rows;
    QStringList abnormal;
    for (const RegionShape &shape : m_geometry.regions) {
        const RegionState state = stateOf(shape.id);
        rows.append({shape.name, severityWord(state.severity), state.word,
                     state.severity == Severity::Normal || state.severity == Severity::Unknown ? QString()
                     : state.acknowledged                                                      ? tr("acknowledged")
                                                                                               : tr("unacknowledged")});
        if (state.severity != Severity::Normal && state.severity != Severity::Unknown) {
            abnormal.append(tr("%1: %2 %3").arg(shape.name, severityWord(state.severity), state.word).trimmed());
        }
    }
    m_model->setContents({tr("Region"), tr("Health"), tr("What"), tr("State")}, rows);
    QString summary = dataState() == DataState::Disconnected ? tr("Disconnected: the state of the regions is unknown.")
                      : abnormal.isEmpty() ? tr("All %n region(s) normal.", nullptr, int(m_geometry.regions.size()))
                                           : abnormal.join(u"; "_s);
    if (const RegionShape *const selected = shapeOf(m_selected)) {
        summary = tr("Selected %1, %2. ").arg(selected->name, severityWord(stateOf(m_selected).severity)) + summary;
    }
    describe(summary);
    picture()->update();
}

QAbstractItemModel *RegionMap::tableModel() { return m_model; }

void RegionMap::applyTheme(const Theme & /*theme*/) { picture()->update(); }

void RegionMap::select(QPointF direction)
{
    const RegionShape *const from = shapeOf(m_selected);
    if (from == nullptr) {
        setSelectedRegion(m_geometry.regions.first().id);
        return;
    }
    const RegionShape *best = nullptr;
    double cheapest = 0;
    for (const RegionShape &shape : m_geometry.regions) {
        const QPointF way = shape.label - from->label;
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        const double cost = ahead + 2 * aside; // straight ahead beats near but aside
        if (ahead > 0 && ahead >= aside * 0.5 && (best == nullptr || cost < cheapest)) {
            best = &shape;
            cheapest = cost;
        }
    }
    if (best != nullptr) {
        setSelectedRegion(best->id);
    }
}

bool RegionMap::useKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers != Qt::NoModifier) {
        return false;
    }
    switch (key) {
    case Qt::Key_Left:
        select({-1, 0});
        return true;
    case Qt::Key_Right:
        select({1, 0});
        return true;
    case Qt::Key_Up:
        select({0, -1});
        return true;
    case Qt::Key_Down:
        select({0, 1});
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (shapeOf(m_selected) == nullptr) {
            return false;
        }
        Q_EMIT regionActivated(m_selected);
        return true;
    default:
        return false;
    }
}

void RegionMap::mousePressEvent(QMouseEvent *event)
{
    const RegionId region = regionAt(event->position());
    if (event->button() == Qt::LeftButton && !region.value.isEmpty()) {
        setSelectedRegion(region);
        Q_EMIT regionActivated(region);
    }
    ChartFace::mousePressEvent(event);
}

bool RegionMap::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *const help = static_cast<QHelpEvent *>(event);
        const RegionShape *const shape = shapeOf(regionAt(help->pos()));
        if (shape != nullptr) {
            const RegionState state = stateOf(shape->id);
            QToolTip::showText(help->globalPos(),
                               tr("%1: %2 %3").arg(shape->name, severityWord(state.severity), state.word).trimmed(), this);
            return true;
        }
    }
    return ChartFace::event(event);
}

QSize RegionMap::sizeHint() const { return QSize(Theme::of(this).space(10) * 8, Theme::of(this).space(10) * 4); }

QSize RegionMap::minimumSizeHint() const { return QSize(Theme::of(this).space(10) * 3, Theme::of(this).space(10) * 2); }

} // namespace stanforis
