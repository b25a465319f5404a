// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/viewingdistance.h"

#include <QByteArray>
#include <QString>

namespace stanforis {

/// What the console remembers between runs. Nothing secret, nothing about people or sectors.
class SettingsPort
{
public:
    enum class Theme { Light, Dark };
    enum class Density { Comfortable, Compact };

    virtual ~SettingsPort() = default;
    [[nodiscard]] virtual Theme theme() const = 0; ///< Light at first
    virtual void setTheme(Theme theme) = 0;
    /// The one used last, with which the next run begins; Compact at first, as the first window is small.
    [[nodiscard]] virtual Density density() const = 0;
    virtual void setDensity(Density density) = 0;
    /// Whether the person chose it; else it follows the window's size.
    [[nodiscard]] virtual bool densityChosen() const = 0;
    virtual void setDensityChosen(bool chosen) = 0;
    [[nodiscard]] virtual QString language() const = 0; ///< BCP 47; empty: the system's
    virtual void setLanguage(const QString &language) = 0;
    [[nodiscard]] virtual QByteArray windowGeometry() const = 0; ///< of QWidget::saveGeometry(); empty at first
    virtual void setWindowGeometry(const QByteArray &geometry) = 0;
    [[nodiscard]] virtual int idleLockMinutes() const = 0; ///< without input, until the console locks: 1 … 60, 10 at first
    virtual void setIdleLockMinutes(int minutes) = 0;
    [[nodiscard]] virtual ViewingDistance viewingDistance() const = 0; ///< from which the wall view is read; 6 m at first
    virtual void setViewingDistance(ViewingDistance distance) = 0;
    [[nodiscard]] virtual QString lastPlatform() const = 0; ///< address as it was given; empty: none yet
    virtual void setLastPlatform(const QString &address) = 0;
};

} // namespace stanforis
