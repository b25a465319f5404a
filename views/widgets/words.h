// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QString>

#include <chrono>

namespace stanforis {

/// Figures and times as they are written everywhere: fixed decimals, thousands by U+00A0, 24 h with zone.
class Words final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::Words)

public:
    /// "0.2 s", "38 s", "4 m 12 s", "17 m", "3 h 5 m", "2 d".
    [[nodiscard]] static QString age(std::chrono::milliseconds age);
    /// The same with the word: "38 s old".
    [[nodiscard]] static QString old(std::chrono::milliseconds age);
    /// A figure with \a decimals decimals, grouped by U+00A0; not-a-number is "–".
    [[nodiscard]] static QString number(double value, int decimals = 0);
    /// "UTC+2", "UTC", "UTC+5:30".
    [[nodiscard]] static QString zone(const QDateTime &time);
    /// A number with a Latin unit as one left-to-right unit, also inside right-to-left text.
    [[nodiscard]] static QString withUnit(const QString &number, const QString &unit);
    [[nodiscard]] static QString mode(Mode mode);
    [[nodiscard]] static QString quality(Quality quality);
};

} // namespace stanforis
