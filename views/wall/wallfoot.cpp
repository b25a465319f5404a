// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wall/wallfoot.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QPainter>
#include <QStyle>

#include <array>
#include <numeric>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {
constexpr std::array gravestFirst{Severity::Critical, Severity::High, Severity::Medium, Severity::Low};
}

WallFoot::WallFoot(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleValue(this, {});
    setAccessibleName(tr("Abnormal services"));
    setObjectName(u"wall-foot"_s);
}

void WallFoot::setSummary(const StatusSummary &summary)
{
    if (summary == m_summary)
        return;
    m_summary = summary;
    QStringList spoken;
    for (const Severity severity : gravestFirst)
        spoken.append(severityWord(severity) + u' ' + QString::number(summary.counts[std::size_t(severity)]));
    spoken.append(sentence());
    setAccessibleValue(this, spoken.join(u", "_s));
    update();
}

QString WallFoot::sentence() const
{
    if (!m_summary.instead.isEmpty())
        return m_summary.instead;
    if (m_summary.newest)
        return m_summary.newest->title;
    return std::accumulate(m_summary.counts.begin(), m_summary.counts.end(), 0) > 0 || m_summary.asOf
               ? QString()
               : tr("No abnormal services in your sectors");
}

QString WallFoot::age() const
{
    if (m_summary.asOf)
        return tr("as of %1").arg(m_summary.asOf->toString(u"HH:mm:ss"_s));
    return m_summary.newest && m_summary.instead.isEmpty() ? Words::age(m_summary.newest->age) : QString();
}

void WallFoot::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.fillRect(rect(), theme.surface().frame);
    painter.fillRect(QRectF(0, 0, width(), theme.stroke().hair), theme.line().normal);
    const int mark = theme.metrics().severityMark, gap = theme.space(2), margin = theme.metrics().pageMargin;
    int x = margin;
    const auto write = [&](const QString &text, TypeRole role, const QColor &color, int left, int room) {
        painter.setFont(theme.font(role));
        painter.setPen(color);
        const int wide = std::min(painter.fontMetrics().horizontalAdvance(text) + 1, room);
        painter.drawText(mirrored({left, 0, wide, height()}), lead, painter.fontMetrics().elidedText(text, Qt::ElideRight, wide));
        return wide;
    };
    for (const Severity severity : gravestFirst) {
        const int count = m_summary.counts[std::size_t(severity)];
        const QRect box = mirrored({x, (height() - mark) / 2, mark, mark});
        count > 0 ? paintSeverityMark(painter, box, severity, false, theme) : paintZeroMark(painter, box, severity, theme);
        x += mark + gap;
        x += write(QString::number(count), count > 0 ? TypeRole::Strong : TypeRole::Body,
                   count > 0 ? theme.severity(severity).text : theme.text().tertiary, x, width()) +
             theme.space(4);
    }
    x += theme.space(2);
    const int end = width() - margin;
    const QString since = age();
    const QFont body = theme.font(TypeRole::Body);
    const int sinceWidth = since.isEmpty() ? 0 : QFontMetrics(body).horizontalAdvance(since) + 1;
    const bool isNewest = m_summary.newest && m_summary.instead.isEmpty();
    if (isNewest) {
        paintSeverityMark(painter, mirrored({x, (height() - mark) / 2, mark, mark}), m_summary.newest->severity, false, theme);
        x += mark + gap;
    }
    (void)write(sentence(), isNewest ? TypeRole::Strong : TypeRole::Body,
                isNewest ? theme.text().primary : theme.text().secondary, x,
                std::max(0, end - x - sinceWidth - (sinceWidth ? theme.space(4) : 0)));
    if (sinceWidth)
        (void)write(since, TypeRole::Body, theme.text().secondary, end - sinceWidth, sinceWidth);
}

} // namespace stanforis
