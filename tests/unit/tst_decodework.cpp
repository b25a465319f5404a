// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodecatalogue.h"
#include "app/link/decode/decodework.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/notices/v1/notices.pb.h"
#include "stanforis/records/v1/records.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::string spoofed = "Pay \u202Efdp.exe";
const QString written = u"Pay [U+202E]fdp.exe"_s;

template <class Message>
QByteArray bytesOfMessage(const Message &message)
{
    return QByteArray::fromStdString(message.SerializeAsString());
}

} // namespace

/// Threat 14: what comes from outside and stands in a title, a label or the window's frame.
class TestDecodeWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void T14_titlesOfRecordsDoNotTurnTheDirectionOfReading()
    {
        records::v1::Record record;
        record.set_title(spoofed);
        record.set_subtitle(spoofed);
        record.add_facts(spoofed);
        (*record.mutable_values())["name"] = spoofed;
        auto *section = record.add_sections();
        section->set_title(spoofed);
        section->add_rows()->add_cells(spoofed);
        const auto read = decodeRecord(bytesOfMessage(record));
        QVERIFY(read);
        QCOMPARE(read->title, written);
        QCOMPARE(read->subtitle, written);
        QCOMPARE(read->facts, QStringList{written});
        QCOMPARE(read->sections.first().title, written);
        QCOMPARE(read->sections.first().rows.first(), QStringList{written});
        QCOMPARE(read->values.value(u"name"_s), QString::fromStdString(spoofed)); // what is signed stays what it is
    }

    void T14_norDoThoseOfNoticesAndOfSomebodysWork()
    {
        notices::v1::Notice notice;
        notice.set_title(spoofed);
        notice.set_text(spoofed);
        const auto told = decodeNotice(bytesOfMessage(notice));
        QVERIFY(told);
        QCOMPARE(told->title, written);
        QCOMPARE(told->text, written);

        transactions::v1::Outcome work;
        work.set_title(spoofed);
        work.set_requester(spoofed);
        work.set_reason(spoofed);
        const auto asked = decodeTransaction(bytesOfMessage(work));
        QVERIFY(asked);
        QCOMPARE(asked->title, written);
        QCOMPARE(asked->requester, written);
        QCOMPARE(asked->reason, written);

        subscriptions::v1::Subscription wish;
        wish.mutable_requester()->set_name(spoofed);
        wish.mutable_requester()->set_organisation(spoofed);
        const auto wished = decodeSubscription(bytesOfMessage(wish));
        QVERIFY(wished);
        QCOMPARE(wished->requester.name, written);
        QCOMPARE(wished->requester.organisation, written);
    }

    void plotsAreDrawnAsTheCatalogueSays()
    {
        catalogue::v1::Sector sector;
        auto *plot = sector.add_plots();
        plot->add_series_keys("energy/a/b");
        plot->add_series_keys("energy/a/c");
        plot->add_second_axis_keys("energy/a/c");
        auto *service = sector.add_services();
        auto *measure = service->add_measures();
        measure->set_drawing(catalogue::v1::STEPS);
        measure->set_summable(true);
        measure->mutable_limit()->set_shaded(true);
        service->add_measures()->set_drawing(catalogue::v1::BAND);
        service->add_measures()->set_drawing(catalogue::v1::Drawing(77)); // of a newer platform
        const auto read = decodeSector(bytesOfMessage(sector));
        QVERIFY(read);
        QCOMPARE(read->plots.first().secondAxis, QList<SeriesKey>{SeriesKey(QStringLiteral("energy/a/c"))});
        const QList<Measure> &measures = read->services.first().measures;
        QVERIFY(measures.at(0).drawing == Drawing::Steps && measures.at(0).summable && measures.at(0).limit->shaded);
        QVERIFY(measures.at(1).drawing == Drawing::Band && !measures.at(1).summable);
        QVERIFY(measures.at(2).drawing == Drawing::Line);
    }

    void T14_norDoNamesInTheCatalogue()
    {
        catalogue::v1::Sector sector;
        sector.mutable_summary()->set_id(spoofed);
        sector.mutable_summary()->set_name(spoofed);
        auto *service = sector.add_services();
        service->set_name(spoofed);
        service->add_measures()->set_unit(spoofed);
        service->add_pages()->set_name(spoofed);
        const auto read = decodeSector(bytesOfMessage(sector));
        QVERIFY(read);
        QCOMPARE(read->summary.name, written);
        QCOMPARE(read->services.first().name, written);
        QCOMPARE(read->services.first().measures.first().unit, written);
        QCOMPARE(read->services.first().pages.first().name, written);
        QCOMPARE(read->summary.id.value, QString::fromStdString(spoofed)); // what is asked for again stays what it is

        catalogue::v1::ServicePage page;
        auto *operation = page.add_operations();
        operation->set_verb(spoofed);
        operation->set_consequence(spoofed);
        operation->add_fields()->set_label(spoofed);
        const auto form = decodeServicePage(bytesOfMessage(page));
        QVERIFY(form);
        QCOMPARE(form->operations.first().verb, written);
        QCOMPARE(form->operations.first().consequence, written);
        QCOMPARE(form->operations.first().fields.first().label, written);
    }

    void theSumOfAColumnOfHistoryIsChecked()
    {
        telemetry::v1::HistoryResponse response;
        auto *series = response.add_series();
        for (int i = 0; i < 2; ++i) {
            series->add_time_us(1000 + i);
            series->add_count(10);
            series->add_minimum(-0.1);
            series->add_maximum(0.3);
            series->add_first(0);
            series->add_last(0.1);
        }
        const auto decode = [&response] { return decodeHistory(bytesOfMessage(response)); };
        QVERIFY(!decode()->series.first().columns.first().mean()); // as platforms answer that know none
        series->add_sum(1.5);
        QCOMPARE(decode().error().code, Error::Code::Malformed); // one of two
        series->add_sum(3.0000000000000004);                     // as adding one by one may round
        QCOMPARE(decode()->series.first().columns.first().mean().value(), 0.15);
        QCOMPARE(decode()->series.first().columns.last().mean().value(), 0.3);
        for (const double wrong : {3.1, -1.1, std::nan(""), std::numeric_limits<double>::infinity()}) {
            series->set_sum(1, wrong);
            QCOMPARE(decode().error().code, Error::Code::Malformed);
        }
    }

    void aColumnOfHistoryHasItsWorstQuality()
    {
        telemetry::v1::HistoryResponse response;
        auto *series = response.add_series();
        for (int i = 0; i < 4; ++i) {
            series->add_time_us(1000 + i);
            series->add_count(1);
            for (auto *values :
                 {series->mutable_minimum(), series->mutable_maximum(), series->mutable_first(), series->mutable_last()})
                values->Add(50);
        }
        const auto silent = decodeHistory(bytesOfMessage(response)); // as platforms answer that know no quality
        QVERIFY(silent);
        QCOMPARE(silent->series.first().columns.last().quality, Quality::Good);
        series->add_quality(telemetry::v1::QualityRun::GOOD);
        series->add_quality(telemetry::v1::QualityRun::MINOR);
        series->add_quality(telemetry::v1::QualityRun::INVALID);
        QCOMPARE(decodeHistory(bytesOfMessage(response)).error().code, Error::Code::Malformed);
        series->add_quality(static_cast<telemetry::v1::QualityRun::Quality>(9)); // of a newer platform
        const auto read = decodeHistory(bytesOfMessage(response));
        QVERIFY(read);
        QList<Quality> qualities;
        for (const Column &column : read->series.first().columns)
            qualities.append(column.quality);
        QCOMPARE(qualities, (QList<Quality>{Quality::Good, Quality::Minor, Quality::Invalid, Quality::Invalid}));
    }
};

QTEST_GUILESS_MAIN(TestDecodeWork)
#include "tst_decodework.moc"
