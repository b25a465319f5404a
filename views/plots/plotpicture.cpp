// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotpicture.h"

#include "views/plots/plotmetrics.h"
#include "views/plots/plottext.h"
#include "views/plots/qcustomplotheader.h"
#include "views/plots/timeplot.h"
#include "views/widgets/words.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

using namespace Qt::StringLiterals;

namespace stanforis::plotpicture {

namespace {

constexpr int frameWidth = 4; // look.md, "Mode"
constexpr qreal density = 2;  // device pixels for one of the screen
constexpr int pointsPerInch = 72;

/// Where the parts of the page are.
struct Sheet
{
    Theme theme;
    QRectF page, banner, heading, plot, foot;

    Sheet(const TimePlot &of, const PlotRecord &record)
        : theme(Theme::of(&of))
    {
        const qreal margin = theme.space(3);
        const qreal inset = frameWidth + margin;
        const qreal line = theme.lineHeight(TypeRole::Caption);
        banner = QRectF(0, 0, of.width() + 2 * inset, theme.frame().banner);
        heading = QRectF(inset, banner.bottom() + margin, of.width(), theme.lineHeight(TypeRole::Strong));
        plot = QRectF(QPointF(inset, heading.bottom() + theme.space(1)), QSizeF(of.size()));
        foot = QRectF(inset, plot.bottom() + theme.space(2), of.width(), line * qreal(record.lines().size()));
        page = QRectF(0, 0, banner.width(), foot.bottom() + inset);
    }
};

void paintMode(QPainter &painter, const Sheet &sheet, const Provenance &provenance)
{
    const ModeColors &colors = sheet.theme.mode(provenance.mode);
    painter.fillRect(sheet.banner, colors.banner);
    // The pattern tells modes apart where colour can't, as the frame of windows does.
    QPen pen(colors.frame, frameWidth, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (provenance.mode != Mode::Live)
        pen.setDashPattern(provenance.mode == Mode::Simulation ? QList<qreal>{1.5, 1.5} : QList<qreal>{3, 1.5});
    painter.setPen(pen);
    const qreal half = frameWidth / 2.0;
    const QRectF edge = sheet.page.adjusted(half, sheet.banner.height(), -half, -half);
    painter.drawPolyline(QPolygonF({edge.topLeft(), edge.bottomLeft(), edge.bottomRight(), edge.topRight()}));
    const QRectF words = sheet.banner.adjusted(sheet.theme.space(4), 0, -sheet.theme.space(4), 0);
    painter.setPen(colors.text);
    painter.setFont(sheet.theme.font(TypeRole::Strong));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, Words::mode(provenance.mode));
    painter.setFont(sheet.theme.font(TypeRole::Label));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, provenance.platform);
}

void paintHeading(QPainter &painter, const Sheet &sheet, const TimePlot &plot, const PlotRecord &record)
{
    const Theme &theme = sheet.theme;
    painter.setPen(theme.text().primary);
    painter.setFont(theme.font(TypeRole::Strong));
    painter.drawText(sheet.heading, Qt::AlignLeft | Qt::AlignVCenter, record.title);
    const PlotMetrics metrics = PlotMetrics::of(theme);
    const QFont font = theme.font(TypeRole::Caption);
    painter.setFont(font);
    qreal right = sheet.heading.right();
    for (int index = int(plot.series().size()) - 1; index >= 0; --index) {
        const PlotSeries &one = plot.series().at(index);
        if (one.hidden)
            continue;
        const QString name = one.unit.isEmpty() ? one.label : QString(one.label + u", "_s + one.unit);
        const qreal wide = std::ceil(QFontMetricsF(font).horizontalAdvance(name)) + 1;
        painter.setPen(theme.text().secondary);
        painter.drawText(QRectF(right - wide, sheet.heading.top(), wide, sheet.heading.height()), Qt::AlignVCenter, name);
        right -= wide + theme.space(1) * 1.5;
        QPen pen(plot.seriesColor(index), metrics.legendDashHeight, Qt::SolidLine, Qt::FlatCap);
        QList<qreal> pattern; // QPen counts in pen widths
        for (const qreal length : plot.seriesDash(index))
            pattern.append(length / metrics.legendDashHeight);
        if (!pattern.isEmpty())
            pen.setDashPattern(pattern);
        painter.setPen(pen);
        const qreal middle = std::round(sheet.heading.center().y());
        painter.drawLine(QPointF(right - metrics.legendDash, middle), QPointF(right, middle));
        right -= metrics.legendDash + theme.space(3);
    }
}

void paintSheet(QCPPainter &painter, const Sheet &sheet, TimePlot &plot, const PlotRecord &record)
{
    painter.fillRect(sheet.page, sheet.theme.plot().background);
    painter.save();
    painter.translate(sheet.plot.topLeft());
    plot.paintWhole(painter);
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing);
    paintMode(painter, sheet, record.provenance);
    paintHeading(painter, sheet, plot, record);
    painter.setFont(sheet.theme.font(TypeRole::Caption));
    painter.setPen(sheet.theme.text().tertiary);
    painter.drawText(sheet.foot, Qt::AlignLeft | Qt::AlignTop, record.lines().join(u'\n'));
}

} // namespace

QImage image(TimePlot &plot, const PlotRecord &record)
{
    const Sheet sheet(plot, record);
    QImage image((sheet.page.size() * density).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return image;
    QCPPainter painter;
    painter.setMode(QCPPainter::pmNoCaching);
    painter.begin(&image);
    painter.scale(density, density);
    paintSheet(painter, sheet, plot, record);
    painter.end();
    image.setText(u"Title"_s, record.title);
    image.setText(u"Source"_s, record.provenance.platform);
    image.setText(u"Description"_s, record.lines().join(u'\n'));
    return image;
}

QByteArray svg(TimePlot &plot, const PlotRecord &record)
{
    const Sheet sheet(plot, record);
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sheet.page.size().toSize());
    generator.setViewBox(sheet.page);
    generator.setTitle(record.title.toHtmlEscaped()); // QSvgGenerator writes both as they are
    generator.setDescription(record.lines().join(u'\n').toHtmlEscaped());
    QCPPainter painter;
    painter.setModes(QCPPainter::pmVectorized | QCPPainter::pmNoCaching);
    painter.begin(&generator);
    paintSheet(painter, sheet, plot, record);
    painter.end();
    return buffer.data();
}

QByteArray pdf(TimePlot &plot, const PlotRecord &record)
{
    const Sheet sheet(plot, record);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(record.title);
    writer.setCreator(u"STANFORIS Console"_s);
    writer.setResolution(pointsPerInch); // a pixel of the screen is a point of the page
    writer.setPageSize(QPageSize(sheet.page.size(), QPageSize::Point, record.title, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    QCPPainter painter;
    painter.setModes(QCPPainter::pmVectorized | QCPPainter::pmNoCaching);
    painter.begin(&writer);
    paintSheet(painter, sheet, plot, record);
    painter.end();
    return buffer.data();
}

} // namespace stanforis::plotpicture
