// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/textsafety.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

bool isHidden(char32_t character)
{
    if (character == U'\n' || character == U'\t')
        return false;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // direction marks and overrides, joiners, zero width, tags, soft hyphen
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    // Letters and marks that are drawn as nothing: Hangul fillers, Khmer inherent vowels, the braille blank, variation selectors.
    return character == 0x115F || character == 0x1160 || character == 0x17B4 || character == 0x17B5 || character == 0x2800 ||
           character == 0x3164 || character == 0xFFA0 || (character >= 0xFE00 && character <= 0xFE0F) ||
           (character >= 0xE0100 && character <= 0xE01EF);
}

/// Greek letters drawn like Latin ones (UTS #39, confusables). The others stand beside Latin ones in ordinary notation: "ΔP".
bool looksLatin(char32_t greek) { return QStringView(u"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχ").contains(QChar(static_cast<char16_t>(greek))); }

} // namespace

TextFindings inspectText(const QString &text)
{
    TextFindings findings;
    bool latin = false;
    bool greek = false;
    bool cyrillic = false;
    const auto endWord = [&] {
        findings.lookalike = findings.lookalike || int(latin) + int(greek) + int(cyrillic) > 1;
        latin = greek = cyrillic = false;
    };
    for (const uint character : text.toUcs4()) {
        findings.hidden = findings.hidden || isHidden(character);
        if (!QChar::isLetter(character) && !QChar::isMark(character)) {
            endWord();
            continue;
        }
        latin = latin || QChar::script(character) == QChar::Script_Latin;
        greek = greek || (QChar::script(character) == QChar::Script_Greek && looksLatin(character));
        cyrillic = cyrillic || QChar::script(character) == QChar::Script_Cyrillic;
    }
    endWord();
    return findings;
}

QString withoutHidden(const QString &text)
{
    if (std::ranges::all_of(text, [](QChar at) { return (at >= u' ' && at < u'\u007F') || at == u'\n' || at == u'\t'; }))
        return text; // nearly always
    QString shown;
    for (const uint character : text.toUcs4()) {
        if (isHidden(character))
            shown += u"[U+%1]"_s.arg(QString::number(character, 16).toUpper().rightJustified(4, u'0'));
        else
            shown += QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
    }
    return shown;
}

} // namespace stanforis
