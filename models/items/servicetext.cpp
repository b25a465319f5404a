// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/servicetext.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

QString numberText(double value, int decimals)
{
    if (!std::isfinite(value))
        return emptyCell();
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString plain = locale.toString(std::abs(value), 'f', decimals);
    const qsizetype point = decimals > 0 ? plain.size() - decimals - 1 : plain.size();
    QString text = plain.mid(point);
    for (qsizetype end = point; end > 0; end -= 3) {
        const qsizetype start = std::max<qsizetype>(0, end - 3);
        text.prepend(plain.mid(start, end - start));
        if (start > 0)
            text.prepend(QChar::Nbsp);
    }
    const bool negative = value < 0 && plain.contains(QRegularExpression(u"[1-9]"_s));
    return negative ? QChar(0x2212) + text : text;
}

QString emptyCell() { return u"–"_s; }

} // namespace stanforis
