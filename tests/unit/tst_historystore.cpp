// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/telemetry/historystore.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestHistoryStore : public QObject
{
    Q_OBJECT
private:
    static constexpr std::int64_t second = 1'000'000;
    static constexpr std::int64_t start = 1'700'000'040 * second; // a whole minute
    std::unique_ptr<Catalogue> m_catalogue = Catalogue::load().value();
    SeriesDirectory m_directory{*m_catalogue};
    const std::string m_key = "energy/grid-balancing/reserve";

    [[nodiscard]] TickPointer tick(std::int64_t index, double value) const
    {
        auto made = std::make_shared<Tick>();
        made->time = fromMicroseconds(start + index * second);
        made->values.assign(size_t(m_directory.size()), 1.5);
        made->values[size_t(m_directory.find(QString::fromStdString(m_key)))] = value;
        return made;
    }
    /// Different every second, with one decimal as the series has.
    static double valueAt(std::int64_t index) { return std::round(4000 + 300 * std::sin(double(index) * 0.7)) / 10; }

    [[nodiscard]] telemetry::v1::HistorySeries ask(HistoryStore &store, std::int64_t from, std::int64_t to,
                                                   unsigned columns) const
    {
        telemetry::v1::HistoryRequest request;
        request.set_sector_id("energy");
        request.add_series_keys(m_key);
        request.set_from_us(start + from * second);
        request.set_to_us(start + to * second);
        request.set_columns(columns);
        const auto answer = store.query(request);
        return answer ? answer->series(0) : telemetry::v1::HistorySeries();
    }
    void compareWithPlainScan(const telemetry::v1::HistorySeries &series, std::int64_t from, std::int64_t to,
                              unsigned columns) const
    {
        int at = 0;
        for (unsigned column = 0; column < columns; ++column) {
            double low = std::numeric_limits<double>::infinity();
            double high = -low;
            double sum = 0;
            unsigned count = 0;
            for (std::int64_t i = from; i < to; ++i) {
                if (unsigned((i - from) * columns / (to - from)) != column)
                    continue;
                low = std::min(low, valueAt(i));
                high = std::max(high, valueAt(i));
                sum += valueAt(i);
                ++count;
            }
            if (count == 0)
                continue;
            QVERIFY(at < series.count_size());
            QCOMPARE(series.count(at), count);
            QCOMPARE(series.minimum(at), low);
            QCOMPARE(series.maximum(at), high);
            QVERIFY(std::abs(series.sum(at) - sum) < 1e-9);
            ++at;
        }
        QCOMPARE(at, series.count_size());
    }

private Q_SLOTS:
    void archivesFromBeforeSumsWereKeptAreRead()
    {
        MinuteBlockWriter writer({start, start + second});
        writer.add(3, {1.5, 2.5}, 1);
        writer.add(8, {-4, 6}, 1);
        MinuteBlock block = writer.take();
        QCOMPARE(block.summary(3)->sum, 4.0);
        QCOMPARE(block.summary(8)->sum, 2.0);
        QVERIFY(!block.summary(5));
        block.summaries.truncate(2 * 64);
        QCOMPARE(block.summary(8)->maximum, 6.0);
        QVERIFY(std::isnan(block.summary(8)->sum));
        QCOMPARE(block.read(*block.summary(8)).size(), std::size_t(2));
    }

    void columnsAreExactOverMemoryAndArchive()
    {
        const auto store = HistoryStore::open(m_directory, {}).value();
        QVERIFY(store->isNew());
        for (std::int64_t i = 0; i < 3000; ++i) // 900 stay in memory
            store->append(tick(i, valueAt(i)));
        store->flush();
        compareWithPlainScan(ask(*store, 0, 3000, 7), 0, 3000, 7);
        compareWithPlainScan(ask(*store, 17, 2989, 40), 17, 2989, 40);
        compareWithPlainScan(ask(*store, 100, 400, 300), 100, 400, 300);
        compareWithPlainScan(ask(*store, 2050, 2150, 13), 2050, 2150, 13);
    }
    void historySurvivesRestartAndDowntimeStaysAHole()
    {
        const QTemporaryDir folder;
        {
            const auto store = HistoryStore::open(m_directory, folder.path()).value();
            for (std::int64_t i = 0; i < 90; ++i)
                store->append(tick(i, valueAt(i)));
        }
        const auto store = HistoryStore::open(m_directory, folder.path()).value();
        QVERIFY(!store->isNew());
        // Still the same minute: what was written of it before must not be lost when it is written again.
        for (std::int64_t i = 100; i < 130; ++i)
            store->append(tick(i, valueAt(i)));
        store->flush();
        const auto series = ask(*store, 0, 130, 130);
        QCOMPARE(series.count_size(), 120);
        QCOMPARE(series.first(89), valueAt(89));
        QCOMPARE(series.time_us(90), start + 100 * second);
    }
    void missingSamplesStayMissing()
    {
        const QTemporaryDir folder;
        {
            const auto store = HistoryStore::open(m_directory, folder.path()).value();
            for (std::int64_t i = 0; i < 60; ++i)
                store->append(tick(i, i % 2 ? std::numeric_limits<double>::quiet_NaN() : 0.1 + 1e-9 * double(i)));
        }
        const auto store = HistoryStore::open(m_directory, folder.path()).value();
        const auto series = ask(*store, 0, 60, 60);
        QCOMPARE(series.count_size(), 30);
        QCOMPARE(series.first(29), 0.1 + 1e-9 * 58); // not a step of the resolution, still exact
    }
    void theWorstQualityOfAColumnSurvivesTheArchive()
    {
        const QTemporaryDir folder;
        const auto index = size_t(m_directory.find(QString::fromStdString(m_key)));
        const auto append = [&](HistoryStore &store, std::int64_t from, std::int64_t to) {
            for (std::int64_t i = from; i < to; ++i) {
                auto one = std::make_shared<Tick>(*tick(i, valueAt(i)));
                if (i % 70 == 30) { // in each minute but some columns
                    one->quality.resize(one->values.size());
                    one->quality[index] = i == 30 ? telemetry::v1::QualityRun::INVALID : telemetry::v1::QualityRun::MINOR;
                }
                store.append(one);
            }
        };
        const auto check = [&](HistoryStore &store, std::int64_t end) {
            const auto samples = ask(store, 0, end, unsigned(end));
            QCOMPARE(samples.quality_size(), int(end));
            for (int i = 0; i < int(end); ++i)
                QCOMPARE(int(samples.quality(i)), i == 30 ? 3 : i % 70 == 30 ? 1 : 0);
            const auto minutes = ask(store, 0, end / 60 * 60, unsigned(end / 60));
            QCOMPARE(minutes.quality(0), telemetry::v1::QualityRun::INVALID);
            QCOMPARE(minutes.quality(1), telemetry::v1::QualityRun::MINOR);
        };
        {
            const auto store = HistoryStore::open(m_directory, folder.path()).value();
            append(*store, 0, 150);
            check(*store, 150);
        }
        const auto store = HistoryStore::open(m_directory, folder.path()).value();
        append(*store, 150, 2000); // the first minutes are in the archive only
        store->flush();
        check(*store, 2000);
        QCOMPARE(ask(*store, 0, 29, 29).quality_size(), 0); // all good
    }
    void olderThanTheLastIsLeftOut()
    {
        const auto store = HistoryStore::open(m_directory, {}).value();
        store->append(tick(5, 1));
        store->append(tick(4, 2));
        store->append(tick(5, 3));
        QCOMPARE(ask(*store, 0, 10, 1).count(0), 1u);
    }
    void wrongRequestsAreRefused()
    {
        const auto store = HistoryStore::open(m_directory, {}).value();
        telemetry::v1::HistoryRequest request;
        request.set_sector_id("energy");
        request.add_series_keys("health/patient-registry/rate");
        request.set_to_us(10);
        request.set_columns(1);
        QCOMPARE(store->query(request).error().code, Error::Code::PermissionDenied);
        request.set_series_keys(0, "energy/no/such");
        QCOMPARE(store->query(request).error().code, Error::Code::NotFound);
        request.set_columns(8193);
        QCOMPARE(store->query(request).error().code, Error::Code::Invalid);
        request.set_columns(1);
        request.set_from_us(10);
        QCOMPARE(store->query(request).error().code, Error::Code::Invalid);
    }
    void folderThatCannotBeWrittenIsAnError()
    {
        QCOMPARE(HistoryStore::open(m_directory, u"/no/such/folder"_s).error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
