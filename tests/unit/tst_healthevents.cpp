// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/healthevents.h"

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/telemetry/timecontext.h"

#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct SetClock final : Clock
{
    Instant time = fromMicroseconds(1'795'350'000'000'000);
    [[nodiscard]] Instant now() const override { return time; }
};

const SectorId energy(u"energy"_s);

struct Stage
{
    void report(const QString &service, Severity severity, const QString &condition, Instant since)
    {
        ServiceHealth one;
        one.service = ServiceId(service);
        one.severity = severity;
        one.condition = condition;
        one.since = since;
        HealthUpdate update;
        update.services.append(one);
        health.apply(energy, update);
    }

    SetClock clock;
    HealthStore health;
    CatalogueStore catalogue;
    TimeContext time{clock};
};

} // namespace

class TestHealthEvents final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginningChangeAndEndAreNoted()
    {
        Stage stage;
        HealthEvents events(stage.health, stage.catalogue, stage.time);
        QSignalSpy changed(&events, &HealthEvents::changed);
        stage.report(u"grid"_s, Severity::Low, u"Slow"_s, stage.clock.time - 30s);
        stage.report(u"grid"_s, Severity::Low, u"Slow"_s, stage.clock.time - 30s); // nothing new
        stage.clock.time += 60s;
        stage.report(u"grid"_s, Severity::High, u"Reserve low"_s, stage.clock.time - 5s);
        stage.clock.time += 60s;
        stage.report(u"grid"_s, Severity::Normal, {}, stage.clock.time);
        const QList<TimeEvent> noted = events.events(energy);
        QCOMPARE(noted.size(), 3);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(noted.at(0).text, u"Slow"_s);
        QCOMPARE(noted.at(1).severity, Severity::High);
        QCOMPARE(noted.at(2).time, stage.clock.time);
        QCOMPARE(noted.at(2).severity, Severity::Normal);
        QVERIFY(events.events(energy, ServiceId(u"other"_s)).isEmpty());
    }

    void whatWasAbnormalBeforeIsKnown()
    {
        Stage stage;
        stage.report(u"grid"_s, Severity::Medium, u"Errors"_s, stage.clock.time - 10min);
        const HealthEvents events(stage.health, stage.catalogue, stage.time);
        QCOMPARE(events.events(energy).size(), 1);
        QCOMPARE(events.events(energy).first().time, stage.clock.time - 10min);
    }

    void aLostConnectionIsNoChange()
    {
        Stage stage;
        stage.report(u"grid"_s, Severity::Medium, u"Errors"_s, stage.clock.time - 10min);
        const HealthEvents events(stage.health, stage.catalogue, stage.time);
        stage.health.setStale(true);
        stage.health.setStale(false);
        stage.report(u"grid"_s, Severity::Unknown, {}, stage.clock.time);
        stage.report(u"grid"_s, Severity::Medium, u"Errors"_s, stage.clock.time - 10min);
        QCOMPARE(events.events(energy).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHealthEvents)
#include "tst_healthevents.moc"
