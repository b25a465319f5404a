// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/transactionmethods.h"
#include "tests/support/servicesfixture.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using transactions::v1::Outcome;
using transactions::v1::Prepared;
using transactions::v1::PrepareRequest;

class TestTransactionService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void oneSignatureWritesAndGivesAReceipt();
    void twoPeopleSignTheSameBytes();
    void theSameSubmissionTwiceWritesOnce();
    void fieldsOutsideTheirLimitsAreNamed();
    void aChangedRecordIsAConflict();
    void theSamePersonDoesNotApprove();
    void aRoleThatDoesNotApproveIsRefused();
    void whatWasSignedMustBeWhatWasHandedOut_data();
    void whatWasSignedMustBeWhatWasHandedOut();
    void anotherBodyIsRefused();
    void aKeyNobodyEnrolledIsRefused();
    void whatWasSignedBeforeASignInIsTakenAfterIt();
    void twoMinutesToSign();
    void theFirstOfTwoSignaturesIsFreshToo();
    void aQuarterOfAnHourToApprove();
    void aRecordThatChangesOvertakesWhatWaits();
    void T16_onePersonIsNotTwo();
    void theFirstPersonMustStillHoldRoleAndKey();
    void T17_replayReorderAndClocks();
    void aHeaderForSomethingElseIsRefused_data();
    void aHeaderForSomethingElseIsRefused();
    void es384SignsToo();
    void decliningNeedsAReasonAndEndsIt();
    void aProofIsUsedOnce();
    void everythingAcknowledgedSurvivesAKill();
    void aWatcherSeesWhatIsTheirs();

private:
    [[nodiscard]] Prepared prepared(const PrepareRequest &request);
    [[nodiscard]] Result<Outcome> stopped();
    /// Prescribed by the physician, waits for the senior; the JWS with the first signature.
    [[nodiscard]] Jws prescribed(Prepared *handedOut);

    std::unique_ptr<QTemporaryDir> m_folder;
    Services s;
};

void TestTransactionService::init()
{
    s.clock = {};
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(s.open(m_folder->path()), QString());
    QVERIFY(s.enrol(s.physician, s.physicianKey, "p1"));
    QVERIFY(s.enrol(s.senior, s.seniorKey, "s1"));
}

void TestTransactionService::cleanup()
{
    s.close(); // before its folder goes
    m_folder.reset();
}

Prepared TestTransactionService::prepared(const PrepareRequest &request)
{
    const auto result = s.transactions->prepare(s.physician, request);
    return result ? *result : Prepared();
}

Result<Outcome> TestTransactionService::stopped()
{
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    return s.submit(s.physician, s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut)),
                    handedOut.body());
}

Jws TestTransactionService::prescribed(Prepared *handedOut)
{
    const auto request = s.form("prescribe");
    *handedOut = prepared(request);
    Jws jws = s.sign(s.intent(request, *handedOut, s.physician), s.physicianKey, s.header(*handedOut));
    const auto outcome = s.submit(s.physician, jws, handedOut->body());
    if (!outcome || outcome->state() != Outcome::WAITING)
        return {};
    return jws;
}

