// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/simulator/nation/nationsource.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestNationSource : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Catalogue> m_catalogue = Catalogue::load().value();
    SystemClock m_clock;

    [[nodiscard]] int samples(NationSource &source, std::chrono::seconds back) const
    {
        telemetry::v1::HistoryRequest request;
        request.set_sector_id("energy");
        request.add_series_keys("energy/grid-balancing/demand");
        const auto now = toMicroseconds(m_clock.now());
        request.set_from_us(now - Duration(back).count());
        request.set_to_us(now + 1'000'000);
        request.set_columns(1);
        const auto answer = source.history().query(request);
        return answer && answer->series(0).count_size() == 1 ? int(answer->series(0).count(0)) : 0;
    }

private Q_SLOTS:
    void firstStartHasAnHourAndASecondStartInventsNothing()
    {
        const QTemporaryDir folder;
        NationSource::Options options;
        options.stateFolder = folder.path();
        int before = 0;
        {
            const auto source = NationSource::open(*m_catalogue, m_clock, options).value();
            source->start();
            before = samples(*source, std::chrono::hours(2));
            QVERIFY2(before >= 3600, qPrintable(QString::number(before)));
            source->stop();
        }
        QTest::qWait(2500); // the time the platform was down
        const auto source = NationSource::open(*m_catalogue, m_clock, options).value();
        QVERIFY(!source->history().isNew());
        source->start();
        const int after = samples(*source, std::chrono::hours(2));
        QVERIFY2(after <= before + 1, qPrintable(QString::number(after)));
        QVERIFY(after > before - 30);
    }
    void ticksComeOnTheWholeStepAndReachTheMethods()
    {
        NationSource::Options options;
        options.backFill = std::chrono::minutes(0);
        const auto source = NationSource::open(*m_catalogue, m_clock, options).value();
        Methods methods;
        source->addMethods(methods);
        QCOMPARE(methods.size(), 8);
        source->start();
        QTRY_VERIFY_WITH_TIMEOUT(source->hub().sequence() >= 2, 5000);
        const auto &tick = source->hub().recent().back().tick;
        QCOMPARE(toMicroseconds(tick->time) % 1'000'000, 0);
        QCOMPARE(source->health().service(ServiceId(u"patient-registry"_s)).instances_size(), 5);
    }
};

QTEST_GUILESS_MAIN(TestNationSource)
#include "tst_nationsource.moc"
