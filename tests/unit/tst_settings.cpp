// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <memory>

using namespace stanforis;

class SettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("deeper/console.json"));
    }

    void whatIsSetIsThereTheNextTime()
    {
        const QByteArray geometry("\x01\xd9\xd0\xcb\0\xff", 6);
        const QString platform = QStringLiteral("https://platform.example:8443#sha256=00");
        {
            Settings settings(m_path);
            QCOMPARE(settings.theme(), SettingsPort::Theme::Light);
            QCOMPARE(settings.idleLockMinutes(), 10);
            QCOMPARE(settings.density(), SettingsPort::Density::Compact);
            QVERIFY(!settings.densityChosen());
            settings.setTheme(SettingsPort::Theme::Dark);
            settings.setDensity(SettingsPort::Density::Comfortable);
            settings.setDensityChosen(true);
            settings.setLanguage(QStringLiteral("et"));
            settings.setWindowGeometry(geometry);
            QCOMPARE(settings.viewingDistance(), ViewingDistance());
            settings.setIdleLockMinutes(700);
            settings.setViewingDistance(ViewingDistance::ofMillimetres(8500));
            settings.setLastPlatform(platform);
            settings.setTrustListSerial(platform, std::numeric_limits<quint64>::max());
            settings.setAuthority(QByteArray(32, '\xfe'), QByteArray("\x30\x00\xff", 3));
        }
        const Settings settings(m_path);
        QCOMPARE(settings.theme(), SettingsPort::Theme::Dark);
        QCOMPARE(settings.density(), SettingsPort::Density::Comfortable);
        QVERIFY(settings.densityChosen());
        QCOMPARE(settings.language(), QStringLiteral("et"));
        QCOMPARE(settings.windowGeometry(), geometry);
        QCOMPARE(settings.idleLockMinutes(), 60);
        QCOMPARE(settings.viewingDistance().millimetres(), 8500);
        QCOMPARE(settings.lastPlatform(), platform);
        QCOMPARE(settings.trustListSerial(platform), std::numeric_limits<quint64>::max());
        QCOMPARE(settings.authority(QByteArray(32, '\xfe')), QByteArray("\x30\x00\xff", 3));
        QCOMPARE(settings.authority(QByteArray(32, '\xfd')), QByteArray());
    }

    void twoConsolesKeepWhatTheOtherChanged()
    {
        auto one = std::make_unique<Settings>(m_path);
        auto other = std::make_unique<Settings>(m_path);
        one->setTheme(SettingsPort::Theme::Dark);
        one.reset();
        other->setTrustListSerial(QStringLiteral("a"), 7);
        other.reset();
        const Settings settings(m_path);
        QCOMPARE(settings.theme(), SettingsPort::Theme::Dark);
        QCOMPARE(settings.trustListSerial(QStringLiteral("a")), 7U);
    }

    /// A console that was killed while it wrote may leave anything beside the file.
    void nothingThatAKilledConsoleLeftIsWaitedFor()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        for (const char *rest : {".lock", ".abcdef"}) {
            QFile file(m_path + QLatin1String(rest));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        Settings(m_path).setTheme(SettingsPort::Theme::Dark);
        QCOMPARE(Settings(m_path).theme(), SettingsPort::Theme::Dark);
    }

    void aFileThatIsNoneIsKeptAndTold()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[appearance]\ntheme=dark\n") > 0);
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("kept as .*console.json.unreadable")));
        Settings(m_path).setLanguage(QStringLiteral("en"));
        QFile kept(m_path + QStringLiteral(".unreadable"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().startsWith("[appearance]"));
        QCOMPARE(Settings(m_path).language(), QStringLiteral("en"));
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("could not be kept for the next time")));
        Settings settings(QStringLiteral("/dev/null/console.json"));
        settings.setLanguage(QStringLiteral("en"));
        QCOMPARE(settings.language(), QStringLiteral("en"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
