// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/pseudotranslator.h"

#include <algorithm>

namespace stanforis {

namespace {

QChar accented(QChar c)
{
    static const QString plain = QStringLiteral("AaCcEeIiNnOoSsUuYyZz");
    static const QString marked = QStringLiteral("ÄäÇçÉéÎîÑñÖöŠšÛûÝýŽž");
    const qsizetype at = plain.indexOf(c);
    return at < 0 ? c : marked[at];
}

} // namespace

QString PseudoTranslator::translate(const char *, const char *sourceText, const char *disambiguation, int n) const
{
    QString text = QString::fromUtf8(sourceText);
    // A date format is translated by order, not by letter, and a separator has no letter.
    const bool isFormat = QByteArrayView(disambiguation).endsWith("as QLocale writes it");
    if (isFormat || std::ranges::none_of(text, [](QChar c) { return c.isLetter(); }))
        return text;
    text = lengthened(text);
    if (n >= 0)
        text.replace(QLatin1String("%n"), QString::number(n));
    return text;
}

QString PseudoTranslator::lengthened(const QString &text)
{
    QString result(u'[');
    qsizetype letters = 0;
    bool inTag = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'<')
            inTag = true;
        if (inTag) {
            result += c;
            inTag = c != u'>';
        } else if (c == u'%' && i + 1 < text.size()) {
            result += c;
            do
                result += text[++i];
            while (text[i] == u'L' && i + 1 < text.size());
        } else {
            letters += c.isLetter();
            result += accented(c);
        }
    }
    // Half again as long, in pieces that may wrap where the text could.
    static const QString filler = QStringLiteral(" öne twö thrée föur fîve sîx sévén éîght nîné tén");
    for (qsizetype added = 0; added < letters / 2; added += filler.size())
        result += filler.left(letters / 2 - added);
    return result + u']';
}

} // namespace stanforis