void TestTransactionService::oneSignatureWritesAndGivesAReceipt()
{
    const auto before = s.patient();
    const auto done = stopped();
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->state(), Outcome::DONE);
    QVERIFY(done->mine());

    const auto receipt = Jws::readCompact(bytesFromWire(done->receipt().jws()));
    QVERIFY(receipt);
    QVERIFY(receipt->verify(0, s.ledgerKey));
    QCOMPARE(receipt->signatures.front().typ(), u"stanforis-receipt+jws"_s);
    const auto facts = QJsonDocument::fromJson(receipt->payload).object();
    const auto sha256 = [](const std::string &bytes) {
        return QString::fromLatin1(QCryptographicHash::hash(bytesFromWire(bytes), QCryptographicHash::Sha256).toHex());
    };
    QCOMPARE(facts["txid"_L1].toString(), fromWire(done->transaction_id()));
    QCOMPARE(facts["tx_sha256"_L1].toString(), sha256(done->receipt().transaction_jws()));
    QCOMPARE(facts["body_sha256"_L1].toString(), sha256(done->body()));
    QCOMPARE(facts["subjects"_L1].toArray(), QJsonArray{u"eerik"_s});
    QCOMPARE(facts["ledger"_L1]["index"_L1].toInt(), 1);

    const auto after = s.patient();
    QVERIFY(after.etag() != before.etag());
    QCOMPARE(after.sections(1).rows(0).cells(2), std::string("Bleeding"));
    const auto resource = QJsonDocument::fromJson(bytesFromWire(done->body()));
    QCOMPARE(resource["resourceType"_L1].toString(), u"MedicationRequest"_s);
    QCOMPARE(resource["status"_L1].toString(), u"stopped"_s);
    QCOMPARE(resource["medicationCodeableConcept"_L1]["coding"_L1][0]["code"_L1].toString(), u"B01AF02"_s);
}

void TestTransactionService::twoPeopleSignTheSameBytes()
{
    const int medicines = std::stoi(s.patient().values().at("medicines"));
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    QVERIFY(!jws.signatures.empty());
    QCOMPARE(handedOut.approvers(0), s.senior.name.toStdString());
    QCOMPARE(std::stoi(s.patient().values().at("medicines")), medicines);

    const auto inbox = s.transactions->list(s.senior);
    QVERIFY(inbox);
    QCOMPARE(inbox->transactions_size(), 1);
    QVERIFY(inbox->transactions(0).may_approve());

    s.clock.time += 14min;
    QVERIFY(s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    const auto done = s.submit(s.senior, jws, handedOut.body());
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->state(), Outcome::DONE);
    QCOMPARE(fromWire(done->decided_by()), s.senior.name);
    QCOMPARE(std::stoi(s.patient().values().at("medicines")), medicines + 1);
    QVERIFY(QByteArray(bytesFromWire(done->receipt().jws())).size() > 200);
}

void TestTransactionService::theSameSubmissionTwiceWritesOnce()
{
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    const Jws first = jws;
    QCOMPARE(s.submit(s.physician, first, handedOut.body())->state(), Outcome::WAITING);
    QVERIFY(s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    const auto once = s.submit(s.senior, jws, handedOut.body());
    const auto etag = s.patient().etag();
    s.clock.time += 24h;
    const auto twice = s.submit(s.senior, jws, handedOut.body());
    QVERIFY(once);
    QVERIFY(twice);
    QCOMPARE(twice->SerializeAsString().size(), once->SerializeAsString().size());
    QCOMPARE(twice->receipt().jws(), once->receipt().jws());
    QCOMPARE(s.submit(s.physician, first, handedOut.body())->receipt().jws(), once->receipt().jws());
    QCOMPARE(s.patient().etag(), etag);
    QCOMPARE(s.database->query(u"SELECT * FROM receipts"_s)->size(), 1);
    // A stranger who got hold of it learns nothing.
    QVERIFY(!s.submit(Services::caller("sirje", "operator"), jws, handedOut.body()));
}

void TestTransactionService::fieldsOutsideTheirLimitsAreNamed()
{
    auto request = s.form("prescribe");
    auto &values = *request.mutable_values();
    values["dose"] = "5.25";
    values["frequency"] = "9";
    values["start"] = "2026-02-30";
    values["days"] = "400";
    values["quantity"] = "1e3";
    values["repeats"] = "";
    values["color"] = "red";
    const auto refused = s.transactions->prepare(s.physician, request);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    QStringList fields;
    for (const auto &violation : QJsonDocument::fromJson(refused.error().detail.toUtf8())["violations"_L1].toArray())
        fields.append(violation["fieldId"_L1].toString());
    QCOMPARE(fields, (QStringList{u"dose"_s, u"frequency"_s, u"start"_s, u"days"_s, u"quantity"_s, u"repeats"_s, u"color"_s}));

    QCOMPARE(s.transactions->prepare(Services::caller("x", "observer"), s.form("stop")).error().code,
             Error::Code::PermissionDenied);
    Caller elsewhere = s.physician;
    elsewhere.sector = SectorId{u"finance"_s};
    QCOMPARE(s.transactions->prepare(elsewhere, s.form("stop")).error().code, Error::Code::PermissionDenied);
}

void TestTransactionService::aChangedRecordIsAConflict()
{
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    QVERIFY(stopped());
    QCOMPARE(s.transactions->prepare(s.physician, request).error().code, Error::Code::Conflict);
    const auto jws = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::Conflict);
}

