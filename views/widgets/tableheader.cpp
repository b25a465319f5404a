// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tableheader.h"

#include "views/widgets/plaintooltips.h"
#include "views/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace stanforis {

namespace {

constexpr int mostLines = 2;

/// The lines of a title in \a width, at most two; the last one is elided.
QStringList broken(const QString &text, const QFont &font, int width)
{
    const QFontMetrics metrics(font);
    if (metrics.horizontalAdvance(text) <= width)
        return {text};
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(width);
    layout.endLayout();
    const int split = first.textLength();
    // A word that does not fit alone is not torn apart.
    if (split <= 0 || split >= text.size() || !text.at(split - 1).isSpace())
        return {metrics.elidedText(text, Qt::ElideRight, width)};
    return {text.left(split).trimmed(), metrics.elidedText(text.mid(split), Qt::ElideRight, width)};
}

} // namespace

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    // Later, not now: the table is placing its columns when it tells of a new width.
    connect(this, &QHeaderView::sectionResized, this, &TableHeader::follow, Qt::QueuedConnection);
    connect(this, &QHeaderView::sectionCountChanged, this, &TableHeader::follow, Qt::QueuedConnection);
}

QString TableHeader::title(int section) const
{
    return model() ? model()->headerData(section, orientation(), Qt::DisplayRole).toString() : QString();
}

QRect TableHeader::textRect(const QRect &rect, int section) const
{
    const Theme theme = Theme::of(this);
    const int padding = theme.space(2), edge = theme.metrics().panelPadding;
    const int at = visualIndex(section);
    const QRect content = rect.adjusted(at == 0 ? edge : padding, 0, at == count() - 1 ? -edge : -padding, 0);
    return QStyle::visualRect(layoutDirection(), rect, content);
}

int TableHeader::wholeWidth(int section) const
{
    const QFontMetrics metrics(Theme::of(this).font(TypeRole::Label));
    const QRect any(0, 0, 1000, 1);
    return metrics.horizontalAdvance(title(section)) + any.width() - textRect(any, section).width() + 1;
}

int TableHeader::lines() const
{
    const QFont font = Theme::of(this).font(TypeRole::Label);
    qsizetype most = 1;
    for (int section = 0; section < count(); ++section) {
        if (!isSectionHidden(section))
            most =
                std::max(most, broken(title(section), font, textRect({0, 0, sectionSize(section), 1}, section).width()).size());
    }
    return int(std::min<qsizetype>(most, mostLines));
}

void TableHeader::follow()
{
    const int now = lines();
    if (now == m_lines)
        return;
    m_lines = now;
    Q_EMIT geometriesChanged(); // the table asks for sizeHint() again
    viewport()->update();
}

QSize TableHeader::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {QHeaderView::sizeHint().width(), theme.metrics().tableHeader + (m_lines - 1) * theme.lineHeight(TypeRole::Label)};
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Theme theme = Theme::of(this);
    const QFont font = theme.font(TypeRole::Label);
    const QRect box = textRect(rect, section);
    const QVariant wanted = model() ? model()->headerData(section, orientation(), Qt::TextAlignmentRole) : QVariant();
    const Qt::Alignment alignment =
        QStyle::visualAlignment(layoutDirection(), wanted.isValid() ? Qt::Alignment(wanted.toInt()) : defaultAlignment());
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction; where it stands is given
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line().normal);
    painter->setFont(font);
    painter->setPen(theme.text().tertiary);
    const QStringList lines = broken(title(section), font, box.width());
    const int high = theme.lineHeight(TypeRole::Label);
    int top = rect.top() + (rect.height() - int(lines.size()) * high) / 2;
    for (const QString &line : lines) {
        painter->drawText(QRect(box.left(), top, box.width(), high),
                          int(alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextSingleLine, line);
        top += high;
    }
    painter->restore();
}

bool TableHeader::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QHeaderView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int section = logicalIndexAt(help->pos());
    const QVariant own = section >= 0 ? model()->headerData(section, orientation(), Qt::ToolTipRole) : QVariant();
    if (section >= 0 && !own.isValid() && wholeWidth(section) > sectionSize(section)) {
        QToolTip::showText(help->globalPos(), plainToolTip(title(section)), this);
        return true;
    }
    return QHeaderView::viewportEvent(event);
}

} // namespace stanforis
