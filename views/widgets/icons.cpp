// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/icons.h"

#include "views/widgets/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace stanforis::Icons {

namespace {

QString pathOf(const QString &name) { return u":/stanforis/icons/"_s + name + u".svg"_s; }

} // namespace

bool contains(const QString &name) { return !name.isEmpty() && QFile::exists(pathOf(name)); }

QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key =
        u"stanforis/"_s + name + u'/' + color.name() + u'/' + QString::number(size) + u'/' + QString::number(devicePixelRatio);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(drawing);
    result = QPixmap(QSize(size, size) * devicePixelRatio);
    result.setDevicePixelRatio(devicePixelRatio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

QIcon icon(const QString &name, const QColor &color, int size)
{
    QIcon result;
    for (const qreal ratio : {1.0, 1.5, 2.0}) {
        const QPixmap drawing = pixmap(name, color, size, ratio);
        if (drawing.isNull())
            return {};
        result.addPixmap(drawing);
    }
    return result;
}

QIcon icon(const QString &name, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    return icon(name, theme.text().secondary, theme.metrics().icon);
}

} // namespace stanforis::Icons
