// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/catalogue/cataloguemethods.h"
#include "app/platform/state/wire.h"
#include "app/platform/telemetry/seriesdirectory.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;

class TestCatalogue : public QObject
{
    Q_OBJECT
private:
    /// The built-in files in a folder, with one text of one of them replaced.
    static QString broken(const QTemporaryDir &folder, const QString &name, const QByteArray &from, const QByteArray &to)
    {
        const QDir source(Catalogue::builtIn());
        for (const auto &each : source.entryList(QDir::Files)) {
            QFile in(source.filePath(each));
            QFile out(folder.filePath(each));
            if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
                return {};
            auto bytes = in.readAll();
            if (each == name)
                bytes.replace(bytes.indexOf(from), from.size(), to);
            out.write(bytes);
        }
        const auto loaded = Catalogue::load(folder.path());
        return loaded ? QString() : loaded.error().detail;
    }

private Q_SLOTS:
    void everySectorIsThereInItsOrder()
    {
        const auto catalogue = Catalogue::load();
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().detail));
        QStringList ids;
        for (const auto *sector : (*catalogue)->sectors()) {
            ids.append(fromWire(sector->summary().id()));
            QVERIFY(sector->services_size() >= 4);
            QCOMPARE(sector->kpis_size(), 6);
            QCOMPARE(sector->plots_size(), 4);
            QCOMPARE(sector->tile_series_keys_size(), 3);
            QCOMPARE(sector->regions_size(), 10);
            QCOMPARE(sector->summary().service_count(), sector->services_size());
        }
        QCOMPARE(ids, (QStringList{u"health"_s, u"finance"_s, u"education"_s, u"agriculture"_s, u"energy"_s, u"transport"_s,
                                   u"industry"_s}));
        QVERIFY(SeriesDirectory(**catalogue).size() >= 600);
    }
    void plotsOfEachKindAreThere()
    {
        const auto catalogue = Catalogue::load().value();
        bool second = false, steps = false, shaded = false, summable = false;
        for (const auto *sector : catalogue->sectors()) {
            QSet<QString> drawn;
            for (const auto &plot : sector->plots()) {
                second = second || plot.second_axis_keys_size() > 0;
                for (const auto &key : plot.series_keys())
                    drawn.insert(fromWire(key));
            }
            for (const auto &service : sector->services()) {
                for (const auto &measure : service.measures()) {
                    const bool isDrawn = drawn.contains(fromWire(measure.series_key()));
                    steps = steps || (isDrawn && measure.drawing() == catalogue::v1::STEPS);
                    shaded = shaded || (isDrawn && measure.limit().shaded());
                    summable = summable || measure.summable();
                }
            }
        }
        QVERIFY(second && steps && shaded && summable);
    }
    void aSecondAxisIsOfASeriesOfThePlot()
    {
        const QTemporaryDir folder;
        const QString wrong =
            broken(folder, u"agriculture.json"_s, "\"secondAxisKeys\": [\n          \"agriculture/field-sensors/rain\"",
                   "\"secondAxisKeys\": [\n          \"agriculture/field-sensors/rate\"");
        QVERIFY2(wrong.contains("second_axis_keys"_L1), qPrintable(wrong));
    }
    void pagesAreFoundByTheirPath()
    {
        const auto catalogue = Catalogue::load().value();
        const auto *page =
            catalogue->servicePage(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s));
        QVERIFY(page);
        QVERIFY(page->operations(0).second_person());
        QVERIFY(!catalogue->servicePage(SectorId(u"health"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s)));
        QVERIFY(!catalogue->sectorSummary(SectorId(u"nothing"_s)));
    }
    void errorNamesFileAndField_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("expected");
        QTest::newRow("syntax") << QByteArray("{") << QByteArray("[") << u"finance.json"_s;
        QTest::newRow("unknown field") << QByteArray("\"longestDays\"") << QByteArray("\"longestWeeks\"") << u"longestWeeks"_s;
        QTest::newRow("series of another sector") << QByteArray("\"seriesKey\": \"finance/")
                                                  << QByteArray("\"seriesKey\": \"health/") << u"finance.json, sector.kpis"_s;
        QTest::newRow("role") << QByteArray("\"observer\",\n") << QByteArray("\"watcher\",\n") << u"finance.json"_s;
        QTest::newRow("dependency") << QByteArray("\"serviceId\": \"fraud-screening\"")
                                    << QByteArray("\"serviceId\": \"no-such\"") << u"instant-payments.dependencies"_s;
    }
    void errorNamesFileAndField()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, expected);
        const QTemporaryDir folder;
        const auto detail = broken(folder, u"finance.json"_s, from, to);
        QVERIFY2(detail.contains(expected), qPrintable(detail));
        QVERIFY2(detail.startsWith(u"finance.json"_s), qPrintable(detail));
    }
    void emptyFolderIsAnError()
    {
        const QTemporaryDir folder;
        QCOMPARE(Catalogue::load(folder.path()).error().code, Error::Code::NotFound);
    }
    void sectorIsToldOnlyToItsToken()
    {
        const auto catalogue = Catalogue::load().value();
        Methods methods;
        addCatalogueMethods(methods, *catalogue);
        Caller caller;
        caller.sector = SectorId(u"energy"_s);
        catalogue::v1::GetSectorRequest request;
        request.set_sector_id("energy");
        const auto &method = methods["/stanforis.catalogue.v1.Catalogue/GetSector"];
        QCOMPARE(method.audience, Audience::Sector);
        QVERIFY(method.unary(&caller, serializeMessage(request)));
        request.set_sector_id("health");
        QCOMPARE(method.unary(&caller, serializeMessage(request)).error().code, Error::Code::PermissionDenied);
        request.set_sector_id("no-such");
        QCOMPARE(method.unary(&caller, serializeMessage(request)).error().code, Error::Code::PermissionDenied);
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