void TestTransactionService::theSamePersonDoesNotApprove()
{
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    const EcKey second = EcKey::generate().value();
    QVERIFY(s.enrol(s.physician, second, "p2"));
    QCOMPARE(s.beginApproval(s.physician, handedOut.transaction_id()).error().code, Error::Code::PermissionDenied);
    QVERIFY(jws.addSignature(second, s.header(handedOut)));
    QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::PermissionDenied);
    // Nor another person with the same key: it belongs to one.
    QCOMPARE(s.enrol(s.senior, s.physicianKey, "s2").error().code, Error::Code::PermissionDenied);
}

void TestTransactionService::aRoleThatDoesNotApproveIsRefused()
{
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    const Caller observer = Services::caller("sirje", "observer");
    const EcKey key = EcKey::generate().value();
    QVERIFY(s.enrol(observer, key, "o1"));
    QVERIFY(jws.addSignature(key, s.header(handedOut)));
    QCOMPARE(s.submit(observer, jws, handedOut.body()).error().code, Error::Code::PermissionDenied);
}

void TestTransactionService::whatWasSignedMustBeWhatWasHandedOut_data()
{
    QTest::addColumn<QString>("member");
    for (const char *member : {"act", "body_sha256", "body_type", "due", "etag", "exp", "iat", "need", "nonce", "page", "record",
                               "reason", "sector", "service", "sid", "sub", "v", "ws", "params", "extra"})
        QTest::newRow(member) << QString::fromLatin1(member);
}

void TestTransactionService::whatWasSignedMustBeWhatWasHandedOut()
{
    QFETCH(QString, member);
    const auto request = s.form("prescribe");
    const Prepared handedOut = prepared(request);
    QJsonObject intent = s.intent(request, handedOut, s.physician);
    if (intent[member].isDouble())
        intent[member] = intent[member].toInteger() + 1000;
    else if (member == "params"_L1)
        intent[member] = QJsonObject{{u"dose"_s, u"50"_s}};
    else
        intent[member] = member == "reason"_L1 ? u" "_s : intent[member].toString() + u"x"_s;
    const auto refused = s.submit(s.physician, s.sign(intent, s.physicianKey, s.header(handedOut)), handedOut.body());
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    intent.remove(member);
    if (member == "extra"_L1)
        return; // without it the intent is right
    QVERIFY(!s.submit(s.physician, s.sign(intent, s.physicianKey, s.header(handedOut)), handedOut.body()));
}

void TestTransactionService::anotherBodyIsRefused()
{
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    Jws jws = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    QCOMPARE(s.submit(s.physician, jws, handedOut.body() + " ").error().code, Error::Code::Invalid);
    jws.signatures.front().signature[5] = char(jws.signatures.front().signature[5] ^ 1);
    QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::Invalid);
    auto header = s.header(handedOut);
    header["nonce"_L1] = u"AAAAAAAAAAAAAAAAAAAAAA"_s;
    QVERIFY(!s.submit(s.physician, s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, header), handedOut.body()));
}

void TestTransactionService::aKeyNobodyEnrolledIsRefused()
{
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    const auto jws = s.sign(s.intent(request, handedOut, s.physician), EcKey::generate().value(), s.header(handedOut));
    QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::Invalid);
    const auto own = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    QCOMPARE(s.submit(Services::caller("sirje", "operator"), own, handedOut.body()).error().code, Error::Code::PermissionDenied);
}

