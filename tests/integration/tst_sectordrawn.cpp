// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the simulated nation's sectors as a person sees them: lines, steps, a second axis, bands, logarithmic scales.
#include "app/link/decode/decodecatalogue.h"
#include "app/platform/catalogue/catalogue.h"
#include "app/simulator/nation/nationmodel.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/healthstore.h"
#include "models/stores/subscriptionstore.h"
#include "models/telemetry/sampleblock.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "tests/gui/pagepictures.h"
#include "views/plots/plotscene.h"
#include "views/plots/timeplot.h"
#include "views/sector/plotpanel.h"
#include "views/sector/sectorpage.h"

using namespace stanforis;
using namespace stanforis::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Sunday 22 November 2026, 13:01 in Norvane.
struct StillClock final : Clock
{
    Instant now() const override { return std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 11h + 1min; }
};

} // namespace

class SectorDrawnTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Catalogue> m_platform = Catalogue::load().value();
    SeriesDirectory m_directory{*m_platform};
    std::unique_ptr<NationData> m_data = NationData::load().value();
    std::unique_ptr<NationModel> m_model = NationModel::load(*m_platform, m_directory, *m_data, 1).value();
    StillClock m_clock;
    SeriesStore m_store;

private Q_SLOTS:
    void initTestCase()
    {
        QList<SampleBlock> blocks(m_directory.size());
        for (int i = 0; i < m_directory.size(); ++i) {
            blocks[i].key = SeriesKey(QString::fromStdString(m_directory.at(i).measure.series_key()));
            blocks[i].interval = blocks[i].step = 2s;
            blocks[i].first = m_clock.now() - 1h;
        }
        for (Instant time = m_clock.now() - 1h; time <= m_clock.now(); time += 2s) {
            const auto tick = m_model->tick(time);
            for (int i = 0; i < m_directory.size(); ++i) {
                blocks[i].values.push_back(tick->values[size_t(i)]);
                blocks[i].quality.push_back({static_cast<Quality>(tick->qualityOf(size_t(i))), 1});
            }
        }
        m_store.append(blocks);
        QCOMPARE(m_store.refused(), quint64(0));
    }

    void everyPlotIsDrawnAsTheCatalogueSays_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("light");
        for (const char *id : {"agriculture", "education", "energy"}) {
            QTest::addRow("%s dark", id) << QString::fromLatin1(id) << false;
            QTest::addRow("%s light", id) << QString::fromLatin1(id) << true;
        }
    }
    void everyPlotIsDrawnAsTheCatalogueSays()
    {
        QFETCH(const QString, id);
        QFETCH(const bool, light);
        ThemeManager theme(qApp, light ? Variant::Light : Variant::Dark, Density::Desk);
        const SectorId sector(id);
        CatalogueStore catalogue;
        HealthStore health;
        SubscriptionStore subscriptions;
        TimeContext time(m_clock);
        time.setLive(1h);
        const auto decoded = decodeSector(QByteArray::fromStdString(m_platform->sector(sector)->SerializeAsString()));
        QVERIFY(decoded);
        catalogue.setSectors({decoded->summary});
        catalogue.setSector(*decoded);
        SectorPage page(catalogue, health, subscriptions, m_store, time);
        page.setSector(sector);
        show(page, screens[1]);
        const auto keep = [&](const QString &how) { keepPicture(page, id + (light ? u"-light-"_s : u"-dark-"_s) + how); };
        keep(u"usual"_s);
        const auto panels = page.findChildren<PlotPanel *>();
        int drawn = 0;
        for (PlotPanel *panel : panels) {
            if (!panel->isVisible())
                continue;
            TimePlot *plot = panel->plot();
            const PlotScene scene = plot->scene();
            QList<QRectF> words;
            for (const PlotSeries &one : plot->series()) {
                if (!isLimitShown(scene, one))
                    continue;
                const QRectF place = limitWords(scene, one, words);
                for (const QRectF &other : std::as_const(words))
                    QVERIFY2(!other.intersects(place), qPrintable(one.limit->label));
                words.append(place);
            }
            for (int index = 0; index < plot->series().size(); ++index) {
                const PlotSeries &one = plot->series().at(index);
                const Measure *measure = decoded->measure(one.key);
                QVERIFY(measure);
                QCOMPARE(one.kind == TraceKind::Step, measure->drawing == Drawing::Steps);
                QVERIFY2(!plot->columns(index).isEmpty(), qPrintable(one.key.value));
                const ValueScale &scale = plot->valueScale(one.axis);
                for (const Column &column : plot->columns(index))
                    QVERIFY2(column.minimum >= scale.lower && column.maximum <= scale.upper, qPrintable(one.key.value));
                for (int other = 0; other < index; ++other)
                    QVERIFY2(plot->series().at(other).label != one.label, qPrintable(one.label));
                ++drawn;
            }
        }
        QVERIFY(drawn > 3);
        for (const auto &[kind, name] : {std::pair(TraceKind::Step, u"steps"_s), std::pair(TraceKind::Band, u"band"_s)}) {
            for (PlotPanel *panel : panels)
                panel->drawAs(kind);
            page.refresh();
            keep(name);
        }
        for (PlotPanel *panel : panels) {
            panel->drawAs(TraceKind::Line);
            panel->setLogarithmic(true);
        }
        page.refresh();
        keep(u"logarithmic"_s);
        QCOMPARE(namelessControls(page), QStringList());
    }
};

QTEST_MAIN(SectorDrawnTest)
#include "tst_sectordrawn.moc"
