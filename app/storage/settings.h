// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/storage/storagethread.h"
#include "models/ports/settingsport.h"
#include "models/ports/trustmemoryport.h"

#include <QHash>

namespace stanforis {

/// The settings file in the person's own configuration folder (freedesktop.org base directories on Linux): one JSON object of
/// strings (RFC 8259). It is read when this is made; every change is written at once, by the storage thread, into the file as it
/// is then, so that two consoles keep what the other one changed. The file is replaced as a whole and no lock is held: a console
/// that is killed leaves either the old or the new one, and nothing that the next would wait for. One that cannot be read is kept
/// beside and told in the log.
class Settings final : public SettingsPort, public TrustMemoryPort
{
public:
    /// `file` empty: the usual place.
    explicit Settings(const QString &file = {});

    Theme theme() const override;
    void setTheme(Theme theme) override;
    Density density() const override;
    void setDensity(Density density) override;
    bool densityChosen() const override;
    void setDensityChosen(bool chosen) override;
    QString language() const override;
    void setLanguage(const QString &language) override;
    QByteArray windowGeometry() const override;
    void setWindowGeometry(const QByteArray &geometry) override;
    int idleLockMinutes() const override;
    void setIdleLockMinutes(int minutes) override;
    ViewingDistance viewingDistance() const override;
    void setViewingDistance(ViewingDistance distance) override;
    QString lastPlatform() const override;
    void setLastPlatform(const QString &address) override;
    quint64 trustListSerial(const QString &platform) const override;
    void setTrustListSerial(const QString &platform, quint64 serial) override;
    QByteArray authority(const QByteArray &sha256) const override;
    void setAuthority(const QByteArray &sha256, const QByteArray &der) override;

private:
    [[nodiscard]] QString value(QLatin1StringView key) const { return m_values.value(key); }
    void set(const QString &key, const QString &value);

    const QString m_path;
    QHash<QString, QString> m_values;
    StorageThread m_storage;
};

/// Where the bundled simulator keeps its state between runs; made when it is not there, for this person only.
/// Empty when it cannot be made.
[[nodiscard]] QString simulatorStateFolder();

} // namespace stanforis
