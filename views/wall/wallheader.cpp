// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wall/wallheader.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int oneLineFrom = 46; // heights of the smallest text: place, age, note and clock beside each other
constexpr int leastPlace = 8;

int spread(const QFont &font, const QString &text) { return text.isEmpty() ? 0 : QFontMetrics(font).horizontalAdvance(text) + 1; }

} // namespace

WallHeader::WallHeader(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleValue(this, {});
    setObjectName(u"wall-header"_s);
}

void WallHeader::setHeadline(const WallHeadline &headline)
{
    if (headline == m_headline)
        return;
    const bool isOther = headline.place != m_headline.place || headline.screenful != m_headline.screenful;
    const bool isNews = isOther || headline.isOld != m_headline.isOld;
    m_headline = headline;
    if (isOther)
        setAccessibleName((m_headline.place + u' ' + m_headline.screenful).trimmed());
    if (isNews) // a screen reader would be told every second
        setAccessibleValue(this, m_headline.age);
    update();
}

bool WallHeader::isOneLine(int width) const { return width >= oneLineFrom * Theme::of(this).font(TypeRole::Caption).pixelSize(); }

int WallHeader::heightFor(int width) const
{
    const Theme theme = Theme::of(this);
    return theme.frame().topBar + (isOneLine(width) ? 0 : theme.lineHeight(TypeRole::Caption));
}

QFont WallHeader::ageFont(const Theme &theme) const { return theme.font(m_headline.isOld ? TypeRole::Strong : TypeRole::Body); }

void WallHeader::write(QPainter &painter, int left, int width, const QRect &row, const QString &text) const
{
    const QRect place = QStyle::visualRect(layoutDirection(), rect(), {left, row.top(), width, row.height()});
    const int side = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    painter.drawText(place, side, painter.fontMetrics().elidedText(text, Qt::ElideRight, width));
}

void WallHeader::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.surface().frame);
    painter.fillRect(QRectF(0, height() - theme.stroke().hair, width(), theme.stroke().hair), theme.line().normal);
    const int margin = theme.metrics().pageMargin, between = theme.space(4);
    const int small = theme.font(TypeRole::Caption).pixelSize();
    const QRect first(margin, 0, width() - 2 * margin, theme.frame().topBar);
    int end = paintClock(painter, theme, first.right() + 1, first) - between;
    const QFont font = theme.font(TypeRole::Body);
    if (!isOneLine(width())) {
        paintPlace(painter, theme, end, first);
        const QRect second(margin, theme.frame().topBar - theme.space(1), first.width(), theme.lineHeight(TypeRole::Caption));
        const int note = std::min(spread(font, m_headline.note), second.width() / 2);
        const int after = paintAge(painter, theme, second.left(), second.width() - note - (note ? between : 0), second);
        painter.setFont(font);
        painter.setPen(theme.text().secondary);
        write(painter, std::max(after, second.right() + 1 - note), note, second, m_headline.note);
        return;
    }
    const auto divide = [&] {
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(),
                                            QRect(end, (first.height() - small) / 2, int(theme.stroke().hair), small)),
                         theme.line().normal);
        end -= between;
    };
    divide();
    const int mark = small / 3 + theme.space(2);
    const int place = first.left() + leastPlace * small + spread(font, m_headline.screenful);
    const int age = std::min(mark + spread(ageFont(theme), m_headline.age), end - place);
    // The note gives way to the age, and both to the name of the place.
    if (const int note = spread(font, m_headline.note); note > 0 && end - note - 2 * between - age >= place) {
        painter.setFont(font);
        painter.setPen(theme.text().secondary);
        write(painter, end - note, note, first, m_headline.note);
        end -= note + between;
        divide();
    }
    (void)paintAge(painter, theme, end - age, age, first);
    paintPlace(painter, theme, end - age - between, first);
}

int WallHeader::paintClock(QPainter &painter, const Theme &theme, int end, const QRect &row) const
{
    if (!m_headline.clock.isValid())
        return end;
    const QString zone = Words::zone(m_headline.clock), time = m_headline.clock.toString(u"HH:mm:ss"_s);
    painter.setFont(theme.font(TypeRole::Body));
    painter.setPen(theme.text().tertiary);
    const int zoneWidth = spread(painter.font(), zone);
    write(painter, end - zoneWidth, zoneWidth, row, zone);
    end -= zoneWidth + theme.space(3);
    painter.setFont(theme.font(TypeRole::Display));
    painter.setPen(theme.text().primary);
    const int timeWidth = spread(painter.font(), time);
    write(painter, end - timeWidth, timeWidth, row, time);
    return end - timeWidth;
}

/// A dot while data flows, a ring when it does not; says where the words end.
int WallHeader::paintAge(QPainter &painter, const Theme &theme, int start, int room, const QRect &row) const
{
    if (m_headline.age.isEmpty())
        return start;
    const int dot = theme.font(TypeRole::Caption).pixelSize() / 3;
    const QRectF box = QRectF(QStyle::visualRect(layoutDirection(), rect(), {start, row.center().y() - dot / 2, dot, dot}));
    const QColor color = m_headline.isOld ? theme.quality(Quality::Disconnected) : theme.text().tertiary;
    const qreal line = theme.stroke().hair * 2;
    painter.setPen(m_headline.isOld ? QPen(color, line) : QPen(Qt::NoPen));
    painter.setBrush(m_headline.isOld ? QBrush(Qt::NoBrush) : QBrush(color));
    painter.drawEllipse(m_headline.isOld ? box.adjusted(line / 2, line / 2, -line / 2, -line / 2) : box);
    painter.setFont(ageFont(theme));
    painter.setPen(m_headline.isOld ? theme.text().primary : theme.text().secondary);
    const int left = start + dot + theme.space(2);
    const int wide = std::min(spread(painter.font(), m_headline.age), room - dot - theme.space(2));
    write(painter, left, wide, row, m_headline.age);
    return left + wide;
}

void WallHeader::paintPlace(QPainter &painter, const Theme &theme, int end, const QRect &row) const
{
    const int gap = theme.space(3), number = spread(theme.font(TypeRole::Body), m_headline.screenful);
    painter.setFont(theme.font(TypeRole::Title));
    painter.setPen(theme.text().primary);
    const int name =
        std::max(0, std::min(spread(painter.font(), m_headline.place), end - row.left() - number - (number ? gap : 0)));
    write(painter, row.left(), name, row, m_headline.place);
    painter.setFont(theme.font(TypeRole::Body));
    painter.setPen(theme.text().tertiary);
    write(painter, row.left() + name + gap, number, row, m_headline.screenful);
}

} // namespace stanforis
