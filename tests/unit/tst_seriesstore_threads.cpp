// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-over from a transport's thread to the store; meant to be run under the thread sanitizer (preset `tsan`). The bell is
// a semaphore here: the sanitizer can't see how Qt's event queue keeps its two sides apart.
#include "models/core/mailbox.h"
#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"

#include <QTest>

#include <semaphore>
#include <thread>

using namespace stanforis;
using std::chrono_literals::operator""ms;

namespace {

constexpr int batches = 400;
constexpr int seriesCount = 20;
constexpr std::size_t samplesPerBlock = 50;
const Instant start = fromMicroseconds(1'700'000'000'000'000);

SeriesKey keyOf(int i) { return SeriesKey(QStringLiteral("energy/grid/%1").arg(i)); }

QList<SampleBlock> batch(const QList<SeriesKey> &keys, int number)
{
    QList<SampleBlock> blocks;
    for (const SeriesKey &key : keys) {
        SampleBlock block{key, 10ms};
        block.step = 10ms;
        block.first = start + number * static_cast<int>(samplesPerBlock) * block.step;
        block.values.assign(samplesPerBlock, number);
        blocks.append(block);
    }
    return blocks;
}

} // namespace

class SeriesStoreThreadsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBlockThatAnotherThreadSendsIsInTheStore()
    {
        SeriesStore store;
        std::counting_semaphore<batches> bell(0);
        Mailbox<QList<SampleBlock>> mailbox({.items = batches}, [&bell] { bell.release(); });
        QList<SeriesKey> keys;
        for (int i = 0; i < seriesCount; ++i)
            keys.append(keyOf(i));
        std::thread writer([&mailbox, keys] {
            for (int number = 0; number < batches; ++number)
                mailbox.put(batch(keys, number));
        });
        constexpr quint64 all = quint64{batches} * seriesCount * samplesPerBlock;
        bool rang = true;
        while (store.received() < all && rang) {
            rang = bell.try_acquire_for(60'000ms);
            for (const QList<SampleBlock> &blocks : mailbox.take())
                store.append(blocks);
            (void)store.columns(keyOf(3), {start, start + 100'000ms}, 300);
        }
        writer.join();
        QCOMPARE(store.received(), all);
        mailbox.close();
        QCOMPARE(mailbox.takeDropped(), quint64(0));
        QCOMPARE(store.refused(), quint64(0));
        for (const SeriesKey &key : keys)
            QCOMPARE(store.lastSample(key)->value, batches - 1.0);
    }
};

QTEST_GUILESS_MAIN(SeriesStoreThreadsTest)
#include "tst_seriesstore_threads.moc"
