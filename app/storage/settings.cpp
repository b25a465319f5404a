// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/settings.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

// The names in the file.
constexpr auto themeKey = "appearance/theme"_L1;
constexpr auto densityKey = "appearance/density"_L1;
constexpr auto languageKey = "appearance/language"_L1;
constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto idleLockKey = "session/idleLockMinutes"_L1;
constexpr auto platformKey = "connection/platform"_L1;

/// An address has characters that have a meaning in such a file.
QString trustListKey(const QString &platform)
{
    return u"trust-lists/"_s + QString::fromLatin1(QUrl::toPercentEncoding(platform).replace('%', '_'));
}

QString usualSettings()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/stanforis/console.ini"_s;
}

} // namespace

Settings::Settings(const QString &file)
    : m_file(file.isEmpty() ? usualSettings() : file, QSettings::IniFormat)
{}

SettingsPort::Theme Settings::theme() const
{
    return m_file.value(themeKey).toString() == "dark"_L1 ? Theme::Dark : Theme::Light;
}

void Settings::setTheme(Theme theme) { m_file.setValue(themeKey, theme == Theme::Dark ? u"dark"_s : u"light"_s); }

SettingsPort::Density Settings::density() const
{
    return m_file.value(densityKey).toString() == "compact"_L1 ? Density::Compact : Density::Comfortable;
}

void Settings::setDensity(Density density)
{
    m_file.setValue(densityKey, density == Density::Compact ? u"compact"_s : u"comfortable"_s);
}

QString Settings::language() const { return m_file.value(languageKey).toString(); }

void Settings::setLanguage(const QString &language) { m_file.setValue(languageKey, language); }

QByteArray Settings::windowGeometry() const { return m_file.value(geometryKey).toByteArray(); }

void Settings::setWindowGeometry(const QByteArray &geometry) { m_file.setValue(geometryKey, geometry); }

int Settings::idleLockMinutes() const
{
    constexpr int usual = 10;
    bool read = false;
    const int minutes = m_file.value(idleLockKey, usual).toInt(&read);
    return read ? std::clamp(minutes, 1, 60) : usual;
}

void Settings::setIdleLockMinutes(int minutes) { m_file.setValue(idleLockKey, std::clamp(minutes, 1, 60)); }

QString Settings::lastPlatform() const { return m_file.value(platformKey).toString(); }

void Settings::setLastPlatform(const QString &address) { m_file.setValue(platformKey, address); }

quint64 Settings::trustListSerial(const QString &platform) const
{
    return m_file.value(trustListKey(platform)).toString().toULongLong();
}

void Settings::setTrustListSerial(const QString &platform, quint64 serial)
{
    m_file.setValue(trustListKey(platform), QString::number(serial));
    m_file.sync(); // a console that is killed must not forget it
}

QString simulatorStateFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stanforis/simulator"_s;
    if (!QDir().mkpath(folder))
        return {};
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return folder;
}

} // namespace stanforis
