// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servicesfixture.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;
using transactions::v1::PrepareRequest;

class TestDomainBody : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QCOMPARE(s.open({}), QString()); }
    void everyOperationOfTheCatalogueHasAWellFormedBody();

private:
    Services s;
};

void TestDomainBody::everyOperationOfTheCatalogueHasAWellFormedBody()
{
    int built = 0;
    for (const auto *page : s.catalogue->pages()) {
        Caller caller = Services::caller("eerik", "operator");
        caller.sector = SectorId{fromWire(page->sector_id())};
        for (const char *role : {"approver", "admin"})
            caller.roles.insert(RoleId{QString::fromLatin1(role)});
        records::v1::ListRequest all;
        all.set_sector_id(page->sector_id());
        all.set_service_id(page->service_id());
        all.set_page_id(page->id());
        const auto list = s.records->list(caller, all);
        QVERIFY2(list && list->records_size() >= 9, page->id().c_str());
        for (const auto &operation : page->operations()) {
            PrepareRequest request;
            request.set_sector_id(page->sector_id());
            request.set_service_id(page->service_id());
            request.set_page_id(page->id());
            request.set_operation_id(operation.id());
            request.set_record_id(list->records(0).id());
            request.set_etag(list->records(0).etag());
            for (const auto &field : operation.fields()) {
                using catalogue::v1::Field;
                std::string value = "Words that are long enough";
                if (field.type() == Field::CHOICE)
                    value = field.options(0).value();
                else if (field.type() == Field::BOOLEAN)
                    value = "true";
                else if (field.type() == Field::DATE)
                    value = "2026-12-01";
                else if (field.type() != Field::TEXT)
                    value = QString::number(field.has_minimum() ? field.minimum() : 1).toStdString();
                else if (!field.pattern().empty())
                    continue;
                (*request.mutable_values())[field.id()] = value;
            }
            const auto result = s.transactions->prepare(caller, request);
            if (!result) { // a pattern this test does not know how to meet
                QVERIFY2(result.error().code == Error::Code::Invalid, qPrintable(result.error().detail));
                continue;
            }
            ++built;
            const QByteArray body = bytesFromWire(result->body());
            if (result->body_type() == "application/xml") {
                QXmlStreamReader reader(body);
                while (!reader.atEnd())
                    reader.readNext();
                QVERIFY2(!reader.hasError(), body.constData());
                QVERIFY(body.contains("urn:iso:std:iso:20022:tech:xsd:"));
            } else if (fromWire(result->body_type()).contains("json"_L1) || result->body_type() == "application/vc") {
                QVERIFY2(QJsonDocument::fromJson(body).isObject(), body.constData());
            } else {
                QVERIFY(body.startsWith("MSH|^~\\&|"));
            }
        }
    }
    QVERIFY2(built > 35, qPrintable(QString::number(built)));
}

QTEST_GUILESS_MAIN(TestDomainBody)
#include "tst_domainbody.moc"
