// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardreader.h"
#include "app/identity/card/moduletrust.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

/// Threat 12: a driver for cards that somebody else put there would see every PIN.
class TestThreat12 : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    QString anyModule() const
    {
        const QString path = m_folder.filePath(u"module.so"_s);
        QFile::copy(u"/bin/true"_s, path);
        return path;
    }

private Q_SLOTS:
    void cleanup() { qunsetenv("LD_LIBRARY_PATH"); }

    void aNameWithoutAPathIsRefused()
    {
        const auto refused = card::trustedModule(u"opensc-pkcs11.so"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Untrusted);
    }

    void aModuleOutsideTheSystemsFoldersIsRefused()
    {
        const auto refused = card::trustedModule(anyModule());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Untrusted);
        QVERIFY(refused.error().detail.contains(u"not in a folder of the system"_s));
    }

    void aModuleThatOthersMayWriteIsRefused()
    {
        // Also where the folder is on the list: below /tmp everybody may write.
        const auto refused = card::trustedModule(anyModule(), {m_folder.path()});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Untrusted);
        QVERIFY(refused.error().detail.contains(u"can be written by others"_s));
    }

    void aLinkIsJudgedByWhereItLeads()
    {
        const QString link = m_folder.filePath(u"link.so"_s);
        QVERIFY(QFile::link(anyModule(), link));
        QCOMPARE(card::trustedModule(link).error().code, Error::Code::Untrusted);
    }

    void theSystemsOwnLibraryIsTaken()
    {
        // A file that every system has; that it is no driver is found out when it is loaded.
        const QString library = QFileInfo(u"/usr/lib/os-release"_s).canonicalFilePath();
        if (library.isEmpty())
            QSKIP("This system keeps its files elsewhere.");
        const auto taken = card::trustedModule(u"/usr/lib/os-release"_s);
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().detail));
        QCOMPARE(*taken, library);
    }

    void aSearchPathForLibrariesIsRefused()
    {
        qputenv("LD_LIBRARY_PATH", QFile::encodeName(m_folder.path()));
        const auto refused = card::trustedModule(u"/usr/lib/os-release"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Untrusted);
    }

    void whatIsMissingIsNotFound()
    {
        QCOMPARE(card::trustedModule(u"/usr/lib/no-such-module.so"_s).error().code, Error::Code::NotFound);
    }

    void theReaderSaysSoAndLoadsNothing()
    {
        CardReader reader(anyModule());
        QSignalSpy changed(&reader, &CardPort::factsChanged);
        reader.start();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(reader.facts().state, CardFacts::State::Refused);
        QVERIFY(!reader.facts().problem.isEmpty());
        QFile maps(u"/proc/self/maps"_s);
        if (maps.open(QIODevice::ReadOnly))
            QVERIFY(!maps.readAll().contains("module.so"));
    }
};

QTEST_GUILESS_MAIN(TestThreat12)
#include "tst_threat12_module.moc"
