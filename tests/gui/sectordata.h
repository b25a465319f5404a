// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/transactionstore.h"
#include "models/ports/telemetryport.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"

#include <QRandomGenerator>

#include <cmath>

namespace stanforis::test {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

struct FixedClock final : Clock
{
    Instant time = fromMicroseconds(1'795'350'000'000'000); // 2026-11-22
    [[nodiscard]] Instant now() const override { return time; }
};

inline SeriesKey key(const QString &text) { return SeriesKey(text); }

/// A sector like the one of the pictures, with an hour of samples. `stretch` makes every name half as long again.
struct SectorData
{
    explicit SectorData(bool stretch = false)
        : stretched(stretch)
    {
        Sector sector;
        sector.summary.id = SectorId(u"energy"_s);
        sector.summary.name = word(u"Energy"_s);
        sector.summary.icon = u"energy"_s;
        sector.summary.roles = {{RoleId(u"operator"_s), word(u"Duty operator"_s), {}}};
        for (const QString &name : {u"Arvale"_s, u"Brenmoor"_s, u"Ilmar"_s, u"Hestmark"_s, u"Dunmere"_s, u"Castrel"_s,
                                    u"Galdon"_s, u"Jorund"_s, u"Eskby"_s, u"Farrow"_s})
            sector.regions.append({RegionId(name.toLower()), name});
        addKpi(sector, u"frequency"_s, u"Grid frequency"_s, u"Hz"_s, 3, 50, 0.02, u"Normal 49.950 – 50.050"_s);
        sector.kpis.last().normalLow = 49.95;
        sector.kpis.last().normalHigh = 50.05;
        sector.kpis.last().limit = Limit{49.95, Limit::Side::Below, Severity::Medium, u"Normal from 49.950 Hz"_s};
        addKpi(sector, u"demand"_s, u"Demand"_s, u"MW"_s, 0, 4862, 40, u"Metered at the substations"_s);
        addKpi(sector, u"generation"_s, u"Generation"_s, u"MW"_s, 0, 4790, 40, u"All plants in Norvane"_s);
        addKpi(sector, u"reserve"_s, u"Spinning reserve"_s, u"MW"_s, 0, 331, 6, u"Required ≥ 350 MW"_s);
        sector.kpis.last().limit = Limit{350, Limit::Side::Below, Severity::High, word(u"Required 350 MW"_s)};
        addKpi(sector, u"renewable-share"_s, u"Renewable share"_s, u"%"_s, 1, 60.5, 1, u"Target 2030: 65 %"_s);
        addKpi(sector, u"price"_s, u"Day-ahead price"_s, u"€/MWh"_s, 2, 84.1, 1, u"Yesterday 79.40"_s);
        const auto own = [](const QString &name) { return key(u"energy/grid-balancing/"_s + name); };
        sector.plots = {{word(u"Grid frequency"_s), u"Hz · national"_s, {own(u"frequency"_s)}},
                        {word(u"Demand and generation"_s), u"MW"_s, {own(u"demand"_s), own(u"generation"_s)}},
                        {word(u"Price"_s), u"€/MWh"_s, {own(u"price"_s)}},
                        {word(u"Spinning reserve"_s), u"MW"_s, {own(u"reserve"_s)}}};
        for (const QString &name :
             {u"Grid Balancing"_s, u"Metering Data Hub"_s, u"Market Settlement"_s, u"Outage Reporting"_s, u"Connection Permits"_s,
              u"Substation Gateway"_s, u"Guarantees of Origin"_s, u"Demand Response"_s, u"Generation Scheduling"_s,
              u"Weather Feed"_s, u"Storage Dispatch"_s, u"Cross-border Flows"_s})
            addService(sector, name);
        sector.services.first().measures += sector.kpis;
        sector.services.first().pages = {
            {PageId(u"reserve-call"_s), word(u"Reserve call"_s), word(u"Call reserve from a plant and release it again."_s)},
            {PageId(u"frequency-limit"_s), word(u"Frequency limits"_s), {}}};
        catalogue.setSectors({sector.summary});
        catalogue.setSector(sector);
        addHealth();
        Subscription mine;
        mine.id = SubscriptionId(u"s1"_s);
        mine.sector = SectorId(u"energy"_s);
        mine.role = RoleId(u"operator"_s);
        mine.state = Subscription::State::Active;
        mine.purpose = u"balancing duty"_s;
        mine.period = {clock.time - 24h, clock.time + std::chrono::days(39)};
        subscriptions.replace({mine}, {});
        permissions.setStanding({.signedIn = true});
    }

    [[nodiscard]] QString word(const QString &text) const
    {
        return stretched ? QString(u"⟦"_s + text + QString(text.size() / 2, u'ö') + u"⟧"_s) : text;
    }

    void fill(const SeriesKey &series, double mean, double spread)
    {
        QRandomGenerator random(uint(qHash(series)));
        QList<Sample> samples;
        double walk = 0;
        for (int second = 3600; second >= 0; --second) {
            walk = 0.97 * walk + (random.generateDouble() - 0.5) * spread;
            samples.append({clock.time - std::chrono::seconds(second), mean + walk, Quality::Good});
        }
        store.append({SampleBlock::of(series, 1s, samples)});
    }

