// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/dependencygraph.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace stanforis {

DependencyBox::DependencyBox(bool isCentre, QWidget *parent)
    : QAbstractButton(parent)
    , m_isCentre(isCentre)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(isCentre ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void DependencyBox::setNode(const DependencyNode &node, DataState state)
{
    m_node = node;
    m_state = state;
    setObjectName(QStringLiteral("dependency.") + node.id);
    setText(node.title);
    const Severity health = state == DataState::Live ? node.health : Severity::Unknown;
    setAccessibleName(tr("%1, %2").arg(node.title, severityWord(health)));
    setAccessibleDescription(node.edgeLabel.isEmpty() ? node.detail : tr("%1, %2").arg(node.detail, node.edgeLabel));
    setToolTip(node.title);
    update();
}

int DependencyBox::wholeWidth() const
{
    const Theme theme = Theme::of(this);
    QFont font = theme.font(TypeRole::Body);
    font.setWeight(QFont::Medium);
    const double words = QFontMetricsF(font).horizontalAdvance(m_node.title);
    return theme.space(2) + theme.metrics().severityMark + theme.space(2) + int(std::ceil(words)) + theme.space(3);
}

void DependencyBox::paintEvent(QPaintEvent * /*event*/)
{
    const Theme theme = Theme::of(this);
    const bool live = m_state == DataState::Live;
    const Severity health = live ? m_node.health : Severity::Unknown;
    const bool abnormal = health >= Severity::Low && health <= Severity::Critical;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // as the graph round it
    painter.setRenderHint(QPainter::Antialiasing);
    QPen edge(theme.line().strong, theme.stroke().hair);
    QColor fill = underMouse() ? theme.surface().hover : theme.surface().raised;
    if (m_isCentre) {
        edge = QPen(theme.accent().focus, theme.stroke().icon);
        fill = theme.surface().selected;
    } else if (abnormal) {
        edge = QPen(theme.severity(health).edge, theme.stroke().icon);
    }
    painter.setPen(edge);
    painter.setBrush(fill);
    const qreal inset = edge.widthF() / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme.radius(), theme.radius());

    const qreal mark = theme.metrics().severityMark;
    const qreal pad = theme.space(2);
    const qreal title = theme.lineHeight(TypeRole::Body);
    const qreal detail = theme.lineHeight(TypeRole::Caption);
    const qreal top = std::round((height() - title - detail) / 2);
    paintSeverityMark(painter, QRectF(pad, std::round(top + (title - mark) / 2), mark, mark), health, m_node.acknowledged, theme);
    const qreal left = pad + mark + theme.space(2);
    const qreal room = width() - left - theme.space(1);
    QFont font = theme.font(TypeRole::Body);
    font.setWeight(QFont::Medium);
    painter.setFont(font);
    painter.setPen(live ? theme.text().primary : theme.text().stale);
    painter.drawText(QRectF(left, top, room, title), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(m_node.title, Qt::ElideRight, room));
    const QFont caption = theme.font(TypeRole::Caption);
    painter.setFont(caption);
    painter.setPen(abnormal && !m_isCentre ? theme.severity(health).text : theme.text().tertiary);
    painter.drawText(QRectF(left, top + title, room, detail), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(caption).elidedText(m_node.detail, Qt::ElideRight, room));
}

} // namespace stanforis
