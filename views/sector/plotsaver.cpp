// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/plotsaver.h"

#include "views/plots/plotpicture.h"
#include "views/plots/timeplot.h"
#include "views/widgets/savefile.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QMenu>
#include <QPointer>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString saverWords(const char *text) { return QCoreApplication::translate("stanforis::PlotSaver", text); }

QByteArray pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QString endingOf(PlotFormat format)
{
    switch (format) {
    case PlotFormat::Png:
        return u"png"_s;
    case PlotFormat::Svg:
        return u"svg"_s;
    case PlotFormat::Pdf:
        return u"pdf"_s;
    case PlotFormat::Csv:
        break;
    }
    return u"csv"_s;
}

} // namespace

void savePlot(TimePlot &plot, PlotFormat format, const Provenance &provenance, Instant now)
{
    const PlotRecord record = PlotRecord::of(plot, plot.accessibleName(), provenance, now);
    const QString name = record.fileName(endingOf(format));
    const auto ask = [guard = QPointer<QWidget>(&plot), name](const QByteArray &content) {
        if (guard)
            saveFile(guard, saverWords(QT_TRANSLATE_NOOP("stanforis::PlotSaver", "Save the plot")), name, content);
    };
    if (format == PlotFormat::Svg)
        return ask(plotpicture::svg(plot, record));
    if (format == PlotFormat::Pdf)
        return ask(plotpicture::pdf(plot, record));
    const QImage image = format == PlotFormat::Png ? plotpicture::image(plot, record) : QImage();
    QThreadPool::globalInstance()->start([record, image, ask] {
        const QByteArray content = image.isNull() ? csvOf(record) : pngOf(image);
        QMetaObject::invokeMethod(
            qApp, [ask, content] { ask(content); }, Qt::QueuedConnection);
    });
}

void offerToSave(TimePlot &plot, const Provenance &provenance, Instant now)
{
    auto *menu = new QMenu(&plot);
    menu->setObjectName(u"plot-save-menu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<PlotFormat, QString> formats[] = {
        {PlotFormat::Png, saverWords(QT_TRANSLATE_NOOP("stanforis::PlotSaver", "Picture, PNG"))},
        {PlotFormat::Svg, saverWords(QT_TRANSLATE_NOOP("stanforis::PlotSaver", "Drawing, SVG"))},
        {PlotFormat::Pdf, saverWords(QT_TRANSLATE_NOOP("stanforis::PlotSaver", "Document, PDF"))},
        {PlotFormat::Csv, saverWords(QT_TRANSLATE_NOOP("stanforis::PlotSaver", "Table of what is drawn, CSV"))}};
    for (const auto &[format, text] : formats) {
        QObject::connect(menu->addAction(text), &QAction::triggered, &plot,
                         [&plot, format = format, provenance, now] { savePlot(plot, format, provenance, now); });
    }
    menu->popup(plot.mapToGlobal(plot.rect().center()));
    menu->setActiveAction(menu->actions().first());
}

} // namespace stanforis
