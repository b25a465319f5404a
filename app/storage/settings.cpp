// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

// The names in the file.
constexpr auto themeKey = "appearance/theme"_L1;
constexpr auto densityKey = "appearance/density"_L1;
constexpr auto densityChosenKey = "appearance/densityChosen"_L1;
constexpr auto languageKey = "appearance/language"_L1;
constexpr auto geometryKey = "window/geometry"_L1;
constexpr auto idleLockKey = "session/idleLockMinutes"_L1;
constexpr auto distanceKey = "wall/viewingDistance"_L1; // millimetres
constexpr auto platformKey = "connection/platform"_L1;

constexpr qint64 largestFile = 1 << 20;

QString trustListKey(const QString &platform) { return u"trust-lists/"_s + platform; }

QString authorityKey(const QByteArray &sha256) { return u"authorities/"_s + QString::fromLatin1(sha256.toHex()); }

QString usualSettings()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/stanforis/console.json"_s;
}

/// Empty when there is no file. Malformed: there is one that is not ours.
Result<QJsonObject> readSettings(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, file.errorString()};
    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(file.read(largestFile), &fault);
    if (!document.isObject())
        return Error{Error::Code::Malformed, fault.errorString()};
    return document.object();
}

Result<Done> keepSetting(const QString &path, const QString &key, const QString &value)
{
    auto values = readSettings(path);
    if (!values && values.error().code != Error::Code::Malformed) // what is not ours is replaced; it was kept at the start
        return values.error();
    QJsonObject now = values ? *values : QJsonObject();
    now.insert(key, value);
    QSaveFile file(path);
    const QByteArray text = QJsonDocument(now).toJson();
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size() ||
        !file.commit())
        return Error{Error::Code::Storage, file.errorString()};
    return Done{};
}

} // namespace

Settings::Settings(const QString &file)
    : m_path(file.isEmpty() ? usualSettings() : file)
{
    const auto values = readSettings(m_path);
    if (values) {
        for (auto value = values->begin(); value != values->end(); ++value)
            m_values.insert(value.key(), value->toString());
        return;
    }
    const QString kept = m_path + u".unreadable"_s;
    if (values.error().code == Error::Code::Malformed) {
        QFile::remove(kept);
        QFile::rename(m_path, kept);
        qWarning("The settings in %s could not be read (%s). They were kept as %s, and the usual ones hold.", qPrintable(m_path),
                 qPrintable(values.error().detail), qPrintable(kept));
    } else {
        qWarning("The settings in %s could not be read (%s). The usual ones hold.", qPrintable(m_path),
                 qPrintable(values.error().detail));
    }
}

void Settings::set(const QString &key, const QString &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_storage.ask<Done>(nullptr, {}, [path = m_path, key, value] {
        const auto written = keepSetting(path, key, value);
        if (!written)
            qWarning("A setting could not be kept for the next time in %s: %s", qPrintable(path),
                     qPrintable(written.error().detail));
        return written;
    });
}

SettingsPort::Theme Settings::theme() const { return value(themeKey) == "dark"_L1 ? Theme::Dark : Theme::Light; }

void Settings::setTheme(Theme theme) { set(themeKey, theme == Theme::Dark ? u"dark"_s : u"light"_s); }

SettingsPort::Density Settings::density() const
{
    return value(densityKey) == "comfortable"_L1 ? Density::Comfortable : Density::Compact;
}

void Settings::setDensity(Density density) { set(densityKey, density == Density::Compact ? u"compact"_s : u"comfortable"_s); }

bool Settings::densityChosen() const { return value(densityChosenKey) == "yes"_L1; }

void Settings::setDensityChosen(bool chosen) { set(densityChosenKey, chosen ? u"yes"_s : u"no"_s); }

QString Settings::language() const { return value(languageKey); }

void Settings::setLanguage(const QString &language) { set(languageKey, language); }

QByteArray Settings::windowGeometry() const { return QByteArray::fromBase64(value(geometryKey).toLatin1()); }

void Settings::setWindowGeometry(const QByteArray &geometry) { set(geometryKey, QString::fromLatin1(geometry.toBase64())); }

int Settings::idleLockMinutes() const
{
    constexpr int usual = 10;
    bool isNumber = false;
    const int minutes = value(idleLockKey).toInt(&isNumber);
    return isNumber ? std::clamp(minutes, 1, 60) : usual;
}

void Settings::setIdleLockMinutes(int minutes) { set(idleLockKey, QString::number(std::clamp(minutes, 1, 60))); }

ViewingDistance Settings::viewingDistance() const
{
    bool isNumber = false;
    const int millimetres = value(distanceKey).toInt(&isNumber);
    return isNumber ? ViewingDistance::ofMillimetres(millimetres) : ViewingDistance();
}

void Settings::setViewingDistance(ViewingDistance distance) { set(distanceKey, QString::number(distance.millimetres())); }

QString Settings::lastPlatform() const { return value(platformKey); }

void Settings::setLastPlatform(const QString &address) { set(platformKey, address); }

quint64 Settings::trustListSerial(const QString &platform) const { return m_values.value(trustListKey(platform)).toULongLong(); }

void Settings::setTrustListSerial(const QString &platform, quint64 serial)
{
    set(trustListKey(platform), QString::number(serial));
}

QByteArray Settings::authority(const QByteArray &sha256) const
{
    return QByteArray::fromBase64(m_values.value(authorityKey(sha256)).toLatin1());
}

void Settings::setAuthority(const QByteArray &sha256, const QByteArray &der)
{
    set(authorityKey(sha256), QString::fromLatin1(der.toBase64()));
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
