// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/filevault.h"
#include "app/storage/vaultfile.h"
#include "models/telemetry/sampleblock.h"
#include "models/telemetry/seriesstore.h"
#include "tests/support/plainseries.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

namespace {

const Instant start = fromMicroseconds(1'700'000'000'000'000);
const SeriesKey key{QStringLiteral("energy/grid/frequency")};
constexpr std::size_t budget = std::size_t{1} << 20;

SampleBlock walk(std::size_t count, Instant first)
{
    QRandomGenerator random(5);
    SampleBlock block{key, 100ms};
    block.first = first;
    block.step = 100ms;
    for (std::size_t i = 0; i < count; ++i)
        block.values.push_back(random.generateDouble());
    return block;
}

class FullVault final : public ChunkVault
{
public:
    void put(QObject *context, const QByteArray &, Reply<quint64> reply) override
    {
        QMetaObject::invokeMethod(
            context,
            [reply] {
                reply(Error{Error::Code::Storage, {}});
            },
            Qt::QueuedConnection);
    }
    void take(QObject *, quint64, Reply<QByteArray>) override {}
    void discard(quint64) override {}
};

} // namespace

class FileVaultTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPutCanBeTakenUntilItIsDiscarded()
    {
        QTemporaryDir folder;
        VaultFile file(folder.path(), 1 << 20);
        QList<quint64> tickets;
        for (int i = 0; i < 50; ++i)
            tickets.append(*file.put(QByteArray(i * 100 + 1, static_cast<char>(i))));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(*file.take(tickets[i]), QByteArray(i * 100 + 1, static_cast<char>(i)));
        file.discard(tickets[7]);
        QVERIFY(!file.take(tickets[7]));
    }

