// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/health/healthengine.h"
#include "app/platform/state/wire.h"
#include "app/simulator/nation/nationinsight.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QTest>

#include <cmath>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestNationModel : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Catalogue> m_catalogue = Catalogue::load().value();
    SeriesDirectory m_directory{*m_catalogue};
    std::unique_ptr<NationData> m_data = NationData::load().value();
    std::unique_ptr<NationModel> m_model = NationModel::load(*m_catalogue, m_directory, *m_data, 1).value();
    // Sunday 22 November 2026, 14:03 in Norvane: neither wind lull nor slow screening.
    const Instant m_calm =
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(12) + std::chrono::minutes(3);

    [[nodiscard]] double at(const char *key, Instant time) const
    {
        std::vector<double> values;
        m_model->evaluate(time, values);
        return values[size_t(m_directory.find(QLatin1String(key)))];
    }
    [[nodiscard]] Instant nextLull(Instant time) const
    {
        while (Drivers::windLull(time) < 1)
            time += std::chrono::seconds(10);
        return time;
    }

private Q_SLOTS:
    void cleanup() { m_model->calm(); }

    void everySeriesHasAFiniteValueAllYear()
    {
        std::vector<double> values;
        for (int hour = 0; hour < 366 * 24; hour += 31) {
            m_model->evaluate(m_calm + std::chrono::hours(hour), values);
            for (int i = 0; i < m_directory.size(); ++i)
                QVERIFY2(std::isfinite(values[size_t(i)]), m_directory.at(i).measure.series_key().c_str());
        }
    }
    void sensorsFailByThemselves()
    {
        const Instant hour = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(12);
        const auto qualityOf = [&](const char *key, double minutes) {
            const auto tick = m_model->tick(hour + std::chrono::seconds(int(minutes * 60)));
            return int(tick->qualityOf(size_t(m_directory.find(QLatin1String(key)))));
        };
        using telemetry::v1::QualityRun;
        QVERIFY(m_model->tick(hour)->quality.empty());
        QCOMPARE(qualityOf("energy/hestmark/wind", 2.9), int(QualityRun::GOOD));
        QCOMPARE(qualityOf("energy/hestmark/wind", 13), int(QualityRun::MINOR));
        QCOMPARE(qualityOf("energy/hestmark/wind", 14.5), int(QualityRun::GOOD));
        QCOMPARE(qualityOf("energy/grid-balancing/frequency", 37), int(QualityRun::MINOR));
        QCOMPARE(qualityOf("energy/grid-balancing/frequency", 38), int(QualityRun::MAJOR));
        QCOMPARE(qualityOf("energy/grid-balancing/solar", 45.5), int(QualityRun::INVALID));
        QCOMPARE(qualityOf("energy/arvale/wind", 45.5), int(QualityRun::GOOD));
    }
    void sameSeedAndTimeGiveTheSame()
    {
        const auto again = NationModel::load(*m_catalogue, m_directory, *m_data, 1).value();
        const auto other = NationModel::load(*m_catalogue, m_directory, *m_data, 2).value();
        std::vector<double> first;
        std::vector<double> second;
        std::vector<double> third;
        m_model->evaluate(m_calm + std::chrono::hours(5), second);
        m_model->evaluate(m_calm, first);
        again->evaluate(m_calm, second);
        other->evaluate(m_calm, third);
        QCOMPARE(first, second);
        QVERIFY(first != third);
    }
    void slowDependencySlowsItsCallersAndNobodyElse()
    {
        const double caller = at("health/e-prescription/p95", m_calm);
        const double stranger = at("transport/train-control/p95", m_calm);
        m_model->disturb({ServiceId(u"reimbursement"_s), {m_calm - Duration(1), m_calm + Duration(1)}, 8, 0, 1, {}, {}});
        QVERIFY(at("health/e-prescription/p95", m_calm) > 1.5 * caller);
        QCOMPARE(at("transport/train-control/p95", m_calm), stranger);
        QCOMPARE(at("health/e-prescription/p95", m_calm + std::chrono::hours(24)),
                 at("health/e-prescription/p95", m_calm + std::chrono::hours(24)));
    }
    void failingDependencyMakesItsCallersFail()
    {
        const double before = at("finance/instant-payments/errors", m_calm);
        m_model->disturb({ServiceId(u"fraud-screening"_s), {m_calm - Duration(1), m_calm + Duration(1)}, 1, 20, 1, {}, {}});
        QVERIFY(at("finance/fraud-screening/errors", m_calm) > 15);
        QVERIFY(at("finance/instant-payments/errors", m_calm) > before + 5);
    }
    void lostInstancesRaiseSaturationAndLatency()
    {
        const double saturation = at("energy/metering-data-hub/saturation", m_calm);
        const double latency = at("energy/metering-data-hub/p95", m_calm);
        m_model->disturb({ServiceId(u"metering-data-hub"_s), {m_calm - Duration(1), m_calm + Duration(1)}, 1, 0, 0.55, {}, {}});
        QVERIFY(at("energy/metering-data-hub/saturation", m_calm) > 1.5 * saturation);
        QVERIFY(at("energy/metering-data-hub/p95", m_calm) > 1.2 * latency);
    }
    void windLullTakesReserveBelowItsLimitAndGivesItBack()
    {
        const auto lull = nextLull(m_calm);
        QVERIFY(at("energy/grid-balancing/reserve", m_calm) > 350);
        QVERIFY(at("energy/grid-balancing/reserve", lull) < 350);
        QVERIFY(at("energy/hestmark/wind", lull) < 0.8 * at("energy/hestmark/wind", m_calm));
        QVERIFY(at("energy/grid-balancing/reserve", lull + std::chrono::minutes(8)) > 350);
    }
    void gridAddsUp()
    {
        for (int hour = 0; hour < 72; ++hour) {
            const auto time = m_calm + std::chrono::hours(hour);
            double sources = 0;
            for (const char *key : {"wind", "hydro", "solar", "biomass", "thermal", "nuclear"})
                sources += at(qPrintable(u"energy/grid-balancing/"_s % QLatin1String(key)), time);
            const double generation = at("energy/grid-balancing/generation", time);
            QVERIFY(std::abs(sources - generation) < 1);
            QVERIFY(std::abs(at("energy/grid-balancing/demand", time) - generation -
                             at("energy/grid-balancing/net-import", time)) < 1);
            QVERIFY(std::abs(at("energy/grid-balancing/frequency", time) - 50) < 0.2);
        }
    }
    void countersOfTheDayOnlyRiseUntilMidnight()
    {
        const Instant midnight = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) - Drivers::localOffset;
        double last = -1;
        for (int minute = 0; minute < 24 * 60; minute += 7) {
            const double now = at("health/e-prescription/today", midnight + std::chrono::minutes(minute));
            QVERIFY(now >= last);
            last = now;
        }
        QVERIFY(std::abs(last - 61402) < 800);
    }
    void normalOperationIsCalm()
    {
        // A week, every 97 seconds: apart from the conditions that come back by design nearly everything is within its limits.
        QHash<QString, int> beyond;
        int looks = 0;
        std::vector<double> values;
        for (auto time = m_calm; time < m_calm + std::chrono::days(7); time += std::chrono::seconds(97), ++looks) {
            m_model->evaluate(time, values);
            for (int i = 0; i < m_directory.size(); ++i) {
                const auto &measure = m_directory.at(i).measure;
                if (!measure.has_limit())
                    continue;
                const bool above = measure.limit().side() == catalogue::v1::Limit::ABOVE;
                if (above ? values[size_t(i)] > measure.limit().value() : values[size_t(i)] < measure.limit().value())
                    ++beyond[fromWire(measure.series_key())];
            }
        }
        int total = 0;
        for (auto each = beyond.cbegin(); each != beyond.cend(); ++each) {
            const double share = 100.0 * each.value() / looks;
            qInfo("%s beyond its limit %.1f %% of the time", qPrintable(each.key()), share);
            total += each.value();
            QVERIFY2(share < 25, qPrintable(each.key()));
        }
        QVERIFY2(total < looks, "on average one condition or more is there at any time");
    }
    void healthFollowsTheLimitsWithoutFlicker()
    {
        const NationInsight insight(*m_catalogue, *m_model);
        HealthEngine engine(*m_catalogue, m_directory, insight);
        const ServiceId id(u"grid-balancing"_s);
        int changes = 0;
        connect(&engine, &HealthEngine::changed, this, [&](const SectorId &sector, const std::vector<ServiceId> &services) {
            changes += sector.value == "energy"_L1 && std::find(services.begin(), services.end(), id) != services.end();
        });
        QSet<QString> conditions;
        const auto run = [&](Instant from, Instant to) {
            for (auto time = from; time < to; time += std::chrono::seconds(1)) {
                auto tick = std::make_shared<Tick>();
                tick->time = time;
                m_model->evaluate(time, tick->values);
                engine.update(tick);
                const auto health = engine.service(id);
                conditions.insert(fromWire(health.condition()));
                if (health.severity() == catalogue::v1::HIGH) {
                    QCOMPARE(fromWire(health.region_id()), u"hestmark"_s);
                    QVERIFY(fromWire(health.detail()).contains(u"Required 350 MW"_s));
                }
            }
        };
        run(m_calm, m_calm + std::chrono::minutes(20));
        QVERIFY(conditions.contains(u"Normal"_s));
        QVERIFY(conditions.contains(u"Spinning reserve low"_s));
        QVERIFY2(changes <= 7, qPrintable(QString::number(changes)));
        QCOMPARE(engine.service(id).instances_size(), 4);
        QVERIFY(engine.service(ServiceId(u"metering-data-hub"_s)).callers_size() >= 3);
    }
    void inspectionAgreesWithTheModel()
    {
        const NationInsight insight(*m_catalogue, *m_model);
        const ServiceId id(u"instant-payments"_s);
        const auto now = m_calm;
        const auto all = insight.inspect(id, now, fromMicroseconds(0), 100);
        QCOMPARE(all.log_size(), 100);
        for (int i = 1; i < all.log_size(); ++i)
            QVERIFY(all.log(i - 1).time_us() <= all.log(i).time_us());
        // Asking again for what came after a line continues without gap or repetition.
        const auto rest = insight.inspect(id, now, fromMicroseconds(all.log(90).time_us()), 1000);
        QCOMPARE(rest.log_size(), 9);
        QCOMPARE(rest.log(0).text(), all.log(91).text());
        QVERIFY(all.slowest().spans_size() >= 6);
        QCOMPARE(all.slowest().id().size(), size_t(32));
        for (const auto &span : all.slowest().spans())
            QVERIFY(span.offset_us() + span.duration_us() <= all.slowest().spans(0).duration_us() + 10);
        QVERIFY(all.message().fields_size() >= 6);
    }
    void everyMessageKeepsTheRulesOfItsForm()
    {
        const NationInsight insight(*m_catalogue, *m_model);
        for (const auto *sector : m_catalogue->sectors()) {
            for (const auto &service : sector->services()) {
                const auto inspected = insight.inspect(ServiceId(fromWire(service.id())), m_calm, m_calm, 1);
                QVERIFY2(inspected.message().valid(), inspected.message().DebugString().c_str());
                QVERIFY(inspected.message().fields_size() >= 3);
            }
        }
    }
    void aTick()
    {
        std::vector<double> values;
        Instant time = m_calm;
        QBENCHMARK
        {
            m_model->evaluate(time, values);
            time += std::chrono::seconds(1);
        }
    }
};

QTEST_GUILESS_MAIN(TestNationModel)
#include "tst_nationmodel.moc"
