// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/notices/noticemethods.h"
#include "tests/support/servicesfixture.h"

#include <QTest>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestNoticeService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anybodyReadsThePublicOnes();
    void aDecisionReachesThosePersonsOnly();

private:
    Services s;
    Methods m_methods;
};

void TestNoticeService::init()
{
    QCOMPARE(s.open({}), QString());
    m_methods.clear();
    addNoticeMethods(m_methods, *s.notices);
}

void TestNoticeService::anybodyReadsThePublicOnes()
{
    const auto method = m_methods.value("/stanforis.notices.v1.Notices/ListPublic");
    QCOMPARE(method.audience, Audience::Public);
    const auto reply = method.unary(nullptr, {});
    QVERIFY(reply);
    const auto list = parseMessage<notices::v1::ListPublicResponse>(*reply);
    QCOMPARE(list->notices_size(), 2);
    QVERIFY(list->notices(0).time_us() > list->notices(1).time_us());
}

void TestNoticeService::aDecisionReachesThosePersonsOnly()
{
    const Caller kaur = callerNamed("kaur");
    const auto watch = m_methods.value("/stanforis.notices.v1.Notices/Watch");
    KeepingSink requester;
    KeepingSink approver;
    KeepingSink other;
    const auto one = watch.stream(&kaur, {}, &requester);
    const auto two = watch.stream(&s.senior, {}, &approver);
    const auto three = watch.stream(&s.physician, {}, &other);
    const auto standing = other.messages.size();

    subscriptions::v1::RequestRequest asked;
    asked.set_sector_id("health");
    asked.set_role_id("observer");
    asked.set_purpose("Bed occupancy on the desk");
    asked.set_legal_basis(s.catalogue->sectorSummary(SectorId{u"health"_s})->legal_bases(0));
    asked.set_from_us(toMicroseconds(s.clock.now()));
    asked.set_to_us(toMicroseconds(s.clock.now() + 24h));
    const auto request = s.subscriptions->request(kaur, asked);
    QVERIFY2(request, qPrintable(request ? QString() : request.error().detail));
    QCOMPARE(approver.messages.size(), standing + 1);
    QVERIFY(fromWire(approver.at<notices::v1::Notice>(standing).title()).startsWith("KAUR asks for "_L1));

    subscriptions::v1::DecideRequest decision;
    decision.set_id(request->id());
    decision.set_approve(true);
    QVERIFY(s.subscriptions->decide(s.senior, decision));
    QCOMPARE(requester.messages.size(), standing + 1);
    QVERIFY(fromWire(requester.at<notices::v1::Notice>(standing).title()).startsWith("Approved: "_L1));
    QCOMPARE(other.messages.size(), standing);
}

QTEST_GUILESS_MAIN(TestNoticeService)
#include "tst_noticeservice.moc"
