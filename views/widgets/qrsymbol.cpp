// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/qrsymbol.h"

#include <QPainter>

#include <qrencode.h>

#include <memory>

namespace stanforis {

namespace {

constexpr int quietZone = 4; // modules
constexpr int usualSide = 144;

QImage encode(const QString &content)
{
    const auto bytes = content.toUtf8();
    if (bytes.isEmpty())
        return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.constData()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return {};
    QImage modules(code->width, code->width, QImage::Format_RGB32);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x)
            modules.setPixelColor(x, y, (code->data[y * code->width + x] & 1) != 0 ? Qt::black : Qt::white);
    }
    return modules;
}

} // namespace

QrSymbol::QrSymbol(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrSymbol::setContent(const QString &content)
{
    m_content = content;
    m_modules = encode(content);
    setAccessibleDescription(content);
    updateGeometry();
    update();
}

QSize QrSymbol::sizeHint() const { return {usualSide, usualSide}; }

void QrSymbol::paintEvent(QPaintEvent *)
{
    if (m_modules.isNull())
        return;
    QPainter painter(this);
    // In the screen's own pixels: a module of two and a half would be grey at its edges.
    const qreal ratio = devicePixelRatioF();
    const int side = static_cast<int>(std::min(width(), height()) * ratio);
    const int across = m_modules.width() + 2 * quietZone;
    const int module = std::max(1, side / across);
    const int symbol = module * m_modules.width();
    painter.scale(1 / ratio, 1 / ratio);
    painter.fillRect(QRect(0, 0, side, side), Qt::white);
    const int offset = (side - symbol) / 2;
    painter.drawImage(QRect(offset, offset, symbol, symbol), m_modules);
}

} // namespace stanforis
