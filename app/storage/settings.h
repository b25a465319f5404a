// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ports/settingsport.h"
#include "models/ports/trustmemoryport.h"

#include <QSettings>

namespace stanforis {

/// The settings file in the person's own configuration folder (freedesktop.org base directories on Linux).
class Settings final : public SettingsPort, public TrustMemoryPort
{
public:
    /// `file` empty: the usual place.
    explicit Settings(const QString &file = {});

    Theme theme() const override;
    void setTheme(Theme theme) override;
    Density density() const override;
    void setDensity(Density density) override;
    QString language() const override;
    void setLanguage(const QString &language) override;
    QByteArray windowGeometry() const override;
    void setWindowGeometry(const QByteArray &geometry) override;
    int idleLockMinutes() const override;
    void setIdleLockMinutes(int minutes) override;
    QString lastPlatform() const override;
    void setLastPlatform(const QString &address) override;
    quint64 trustListSerial(const QString &platform) const override;
    void setTrustListSerial(const QString &platform, quint64 serial) override;

private:
    QSettings m_file;
};

/// Where the bundled simulator keeps its state between runs; made when it is not there, for this person only.
/// Empty when it cannot be made.
[[nodiscard]] QString simulatorStateFolder();

} // namespace stanforis