    void roomThatWasFreedIsUsedAgain()
    {
        QTemporaryDir folder;
        VaultFile file(folder.path(), 10'000);
        for (int i = 0; i < 100; ++i) {
            const auto ticket = file.put(QByteArray(4000, 'a'));
            QVERIFY(ticket);
            file.discard(*ticket);
        }
        QVERIFY(file.length() <= 10'000);
        QVERIFY(file.put(QByteArray(4000, 'b')));
        QVERIFY(file.put(QByteArray(4000, 'c')));
        QCOMPARE(file.put(QByteArray(4000, 'd')).error().code, Error::Code::Storage);
    }

    void nothingCanBeFoundInTheFolder()
    {
        QTemporaryDir folder;
        {
            VaultFile file(folder.path(), 1 << 20);
            QVERIFY(file.put("samples"));
#ifdef Q_OS_UNIX
            QVERIFY(QDir(folder.path()).isEmpty());
#endif
        }
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void aFolderThatCannotBeWrittenIsAnError()
    {
        VaultFile file(QStringLiteral("/dev/null/nowhere"), 1 << 20);
        QCOMPARE(file.put("samples").error().code, Error::Code::Storage);
    }

    void whatIsAwayTakesLessThanAFifthOfAByteASample()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        SeriesStore store({.memory = 1}, &vault);
        for (int i = 0; i < 60; ++i) {
            store.append({walk(10'000, start + i * 1000s)});
            store.settle();
        }
        QTRY_VERIFY(store.chunksAway() > 140);
        constexpr std::size_t ofTheLastChunk = 4096 * 9;
        QVERIFY2(store.bytesUsed() < 600'000 / 5 + ofTheLastChunk, qPrintable(QString::number(store.bytesUsed())));
    }

    void theBudgetHoldsAndEverySampleComesBack()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        SeriesStore store({.memory = budget}, &vault);
        QSignalSpy filled(&store, &SeriesStore::filled);
        PlainSeries plain;
        for (int i = 0; i < 60; ++i) {
            const SampleBlock block = walk(10'000, start + i * 1000s);
            store.append({block});
            store.settle();
            plain.append(block);
        }
        QTRY_VERIFY(store.bytesUsed() <= budget);
        QVERIFY(store.chunksAway() > 50);

        const TimeRange all{start, start + 60'000s};
        const QList<Column> wide = store.columns(key, all, 1);
        QVERIFY(isSame(wide.first(), plain.columns(all, 1).first())); // without asking for anything
        QCOMPARE(filled.count(), 0);

        const TimeRange early{start + 100s + 50ms, start + 700s};
        const QList<Column> expected = plain.columns(early, 333);
        const QList<Column> rough = store.columns(key, early, 333);
        QCOMPARE(rough.size(), expected.size());
        for (qsizetype i = 0; i < rough.size(); ++i) { // too much at most, never too little
            QVERIFY(rough[i].minimum <= expected[i].minimum && rough[i].maximum >= expected[i].maximum);
            QCOMPARE(rough[i].count, expected[i].count);
        }
        const quint64 revision = store.pastRevision(key);
        QTRY_COMPARE(filled.count(), 1);
        QVERIFY(store.pastRevision(key) != revision);
        const QList<Column> exact = store.columns(key, early, 333);
        QCOMPARE(exact.size(), expected.size());
        for (qsizetype i = 0; i < exact.size(); ++i)
            QVERIFY(isSame(exact[i], expected[i]));
        QTRY_VERIFY(store.bytesUsed() <= budget);
        QCOMPARE(store.sampleAt(key, start + 200s)->value, plain.samples().at(start + 200s).value);
    }

    void aLateSampleWaitsForItsChunk()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        SeriesStore store({.memory = budget}, &vault);
        for (int i = 0; i < 60; ++i) {
            store.append({walk(10'000, start + i * 1000s)});
            store.settle();
        }
        QTRY_VERIFY(store.bytesUsed() <= budget);
        SampleBlock late = walk(1, start + 50ms);
        late.values = {1000};
        store.append({late});
        QTRY_COMPARE(store.columns(key, {start, start + 1000s}, 1).first().maximum, 1000.0);
    }

    void whatFitsNowhereBecomesHistory()
    {
        FullVault vault;
        for (ChunkVault *given : {static_cast<ChunkVault *>(&vault), static_cast<ChunkVault *>(nullptr)}) {
            SeriesStore store({.memory = budget}, given);
            PlainSeries plain;
            for (int i = 0; i < 60; ++i) {
                const SampleBlock block = walk(10'000, start + i * 1000s);
                store.append({block});
                store.settle();
                plain.append(block);
            }
            QTRY_VERIFY(store.bytesUsed() <= budget);
            const TimeRange all{start, start + 60'000s};
            QVERIFY(isSame(store.columns(key, all, 1).first(), plain.columns(all, 1).first()));
            QVERIFY(store.covers(key, all));
        }
    }

    void whatFitsNowhereHidesNoExtreme()
    {
        // Ten times as fast as was announced: what is left of a chunk would seem to reach far into the samples after it.
        FullVault vault;
        for (ChunkVault *given : {static_cast<ChunkVault *>(&vault), static_cast<ChunkVault *>(nullptr)}) {
            SeriesStore store({.memory = budget}, given);
            PlainSeries plain;
            for (int i = 0; i < 60; ++i) {
                SampleBlock block = walk(10'000, start + i * 1000s);
                block.interval = 1s;
                block.values[static_cast<std::size_t>(i * 131 % 10'000)] = 1000 + i; // a spike in each
                store.append({block});
                store.settle();
                plain.append(block);
            }
            QTRY_VERIFY(store.bytesUsed() <= budget);
            for (int i = 0; i < 60; ++i) {
                double highest = 0;
                std::uint32_t count = 0;
                // A summary stands where its first sample was.
                for (const Column &column : store.columns(key, {start + i * 1000s - 120s, start + (i + 1) * 1000s}, 77)) {
                    highest = std::max(highest, column.maximum);
                    count += column.count;
                }
                QVERIFY2(highest >= 1000 + i, qPrintable(QStringLiteral("spike %1: %2").arg(i).arg(highest)));
                QVERIFY(count >= 10'000);
            }
            const TimeRange all{start, start + 60'000s};
            QVERIFY(isSame(store.columns(key, all, 1).first(), plain.columns(all, 1).first()));
        }
    }

    void forgettingWhileChunksAreOnTheirWay()
    {
        QTemporaryDir folder;
        FileVault vault(folder.path());
        SeriesStore store({.memory = budget}, &vault);
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 40; ++i) {
                store.append({walk(10'000, start + i * 1000s)});
                store.settle();
            }
            (void)store.columns(key, {start, start + 2000s}, 100);
            store.clear();
            QCOMPARE(store.bytesUsed(), std::size_t{0});
            QCOMPARE(store.chunksAway(), std::size_t{0});
        }
        QTRY_VERIFY(!store.lastSample(key));
    }
};

QTEST_GUILESS_MAIN(FileVaultTest)
#include "tst_filevault.moc"
