// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servicesfixture.h"

#include <QTest>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;

class TestRecordService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wordsAllOccur();
    void theLimitCutsButCounts();
    void everyReadIsLoggedWithItsPurpose();
    void otherSectorsAndRolesAreRefused();
    void theEtagFollowsTheContent();

private:
    [[nodiscard]] records::v1::ListRequest asking(const char *text) const;
    Services s;
};

void TestRecordService::init() { QCOMPARE(s.open({}), QString()); }

records::v1::ListRequest TestRecordService::asking(const char *text) const
{
    records::v1::ListRequest request;
    request.set_sector_id("health");
    request.set_service_id("patient-registry");
    request.set_page_id("medication");
    request.set_text(text);
    return request;
}

void TestRecordService::wordsAllOccur()
{
    const auto both = s.records->list(s.physician, asking("kask 4610312"));
    QVERIFY(both);
    QCOMPARE(both->total(), 1U);
    QCOMPARE(both->records(0).title(), std::string("Kask, Mari"));
    QCOMPARE(both->records(0).sections_size(), 0);
    QCOMPARE(s.records->list(s.physician, asking("kask nobody"))->total(), 0U);
    QVERIFY(s.records->list(s.physician, asking(""))->total() >= 9);
}

void TestRecordService::theLimitCutsButCounts()
{
    auto request = asking("");
    request.set_limit(2);
    const auto list = s.records->list(s.physician, request);
    QCOMPARE(list->records_size(), 2);
    QVERIFY(list->total() >= 9);
}

void TestRecordService::everyReadIsLoggedWithItsPurpose()
{
    records::v1::GetRequest request;
    request.set_sector_id("health");
    request.set_service_id("patient-registry");
    request.set_page_id("medication");
    request.set_record_id("4610312-0207");
    QVERIFY(s.records->get(s.physician, request));
    const auto record = s.records->get(s.senior, request);
    QVERIFY(record);
    const auto &log = record->sections(record->sections_size() - 1);
    QCOMPARE(log.title(), std::string("Access log"));
    QCOMPARE(log.rows_size(), 2);
    QCOMPARE(log.rows(0).cells(1), s.senior.name.toStdString());
    QCOMPARE(log.rows(1).cells(3), std::string("Treatment of patients"));
    QCOMPARE(record->etag(), s.patient().etag()); // reading changes nothing
    request.set_record_id("nobody");
    QCOMPARE(s.records->get(s.physician, request).error().code, Error::Code::NotFound);
}

void TestRecordService::otherSectorsAndRolesAreRefused()
{
    Caller elsewhere = s.physician;
    elsewhere.sector = SectorId{u"finance"_s};
    QCOMPARE(s.records->list(elsewhere, asking("")).error().code, Error::Code::PermissionDenied);
    QCOMPARE(s.records->list(Services::caller("x", "observer"), asking("")).error().code, Error::Code::PermissionDenied);
    QVERIFY(s.records->list(Services::caller("x", "auditor"), asking("")));
}

void TestRecordService::theEtagFollowsTheContent()
{
    const auto before = s.patient();
    const RecordKey key{{SectorId{u"health"_s}, ServiceId{u"patient-registry"_s}, PageId{u"medication"_s}},
                        RecordId{u"4610312-0207"_s}};
    SignedWork work;
    work.display = {{u"medicine"_s, u"Digoxin {by}"_s}};
    work.by = u"Eerik"_s;
    const auto after = s.records->write(key, u"prescribe"_s, work);
    QVERIFY(after);
    QVERIFY(after->etag() != before.etag());
    QCOMPARE(after->sections(0).rows(0).cells(0), std::string("Digoxin {by}")); // a value is not a pattern
    QCOMPARE(after->values().at("medicines"), std::to_string(before.sections(0).rows_size() + 1));
}

QTEST_GUILESS_MAIN(TestRecordService)
#include "tst_recordservice.moc"