    void addKpi(Sector &sector, const QString &id, const QString &name, const QString &unit, int decimals, double mean,
                double spread, const QString &note)
    {
        Measure measure;
        measure.key = key(u"energy/grid-balancing/"_s + id);
        measure.name = word(name);
        measure.unit = unit;
        measure.decimals = decimals;
        measure.note = word(note);
        sector.kpis.append(measure);
        fill(measure.key, mean, spread);
    }

    /// A measure that every region has.
    void addRegions(const QString &id, const QString &name, const QString &unit, bool summable)
    {
        Sector sector = *catalogue.sector(SectorId(u"energy"_s));
        double mean = 200;
        for (const Region &region : std::as_const(sector.regions)) {
            Measure measure;
            measure.key = key(u"energy/"_s + region.id.value + u'/' + id);
            measure.name = name + u", "_s + region.name;
            measure.unit = unit;
            measure.summable = summable;
            sector.services.first().measures.append(measure);
            fill(measure.key, mean, mean / 20);
            mean = mean > 700 ? 150 : mean * 1.4;
        }
        catalogue.setSector(sector);
    }

    void addService(Sector &sector, const QString &name)
    {
        Microservice service;
        const QString id = name.toLower().replace(u' ', u'-');
        service.id = ServiceId(id);
        service.name = word(name);
        service.summary = u"What it does, in a sentence."_s;
        service.owner = u"Norvane Grid"_s;
        service.objective = u"99.99 % in 200 ms"_s;
        service.version = u"4.18.2"_s;
        const std::tuple<QString, QString, int, double, double> measures[] = {
            {u"rate"_s, u"/s"_s, 0, 400 + 90.0 * double(sector.services.size()), 30},
            {u"errors"_s, u"%"_s, 2, 0.2, 0.02},
            {u"p50"_s, u"ms"_s, 0, 38, 3},
            {u"p95"_s, u"ms"_s, 0, 110, 9},
            {u"p99"_s, u"ms"_s, 0, 210, 15},
            {u"saturation"_s, u"%"_s, 0, 41, 3}};
        for (const auto &[part, unit, decimals, mean, spread] : measures) {
            Measure measure;
            measure.key = key(u"energy/"_s + id + u'/' + part);
            measure.name = part == u"p50" || part == u"p95" || part == u"p99" ? part : part.left(1).toUpper() + part.mid(1);
            measure.unit = unit;
            measure.decimals = decimals;
            if (part == u"errors")
                measure.limit = Limit{1.0, Limit::Side::Above, Severity::High, u"Alarm at 1.0 %"_s};
            if (part == u"p95")
                measure.limit = Limit{120, Limit::Side::Above, Severity::Low, u"Objective 120 ms"_s};
            service.measures.append(measure);
            fill(measure.key, mean, spread);
        }
        sector.services.append(service);
    }

    void addHealth()
    {
        HealthUpdate update;
        const Sector *sector = catalogue.sector(SectorId(u"energy"_s));
        for (const Microservice &service : sector->services) {
            ServiceHealth normal;
            normal.service = service.id;
            normal.severity = Severity::Normal;
            update.services.append(normal);
        }
        ServiceHealth &low = update.services[0];
        low.severity = Severity::High;
        low.condition = word(u"Reserve low"_s);
        low.detail = word(u"Spinning reserve is 331 MW, 350 MW are required."_s);
        low.since = clock.time - 161s;
        low.region = RegionId(u"hestmark"_s);
        const auto call = [&](const QString &id, const QString &name, Severity severity, double rate, double p95) {
            return CallHealth{SectorId(u"energy"_s), ServiceId(id), word(name), severity, rate, p95};
        };
        low.callers = {call(u"market-settlement"_s, u"Market Settlement"_s, Severity::Normal, 1204, 31),
                       call(u"demand-response"_s, u"Demand Response"_s, Severity::Normal, 351, 40)};
        low.dependencies = {call(u"substation-gateway"_s, u"Substation Gateway"_s, Severity::Normal, 2417, 18),
                            call(u"metering-data-hub"_s, u"Metering Data Hub"_s, Severity::Low, 862, 402)};
        for (int place = 0; place < 5; ++place)
            low.instances.append({u"grid-7c4f-%1"_s.arg(QChar(u'a' + place)), u"Castrel 1"_s,
                                  place == 2 ? Severity::Low : Severity::Normal, place == 2 ? u"Slow"_s : QString(),
                                  place == 4 ? 0.0 : 604.0 + place, 0.22, 548, 41, 1.9});
        ServiceHealth &slow = update.services[3];
        slow.severity = Severity::Low;
        slow.condition = word(u"Slow"_s);
        slow.detail = word(u"p95 is above 500 ms."_s);
        slow.since = clock.time - 26min;
        slow.region = RegionId(u"eskby"_s);
        update.regions = {{RegionId(u"hestmark"_s), Severity::High, u"Reserve"_s},
                          {RegionId(u"eskby"_s), Severity::Low, u"Slow"_s}};
        health.apply(SectorId(u"energy"_s), update);
    }

    bool stretched;
    FixedClock clock;
    CatalogueStore catalogue;
    HealthStore health;
    SubscriptionStore subscriptions;
    PermissionStore permissions{subscriptions, catalogue};
    TransactionStore transactions;
    SeriesStore store;
    TimeContext time{clock};
};

} // namespace stanforis::test
