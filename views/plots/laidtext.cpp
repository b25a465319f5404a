// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/laidtext.h"

#include <QCache>
#include <QPainter>
#include <QStaticText>

#include <cmath>

namespace stanforis::laidtext {
namespace {

constexpr int mostKept = 500;

struct Key
{
    QFont font;
    QString text;
    friend bool operator==(const Key &, const Key &) = default;
};

std::size_t qHash(const Key &key, std::size_t seed) { return qHashMulti(seed, key.font, key.text); }

const QStaticText &layout(const QFont &font, const QString &text)
{
    static QCache<Key, QStaticText> kept(mostKept);
    const Key key{font, text};
    QStaticText *known = kept.object(key);
    if (known == nullptr) {
        known = new QStaticText(text);
        known->setTextFormat(Qt::PlainText);
        known->prepare(QTransform(), font);
        kept.insert(key, known);
    }
    return *known;
}

} // namespace

qreal width(const QFont &font, const QString &text) { return text.isEmpty() ? 0 : layout(font, text).size().width(); }

void paint(QPainter &painter, const QRectF &box, const QFont &font, const QString &text)
{
    if (text.isEmpty()) {
        return;
    }
    const QStaticText &laid = layout(font, text);
    painter.setFont(font);
    painter.drawStaticText(QPointF(box.left(), std::round(box.top() + (box.height() - laid.size().height()) / 2)), laid);
}

} // namespace stanforis::laidtext
