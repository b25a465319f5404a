// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace stanforis {

/// The pseudo-language en_XA: every text that goes through tr() comes back accented and about half again as long, between
/// brackets. What stays plain was not translatable; what loses its closing bracket on screen would clip in a long language.
class PseudoTranslator final : public QTranslator
{
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    [[nodiscard]] QString translate(const char *context, const char *sourceText, const char *disambiguation = nullptr,
                                    int n = -1) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
    /// Placeholders (%1, %n, %L1), mnemonics and markup stay as they are.
    [[nodiscard]] static QString lengthened(const QString &text);
};

} // namespace stanforis