void TestTransactionService::whatWasSignedBeforeASignInIsTakenAfterIt()
{
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    const auto own = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    Caller later = s.physician; // the same person, signed in again, with another key
    later.session = u"another"_s;
    s.clock.time += 100s;
    const auto done = s.submit(later, own, handedOut.body());
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->state(), Outcome::DONE);
    later.session = u"a third"_s;
    QCOMPARE(s.submit(later, own, handedOut.body())->receipt().jws(), done->receipt().jws());
    QCOMPARE(s.database->query(u"SELECT * FROM receipts"_s)->size(), 1);
}

void TestTransactionService::twoMinutesToSign()
{
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    QVERIFY(handedOut.expires_us() - toMicroseconds(s.clock.now()) <= 120'000'000);
    s.clock.time += 121s;
    const auto jws = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::Conflict);
}

void TestTransactionService::theFirstOfTwoSignaturesIsFreshToo()
{
    const auto request = s.form("prescribe"); // open for a quarter of an hour
    const Prepared handedOut = prepared(request);
    QVERIFY(handedOut.second_person());
    const auto jws = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    s.clock.time += 121s;
    QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::Conflict);
    const auto late = s.sign(s.intent(request, handedOut, s.physician), s.physicianKey, s.header(handedOut));
    QCOMPARE(s.submit(s.physician, late, handedOut.body()).error().code, Error::Code::Conflict); // its nonce has ended
}

