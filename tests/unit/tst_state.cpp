// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/database.h"
#include "app/platform/state/ulid.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QString stateFile(const QTemporaryDir &folder) { return folder.filePath(u"stanforis.sqlite"_s); }

} // namespace

class TestState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasCommittedIsThereAfterAKill();
    void whatWasNotCommittedIsGone();
    void anInnerFailureTakesTheWholeChange();
    void aForeignFileIsLeftUntouched_data();
    void aForeignFileIsLeftUntouched();
    void aDamagedFileIsLeftUntouched();
    void aSecondPlatformIsRefused();
    void identifiersSortByTime();
};

void TestState::whatWasCommittedIsThereAfterAKill()
{
    QTemporaryDir folder;
    QTemporaryDir afterKill;
    auto first = Database::open(folder.path());
    QVERIFY(first);
    QVERIFY((*first)->execute(u"INSERT INTO facts VALUES ('a', 'kept')"_s));
    // The files as a killed process leaves them: nothing closed, nothing moved out of the write-ahead log.
    for (const QString &name : QDir(folder.path()).entryList({u"stanforis.sqlite*"_s}, QDir::Files)) {
        if (!name.endsWith("-shm"_L1))
            QVERIFY(QFile::copy(folder.filePath(name), afterKill.filePath(name)));
    }
    auto second = Database::open(afterKill.path());
    QVERIFY(second);
    const auto rows = (*second)->query(u"SELECT value FROM facts WHERE name = ?"_s, {u"a"_s});
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().first().toString(), u"kept"_s);
}

void TestState::whatWasNotCommittedIsGone()
{
    auto database = Database::open({});
    QVERIFY(database);
    {
        Database::Transaction transaction(**database);
        QVERIFY((*database)->execute(u"INSERT INTO facts VALUES ('a', '1')"_s));
    }
    QVERIFY((*database)->query(u"SELECT * FROM facts"_s)->isEmpty());
}

void TestState::anInnerFailureTakesTheWholeChange()
{
    auto database = Database::open({});
    QVERIFY(database);
    {
        Database::Transaction outer(**database);
        QVERIFY((*database)->execute(u"INSERT INTO facts VALUES ('a', '1')"_s));
        {
            Database::Transaction inner(**database);
            QVERIFY((*database)->execute(u"INSERT INTO facts VALUES ('b', '1')"_s));
        }
        QVERIFY(!outer.commit());
    }
    QVERIFY((*database)->query(u"SELECT * FROM facts"_s)->isEmpty());
    Database::Transaction next(**database);
    QVERIFY((*database)->execute(u"INSERT INTO facts VALUES ('c', '1')"_s));
    QVERIFY(next.commit());
    QCOMPARE((*database)->query(u"SELECT * FROM facts"_s)->size(), 1);
}

void TestState::aForeignFileIsLeftUntouched_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word");
    QTemporaryDir folder;
    {
        auto made = Database::open(folder.path());
    }
    const QByteArray ours = contentOf(stateFile(folder));
    QByteArray other = ours;
    other.replace(68, 4, "ABCD");
    QByteArray newer = ours;
    newer[63] = 99;
    QTest::newRow("text") << QByteArray("Dear diary\n").repeated(40) << u"not a state file"_s;
    QTest::newRow("empty") << QByteArray() << u"not a state file"_s;
    QTest::newRow("another program's") << other << u"another program"_s;
    QTest::newRow("newer") << newer << u"newer version (99"_s;
}

void TestState::aForeignFileIsLeftUntouched()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    QTemporaryDir folder;
    write(stateFile(folder), content);
    const auto opened = Database::open(folder.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Error::Code::Storage);
    QVERIFY2(opened.error().detail.contains(word), qPrintable(opened.error().detail));
    QCOMPARE(contentOf(stateFile(folder)), content);
}

void TestState::aDamagedFileIsLeftUntouched()
{
    QTemporaryDir folder;
    {
        auto made = Database::open(folder.path());
    }
    QByteArray broken = contentOf(stateFile(folder));
    QVERIFY(broken.size() > 8192);
    for (qsizetype at = 4096; at < broken.size(); ++at)
        broken[at] = char(at % 251);
    write(stateFile(folder), broken);
    const auto opened = Database::open(folder.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Error::Code::Storage);
    QVERIFY(opened.error().detail.contains(u"damaged"_s));
    QCOMPARE(contentOf(stateFile(folder)), broken);
}

void TestState::aSecondPlatformIsRefused()
{
    QTemporaryDir folder;
    const auto first = Database::open(folder.path());
    QVERIFY(first);
    const auto second = Database::open(folder.path());
    QVERIFY(!second);
    QVERIFY(second.error().detail.contains(u"another platform"_s));
}

void TestState::identifiersSortByTime()
{
    const QString early = makeUlid(fromMicroseconds(1'469'918'176'385'000));
    const QString late = makeUlid(fromMicroseconds(1'469'918'176'386'000));
    QCOMPARE(early.size(), 26);
    QVERIFY(early.startsWith("01ARYZ6S41"_L1)); // example of the ULID specification
    QVERIFY(early < late);
    QVERIFY(early != makeUlid(fromMicroseconds(1'469'918'176'385'000)));
}

QTEST_GUILESS_MAIN(TestState)
#include "tst_state.moc"
