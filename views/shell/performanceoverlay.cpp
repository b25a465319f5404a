// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/performanceoverlay.h"

#include "views/shell/performancetext.h"
#include "views/widgets/accessiblevalue.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

PerformanceOverlay::PerformanceOverlay(const PerformanceStore &store, QWidget *window)
    : QWidget(window)
    , m_store(store)
{
    setObjectName(u"performance"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleValue(this, {});
    setAccessibleName(tr("Performance"));
    window->installEventFilter(this);
    connect(&store, &PerformanceStore::changed, this, &PerformanceOverlay::follow);
    hide();
}

void PerformanceOverlay::follow()
{
    if (!isVisible())
        return;
    QStringList spoken;
    for (const PerformanceLine &line : PerformanceText::lines(m_store.figures()))
        spoken.append(line.name + u' ' + (line.value.isEmpty() ? tr("not known yet") : Words::withUnit(line.value, line.unit)));
    setAccessibleValue(this, spoken.join(u", "_s));
    update();
}

QSize PerformanceOverlay::sizeHint() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(TypeRole::Label));
    int names = 0;
    const auto lines = PerformanceText::lines({});
    for (const PerformanceLine &line : lines)
        names = std::max(names, metrics.horizontalAdvance(line.name));
    const int values = metrics.horizontalAdvance(u"0 000 000 MB"_s);
    return {names + values + theme.space(4) + 2 * theme.space(3),
            int(lines.size()) * theme.lineHeight(TypeRole::Label) + 2 * theme.space(2)};
}

void PerformanceOverlay::place()
{
    const Theme theme = Theme::of(this);
    const int edge = theme.stroke().modeFrame + theme.space(4);
    const QRect inside = parentWidget()->rect().adjusted(edge, edge, -edge, -edge - theme.frame().alarmBar);
    setGeometry(QStyle::alignedRect(layoutDirection(), Qt::AlignRight | Qt::AlignBottom, sizeHint(), inside));
    raise();
}

void PerformanceOverlay::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    place();
    follow();
}

bool PerformanceOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() && (event->type() == QEvent::Resize || event->type() == QEvent::StyleChange))
        place();
    return QWidget::eventFilter(watched, event);
}

void PerformanceOverlay::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.line().strong);
    painter.fillRect(rect().adjusted(1, 1, -1, -1), theme.surface().raised);
    painter.setFont(theme.font(TypeRole::Label));
    const int height = theme.lineHeight(TypeRole::Label);
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int end = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)) | Qt::AlignVCenter;
    QRect row(theme.space(3), theme.space(2), width() - 2 * theme.space(3), height);
    for (const PerformanceLine &line : PerformanceText::lines(m_store.figures())) {
        painter.setPen(theme.text().secondary);
        painter.drawText(row, lead, line.name);
        painter.setPen(theme.text().primary);
        painter.drawText(row, end, line.value.isEmpty() ? u"–"_s : Words::withUnit(line.value, line.unit));
        row.translate(0, height);
    }
}

} // namespace stanforis