void TestTransactionService::aQuarterOfAnHourToApprove()
{
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    QVERIFY(handedOut.expires_us() - toMicroseconds(s.clock.now()) <= 900'000'000);
    QVERIFY(handedOut.nonce_expires_us() - toMicroseconds(s.clock.now()) <= 120'000'000); // `exp`
    Jws old = jws;
    QVERIFY(s.countersign(old, s.senior, s.seniorKey, handedOut.transaction_id()));
    s.clock.time += 3min;
    QCOMPARE(s.submit(s.senior, old, handedOut.body()).error().code, Error::Code::Conflict); // this signature is too old
    s.clock.time += 12min;
    QVERIFY(!s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    const auto late = s.submit(s.senior, jws, handedOut.body());
    QVERIFY(!late);
    QCOMPARE(late.error().code, Error::Code::Conflict);
    s.transactions->advance();
    QCOMPARE(s.transactions->list(s.physician)->transactions(0).state(), Outcome::EXPIRED);
}

void TestTransactionService::aRecordThatChangesOvertakesWhatWaits()
{
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    Jws countersigned = jws;
    QVERIFY(s.countersign(countersigned, s.senior, s.seniorKey, handedOut.transaction_id()));
    QVERIFY(stopped());
    const auto mine = s.transactions->list(s.physician);
    QVERIFY(std::any_of(mine->transactions().begin(), mine->transactions().end(), [&](const Outcome &outcome) {
        return outcome.transaction_id() == handedOut.transaction_id() && outcome.state() == Outcome::OUTDATED;
    }));
    QCOMPARE(s.beginApproval(s.senior, handedOut.transaction_id()).error().code, Error::Code::Conflict);
    QCOMPARE(s.submit(s.senior, countersigned, handedOut.body()).error().code, Error::Code::Conflict);
    QCOMPARE(s.submit(s.physician, jws, handedOut.body())->state(), Outcome::OUTDATED); // what became of it, as often as asked
    QVERIFY(fromWire(s.notices->noticesFor(s.physician.subject)->last().title()).startsWith("Overtaken"_L1));
}

void TestTransactionService::T16_onePersonIsNotTwo()
{
    // The same person twice: with the same key, and with a second one of theirs.
    Prepared handedOut;
    const Jws first = prescribed(&handedOut);
    const EcKey spare = EcKey::generate(EcKey::Curve::P384).value();
    QVERIFY(s.enrol(s.physician, spare, "p2"));
    for (const EcKey &key : {s.physicianKey, spare}) {
        Jws jws = first;
        QVERIFY(!s.countersign(jws, s.physician, key, handedOut.transaction_id()));
        QCOMPARE(s.submit(s.physician, jws, handedOut.body()).error().code, Error::Code::PermissionDenied);
    }
    // Also with an approver's role beside their own, and in another session.
    Caller both = s.physician;
    both.roles.insert(RoleId{u"approver"_s});
    both.session = u"another"_s;
    QCOMPARE(s.beginApproval(both, handedOut.transaction_id()).error().code, Error::Code::PermissionDenied);
    // One key for two people: it stays with the first, so the second signature does not verify as theirs.
    QCOMPARE(s.enrol(s.senior, s.physicianKey, "s2").error().code, Error::Code::PermissionDenied);
    Jws shared = first;
    QVERIFY(s.countersign(shared, s.senior, s.physicianKey, handedOut.transaction_id()));
    QCOMPARE(s.submit(s.senior, shared, handedOut.body()).error().code, Error::Code::PermissionDenied);
    // Two people at one workstation.
    Caller atDesk = s.physician;
    atDesk.workstation = u"spiffe://platform.test/console/1"_s;
    const auto request = s.form("prescribe");
    const auto prepared = s.transactions->prepare(atDesk, request);
    QVERIFY(prepared);
    Jws jws = s.sign(s.intent(request, *prepared, atDesk), s.physicianKey, s.header(*prepared));
    QCOMPARE(s.submit(atDesk, jws, prepared->body())->state(), Outcome::WAITING);
    Caller neighbour = s.senior;
    neighbour.workstation = atDesk.workstation;
    QCOMPARE(s.beginApproval(neighbour, prepared->transaction_id()).error().code, Error::Code::PermissionDenied);
    neighbour.workstation = u"spiffe://platform.test/console/2"_s;
    QVERIFY(s.countersign(jws, neighbour, s.seniorKey, prepared->transaction_id()));
    neighbour.workstation = atDesk.workstation;
    QCOMPARE(s.submit(neighbour, jws, prepared->body()).error().code, Error::Code::PermissionDenied);
    neighbour.workstation = u"spiffe://platform.test/console/2"_s;
    QCOMPARE(s.submit(neighbour, jws, prepared->body())->state(), Outcome::DONE);
}

void TestTransactionService::theFirstPersonMustStillHoldRoleAndKey()
{
    const auto refused = [this](const Prepared &handedOut, const Jws &countersigned, QLatin1StringView why) {
        const auto begun = s.beginApproval(s.senior, handedOut.transaction_id());
        const auto approved = s.submit(s.senior, countersigned, handedOut.body());
        return !begun && begun.error().code == Error::Code::PermissionDenied && begun.error().detail.contains(why) && !approved &&
               approved.error().code == Error::Code::PermissionDenied;
    };
    const auto before = s.patient().etag();
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    QVERIFY(s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    const auto key = s.database->query(u"SELECT session FROM keys WHERE subject = 'eerik'"_s)->first().first();
    QVERIFY(s.database->execute(u"UPDATE keys SET session = 'ended' WHERE subject = 'eerik'"_s));
    QVERIFY(refused(handedOut, jws, "key of the first person"_L1));
    QVERIFY(s.database->execute(u"UPDATE keys SET session = ? WHERE subject = 'eerik'"_s, {key}));
    QVERIFY(s.beginApproval(s.senior, handedOut.transaction_id()));
    const auto held = s.subscriptions->list(s.physician.subject);
    QVERIFY(s.subscriptions->withdraw(s.physician, fromWire(held.mine(0).id())));
    QVERIFY(refused(handedOut, jws, "first person's role"_L1));
    QCOMPARE(s.patient().etag(), before);
}

void TestTransactionService::T17_replayReorderAndClocks()
{
    const auto request = s.form("prescribe");
    const Prepared one = prepared(request);
    const Prepared two = prepared(request);
    // A nonce is for one transaction: the other's signature does not fit, in either order.
    QCOMPARE(s.submit(s.physician, s.sign(s.intent(request, one, s.physician), s.physicianKey, s.header(two)), one.body())
                 .error()
                 .code,
             Error::Code::Invalid);
    // Ten minutes fast, ten minutes slow: a sentence about the clock.
    for (const auto &[by, word] : {std::pair{10min, u"ahead"_s}, std::pair{-10min, u"behind"_s}}) {
        QJsonObject intent = s.intent(request, one, s.physician);
        QJsonObject header = s.header(one);
        const auto wrong = s.seconds() + std::chrono::seconds(by).count();
        header["iat"_L1] = wrong;
        const auto onlyHeader = s.submit(s.physician, s.sign(intent, s.physicianKey, header), one.body());
        QCOMPARE(onlyHeader.error().code, Error::Code::Invalid);
        intent["iat"_L1] = wrong;
        const auto refused = s.submit(s.physician, s.sign(intent, s.physicianKey, header), one.body());
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        for (const auto &error : {onlyHeader.error(), refused.error()})
            QVERIFY2(error.detail.contains("clock"_L1) && error.detail.contains(word) && error.detail.contains("10 minutes"_L1),
                     qPrintable(error.detail));
    }
    // Replayed: the same answer and nothing written twice; under a new nonce of a later transaction: refused.
    const Jws jws = s.sign(s.intent(request, one, s.physician), s.physicianKey, s.header(one));
    QCOMPARE(s.submit(s.physician, jws, one.body())->state(), Outcome::WAITING);
    QCOMPARE(s.submit(s.physician, jws, one.body())->state(), Outcome::WAITING);
    Jws moved = jws;
    moved.payload = QJsonDocument(s.intent(request, two, s.physician)).toJson(QJsonDocument::Compact);
    moved.payloadText = toBase64Url(moved.payload);
    QCOMPARE(s.submit(s.physician, moved, two.body()).error().code, Error::Code::Invalid);
    // The second signature before the first is there.
    Jws early = s.sign(s.intent(request, two, s.physician), s.physicianKey, s.header(two));
    QVERIFY(!s.countersign(early, s.senior, s.seniorKey, two.transaction_id()));
    QVERIFY(!s.submit(s.senior, early, two.body()));
    QCOMPARE(s.database->query(u"SELECT * FROM receipts"_s)->size(), 0);
}

void TestTransactionService::aHeaderForSomethingElseIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("typ") << u"typ"_s << QJsonValue(u"at+jwt"_s);
    QTest::newRow("cty") << u"cty"_s << QJsonValue(u"text/plain"_s);
    QTest::newRow("htm") << u"htm"_s << QJsonValue(u"GET"_s);
    QTest::newRow("htu") << u"htu"_s << QJsonValue(u"https://elsewhere.test/Submit"_s);
    QTest::newRow("nonce") << u"nonce"_s << QJsonValue(u"AAAAAAAAAAAAAAAAAAAAAA"_s);
    QTest::newRow("iat") << u"iat"_s << QJsonValue(u"now"_s);
    QTest::newRow("not canonical") << u"x"_s << QJsonValue(true);
}

void TestTransactionService::aHeaderForSomethingElseIsRefused()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    QJsonObject header = s.header(handedOut);
    header.insert(member, value);
    const auto intent = s.intent(request, handedOut, s.physician);
    QCOMPARE(s.submit(s.physician, s.sign(intent, s.physicianKey, header), handedOut.body()).error().code, Error::Code::Invalid);
    header.remove(member);
    if (member != "x"_L1)
        QVERIFY(!s.submit(s.physician, s.sign(intent, s.physicianKey, header), handedOut.body()));
}

