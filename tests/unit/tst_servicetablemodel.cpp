// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/instancetablemodel.h"
#include "models/items/servicemeasuremodel.h"
#include "models/items/serviceprotocolmodel.h"
#include "models/items/servicetablemodel.h"
#include "models/items/servicetext.h"
#include "models/ports/telemetryport.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/telemetry/seriesstore.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

class TestServiceTableModel final : public QObject
{
    Q_OBJECT

    const SectorId m_energy{u"energy"_s};

    Sector sector(int services) const
    {
        Sector sector;
        sector.summary.id = m_energy;
        for (int number = 0; number < services; ++number) {
            Microservice service;
            service.id = ServiceId(u"s%1"_s.arg(number));
            service.name = u"Service %1"_s.arg(number);
            Measure rate;
            rate.key = SeriesKey(u"energy/s%1/rate"_s.arg(number));
            service.measures = {rate};
            sector.services.append(service);
        }
        return sector;
    }

private Q_SLOTS:
    void numbersKeepTheirWidth()
    {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(numberText(8214, 0), QString(u"8"_s + QChar::Nbsp + u"214"_s));
        QCOMPARE(numberText(1234567.5, 2), QString(u"1"_s + QChar::Nbsp + u"234"_s + QChar::Nbsp + u"567.50"_s));
        QCOMPARE(numberText(-3, 1), QString(QChar(0x2212) + u"3.0"_s));
        QCOMPARE(numberText(-0.001, 1), u"0.0"_s);
        QCOMPARE(numberText(qQNaN(), 1), emptyCell());
    }

    void followsItsStores()
    {
        CatalogueStore catalogue;
        HealthStore health;
        SeriesStore series;
        ServiceTableModel model(catalogue, health, series);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSector(m_energy);
        QCOMPARE(model.rowCount(), 0);
        catalogue.setSector(sector(3));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, ServiceTableModel::Health).data().toString(), u"Unknown"_s);
        ServiceHealth slow;
        slow.service = ServiceId(u"s1"_s);
        slow.severity = Severity::Low;
        slow.condition = u"Slow"_s;
        health.apply(m_energy, {{slow}, {}});
        series.append({SampleBlock::of(SeriesKey(u"energy/s1/rate"_s), std::chrono::seconds(1),
                                       {{fromMicroseconds(1'000'000), 1940.4, Quality::Good}})});
        model.refresh();
        const QModelIndex row = model.indexOf(ServiceId(u"s1"_s));
        QCOMPARE(row.siblingAtColumn(ServiceTableModel::Health).data().toString(), u"Slow"_s);
        QCOMPARE(row.siblingAtColumn(ServiceTableModel::Rate).data().toString(), numberText(1940, 0));
        QCOMPARE(row.siblingAtColumn(ServiceTableModel::P95).data().toString(), emptyCell());
        health.setStale(true);
        QCOMPARE(row.siblingAtColumn(ServiceTableModel::Health).data().toString(), u"Unknown"_s);
        catalogue.setSector(sector(1));
        QCOMPARE(model.rowCount(), 1);
        catalogue.forgetSector(m_energy);
        QCOMPARE(model.rowCount(), 0);
    }

    void instancesComeAndGo()
    {
        HealthStore health;
        InstanceTableModel model(health);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setService(m_energy, ServiceId(u"s1"_s));
        ServiceHealth service;
        service.service = ServiceId(u"s1"_s);
        service.instances = {{u"a1"_s, u"Castrel"_s, Severity::Normal, {}, 604, 0.22, 548, 41, 1.9},
                             {u"e5"_s, u"Galdon"_s, Severity::Unknown, u"Starting"_s, 0, 0, 0, 12, 0.7}};
        health.apply(m_energy, {{service}, {}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.inService(), 1);
        QCOMPARE(model.index(1, InstanceTableModel::P95).data().toString(), emptyCell());
        QCOMPARE(model.index(1, InstanceTableModel::Health).data().toString(), u"Starting"_s);
        service.instances.removeLast();
        health.apply(m_energy, {{service}, {}});
        QCOMPARE(model.rowCount(), 1);
        health.forgetSector(m_energy);
        QCOMPARE(model.rowCount(), 0);
    }

    void measuresAndMessages()
    {
        SeriesStore series;
        ServiceMeasureModel measures(series);
        QAbstractItemModelTester tester(&measures, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Measure reserve;
        reserve.key = SeriesKey(u"energy/s1/reserve"_s);
        reserve.name = u"Spinning reserve"_s;
        reserve.normalLow = 350;
        reserve.limit = Limit{350, Limit::Side::Below, Severity::High, {}};
        measures.setMeasures({reserve});
        QCOMPARE(measures.index(0, ServiceMeasureModel::Value).data().toString(), emptyCell());
        series.append(
            {SampleBlock::of(reserve.key, std::chrono::seconds(1), {{fromMicroseconds(1'000'000), 331, Quality::Good}})});
        measures.refresh();
        QCOMPARE(measures.index(0, ServiceMeasureModel::Value).data(ServiceMeasureModel::SeverityRole).toInt(),
                 int(Severity::High));
        ServiceProtocolModel protocol;
        QAbstractItemModelTester protocolTester(&protocol, QAbstractItemModelTester::FailureReportingMode::QtTest);
        protocol.setMessage({u"ISO 20022"_s, {{u"MsgId"_s, u"7"_s, true}, {u"Amt"_s, u"-1"_s, false}}, false, {}, {}});
        QCOMPARE(protocol.rowCount(), 2);
        QVERIFY(!protocol.index(1, 0).data(ServiceProtocolModel::ValidRole).toBool());
    }
};

QTEST_GUILESS_MAIN(TestServiceTableModel)
#include "tst_servicetablemodel.moc"
