// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/connectionchip.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int dot = 5;         // pixels; the mark of a live connection
constexpr int chipHeight = 20; // look.md, "Parts and states"

QString ageText(const ChipState &state) { return state.age ? Words::age(*state.age) : u"–"_s; }

} // namespace

ConnectionChip::ConnectionChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleValue(this, {});
}

void ConnectionChip::setState(const ChipState &state)
{
    if (state == m_state)
        return;
    const bool resized = state.name != m_state.name || ageText(state).size() != ageText(m_state).size();
    m_state = state;
    setAccessibleName(state.name);
    QString spoken = state.connected ? tr("connected") : tr("connection lost");
    if (state.age)
        spoken += tr(", last message %1 ago").arg(Words::age(*state.age));
    if (!state.note.isEmpty())
        spoken += u", "_s + state.note;
    setAccessibleValue(this, spoken);
    setToolTip(state.name + u": "_s + spoken);
    if (resized)
        updateGeometry();
    update();
}

QSize ConnectionChip::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(TypeRole::Label));
    // Room for "0.0 s" at least, so that the bar does not move while ages count.
    const int age = std::max(metrics.horizontalAdvance(ageText(m_state)), metrics.horizontalAdvance(u"00.0 s"_s));
    return {dot + 2 * theme.space(1) + metrics.horizontalAdvance(m_state.name) + theme.space(1) + age, chipHeight};
}

void ConnectionChip::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const SeverityColors &lost = theme.severity(Severity::Critical);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const QRectF mark = mirrored({0, (height() - dot) / 2, dot, dot});
    if (m_state.connected) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.line().control);
        painter.drawEllipse(mark);
    } else {
        painter.setPen(QPen(lost.edge, theme.stroke().icon));
        painter.drawLine(mark.topLeft(), mark.bottomRight());
        painter.drawLine(mark.topRight(), mark.bottomLeft());
    }
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    painter.setFont(theme.font(TypeRole::Label));
    const int nameWidth = painter.fontMetrics().horizontalAdvance(m_state.name);
    int x = dot + 2 * theme.space(1);
    painter.setPen(m_state.connected ? theme.text().secondary : lost.text);
    painter.drawText(mirrored({x, 0, nameWidth + 1, height()}), lead, m_state.name);
    x += nameWidth + theme.space(1);
    painter.setPen(m_state.connected ? theme.text().tertiary : lost.text);
    painter.drawText(mirrored({x, 0, width() - x, height()}), lead, ageText(m_state));
}

void ConnectionChip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

Chip::Chip(const QString &text, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void Chip::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {QFontMetrics(theme.font(TypeRole::Caption)).horizontalAdvance(m_text) + 2 * theme.space(2), chipHeight};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    painter.setPen(theme.text().secondary);
    painter.setFont(theme.font(TypeRole::Caption));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace stanforis