void TestTransactionService::es384SignsToo()
{
    const EcKey key = EcKey::generate(EcKey::Curve::P384).value();
    QVERIFY(s.enrol(s.physician, key, "p384"));
    const auto request = s.form("stop");
    const Prepared handedOut = prepared(request);
    const Jws jws = s.sign(s.intent(request, handedOut, s.physician), key, s.header(handedOut));
    QCOMPARE(jws.signatures.front().algorithm(), u"ES384"_s);
    QCOMPARE(jws.signatures.front().signature.size(), 96);
    const auto done = s.submit(s.physician, jws, handedOut.body());
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->state(), Outcome::DONE);
}

void TestTransactionService::decliningNeedsAReasonAndEndsIt()
{
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    transactions::v1::DeclineRequest request;
    request.set_sector_id("health");
    request.set_transaction_id(handedOut.transaction_id());
    QCOMPARE(s.transactions->decline(s.senior, request).error().code, Error::Code::Invalid);
    request.set_reason("eGFR 41: 2.5 mg");
    QCOMPARE(s.transactions->decline(Services::caller("sirje", "observer"), request).error().code, Error::Code::PermissionDenied);
    QCOMPARE(s.transactions->decline(s.senior, request)->state(), Outcome::DECLINED);
    QVERIFY(!s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    QCOMPARE(s.submit(s.senior, jws, handedOut.body()).error().code, Error::Code::Conflict);
    const auto told = s.notices->noticesFor(s.physician.subject);
    QVERIFY(fromWire(told->last().title()).startsWith("Declined"_L1));
}

void TestTransactionService::aProofIsUsedOnce()
{
    QCOMPARE(s.enrol(s.physician, EcKey::generate().value(), "p1").error().code, Error::Code::Invalid);
    QVERIFY(s.enrol(s.physician, s.physicianKey, "p1")); // the same key again: the reply was lost
}

void TestTransactionService::everythingAcknowledgedSurvivesAKill()
{
    const auto first = stopped();
    QVERIFY(first);
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    // The files as a killed process leaves them.
    auto afterKill = std::make_unique<QTemporaryDir>();
    for (const char *name : {"stanforis.sqlite", "stanforis.sqlite-wal"})
        QVERIFY(QFile::copy(m_folder->filePath(QString::fromLatin1(name)), afterKill->filePath(QString::fromLatin1(name))));
    QCOMPARE(s.open(afterKill->path()), QString());
    m_folder = std::move(afterKill);

    QVERIFY(s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    const auto second = s.submit(s.senior, jws, handedOut.body());
    QVERIFY2(second, qPrintable(second ? QString() : second.error().detail));
    const auto facts = QJsonDocument::fromJson(Jws::readCompact(bytesFromWire(second->receipt().jws()))->payload);
    QCOMPARE(facts["ledger"_L1]["index"_L1].toInt(), 2);
    const QByteArray previous =
        QCryptographicHash::hash(bytesFromWire(first->receipt().jws()), QCryptographicHash::Sha256).toHex();
    QCOMPARE(facts["ledger"_L1]["previous"_L1].toString(), QString::fromLatin1(previous));

    QVERIFY(s.database->execute(u"DELETE FROM receipts WHERE ledger_index = 1"_s));
    QVERIFY(!s.open(m_folder->path()).isEmpty()); // a ledger with a hole is not served
}

void TestTransactionService::aWatcherSeesWhatIsTheirs()
{
    Methods methods;
    addTransactionMethods(methods, *s.transactions);
    transactions::v1::ListRequest request;
    request.set_sector_id("health");
    const auto watch = methods.value("/stanforis.transactions.v1.Transactions/Watch");
    KeepingSink approver;
    KeepingSink stranger;
    const Caller observer = Services::caller("sirje", "observer");
    const auto one = watch.stream(&s.senior, serializeMessage(request), &approver);
    const auto two = watch.stream(&observer, serializeMessage(request), &stranger);
    Prepared handedOut;
    Jws jws = prescribed(&handedOut);
    QCOMPARE(approver.messages.size(), 1);
    QVERIFY(approver.at<Outcome>(0).may_approve());
    QVERIFY(s.countersign(jws, s.senior, s.seniorKey, handedOut.transaction_id()));
    QVERIFY(s.submit(s.senior, jws, handedOut.body()));
    QCOMPARE(approver.at<Outcome>(1).state(), Outcome::DONE);
    QCOMPARE(stranger.messages.size(), 0);
    request.set_sector_id("finance");
    QVERIFY(!watch.stream(&s.senior, serializeMessage(request), &approver));
}

QTEST_GUILESS_MAIN(TestTransactionService)
#include "tst_transactionservice.moc"
