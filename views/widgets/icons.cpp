// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/icons.h"

#include "views/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QStyle>
#include <QStyleOption>
#include <QSvgRenderer>
#include <QWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanforis::Icons {

namespace {

QString pathOf(const QString &name) { return u":/stanforis/icons/"_s + name + u".svg"_s; }

/// Drawn when it is asked for, in the size and for the screen that asks.
class DrawnIcon final : public QIconEngine
{
public:
    DrawnIcon(QString name, const QColor &color, int size)
        : m_name(std::move(name))
        , m_color(color)
        , m_size(size)
    {}

    QIconEngine *clone() const override { return new DrawnIcon(*this); }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override
    {
        const int side = std::min({size.width(), size.height(), m_size});
        return {side, side};
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const QSize side = actualSize((QSizeF(size) / scale).toSize(), mode, state);
        const QPixmap drawing = Icons::pixmap(m_name, m_color, side.width(), scale);
        if (mode == QIcon::Normal || drawing.isNull())
            return drawing;
        QStyleOption option;
        option.palette = QGuiApplication::palette();
        return QApplication::style()->generatedIconPixmap(mode, drawing, &option);
    }

private:
    QString m_name;
    QColor m_color;
    int m_size; ///< logical pixels; never drawn larger
};

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
    return contains(name) ? QIcon(new DrawnIcon(name, color, size)) : QIcon();
}

QIcon icon(const QString &name, const QWidget *widget)
{
    const Theme theme = Theme::of(widget);
    return icon(name, theme.text().secondary, theme.metrics().icon);
}

} // namespace stanforis::Icons
