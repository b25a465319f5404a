// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardreader.h"
#include "app/identity/intentsigner.h"
#include "app/identity/jws.h"
#include "app/identity/softwarekey.h"
#include "tests/support/cardfolder.h"
#include "tests/support/consolerig.h"
#include "tests/support/openssltool.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto person = "nv-48707314-maripuu";
const SectorId sector{u"energy"_s};

Secret rightPin() { return Secret(QByteArray("493817")); }
Secret wrongPin() { return Secret(QByteArray("000000")); }

} // namespace

/// Transactions signed with the card's signing key, from the card to the platform's ledger, with a SoftHSM token for a card.
class TestCardSigning : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    SimulatorProcess m_simulator;
    std::unique_ptr<CardFolder> m_cards;
    std::unique_ptr<ConsoleRig> m_rig;
    std::unique_ptr<CardReader> m_card;

    TransactionPort &work() const { return m_rig->link->transactions(); }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_state.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }

    /// A card of its own for each: SoftHSM's is out when its folder is gone, and does not come back.
    void signInByCard(const QString &curve = {}, const QString &module = CardFolder::module())
    {
        m_cards = std::make_unique<CardFolder>();
        const auto problem = m_cards->make(m_state.path(), QLatin1String(person), m_state.filePath(u"pin"_s), curve);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(m_simulator)));
        m_rig->build(m_simulator.newCode());
        m_card = std::make_unique<CardReader>(module);
        m_rig->session->setCard(m_card.get());
        m_card->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_card->facts().state, CardFacts::State::Ready, 15'000);
        const auto pin = connect(
            m_card.get(), &CardPort::pinWanted, m_card.get(), [this] { m_card->enterPin(rightPin()); }, Qt::QueuedConnection);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);
        disconnect(pin);
    }

    Result<Intent> composed() const
    {
        const ServiceId service{u"grid-balancing"_s};
        const PageId page{u"reserve-call"_s};
        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { m_rig->link->records().list(context, sector, service, page, {}, reply); });
        if (!records || records->records.isEmpty())
            return records ? Error{} : records.error();
        const auto &record = records->records.first();
        const Draft draft{
            sector, service, page, u"release"_s, record.id, record.etag, {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}}, {}};
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { work().prepare(context, draft, reply); });
        return prepared ? work().compose(draft, *prepared) : prepared.error();
    }

    Result<QByteArray> signedWith(Secret pin, const Intent &intent) const
    {
        return await<QByteArray>([&](QObject *context, auto reply) { work().sign(context, intent, {}, std::move(pin), reply); });
    }

    /// From the PIN to the receipt, with the signature that is in the ledger verified by OpenSSL's command line.
    void signsAndIsWritten(const QString &algorithm)
    {
        const auto certificate = m_card->signingCertificate();
        QVERIFY(certificate);
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        QVERIFY(work().asksForPin());
        const auto jws = signedWith(rightPin(), *intent);
        QVERIFY2(jws, jws ? "" : qPrintable(jws.error().detail));
        const auto done =
            await<Transaction>([&](QObject *context, auto reply) { work().submit(context, sector, *jws, intent->body, reply); });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->state, Transaction::State::Written);
        const auto facts =
            await<ReceiptFacts>([&](QObject *context, auto reply) { work().verify(context, done->receipt, reply); });
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
        QCOMPARE(facts->subjects, QStringList{QLatin1String(person)});
        QVERIFY(facts->personsProved);

        const auto ledgered = QJsonDocument::fromJson(done->receipt.transactionJws).object();
        const auto signature = ledgered["signatures"_L1][0];
        const QByteArray header = signature["protected"_L1].toString().toLatin1();
        const auto named = QJsonDocument::fromJson(*identity::fromBase64Url(header)).object();
        QCOMPARE(named["alg"_L1].toString(), algorithm);
        QCOMPARE(named["x5t#S256"_L1].toString().toLatin1(), identity::toBase64Url(identity::sha256(*certificate)));
        write(u"card.der"_s, *certificate);
        write(u"signed"_s, header + '.' + ledgered["payload"_L1].toString().toLatin1());
        write(u"signature"_s, derOf(*identity::fromBase64Url(signature["signature"_L1].toString().toLatin1())));
        const auto file = [this](const QString &name) { return m_state.filePath(name); };
        QVERIFY(openssl({u"x509"_s, u"-inform"_s, u"der"_s, u"-in"_s, file(u"card.der"_s), u"-pubkey"_s, u"-noout"_s, u"-out"_s,
                         file(u"card.pub"_s)})
                    .first);
        const auto verified = openssl({u"dgst"_s, algorithm == "ES384"_L1 ? u"-sha384"_s : u"-sha256"_s, u"-verify"_s,
                                       file(u"card.pub"_s), u"-signature"_s, file(u"signature"_s), file(u"signed"_s)});
        QCOMPARE(verified.second.trimmed(), QByteArray("Verified OK"));
        QVERIFY(openssl({u"verify"_s, u"-CAfile"_s, file(u"cards/identity.pem"_s), file(u"card.der"_s)}).first);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(CardFolder::available(), "SoftHSM is not installed: installer/dependencies.sh --tests");
        QVERIFY(m_simulator.start({u"--state"_s, m_state.path()}));
        write(u"pin"_s, "493817\n");
    }
    void cleanup()
    {
        m_rig.reset();
        m_card.reset();
        m_cards.reset();
    }

    void workIsSignedWithTheCardAndItsReceiptVerifies()
    {
        signInByCard();
        QVERIFY(m_rig->session->identity());
        signsAndIsWritten(u"ES256"_s);
        signsAndIsWritten(u"ES256"_s); // the PIN anew, the key known already
    }

    void aCardOnP384SignsWithEs384()
    {
        signInByCard(u"P-384"_s);
        QVERIFY(m_rig->session->identity());
        signsAndIsWritten(u"ES384"_s);
    }

    void whoSignedInWithoutTheCardSignsWithoutIt()
    {
        signInByCard();
        m_rig->session->signOut();
        QVERIFY(m_rig->signIn(QLatin1String(person)));
        QVERIFY(!work().asksForPin());
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        const auto jws = signedWith({}, *intent);
        QVERIFY(jws);
        QVERIFY(identity::Jws::fromGeneral(*jws)->signatures()[0].header["x5t#S256"_L1].isUndefined());
    }

    void aSessionBegunWithTheCardTakesNoOtherKey()
    {
        signInByCard();
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        // A console that was made to forget it: the platform does not.
        SoftwareKey other;
        auto *signer = dynamic_cast<IntentSigner *>(&m_rig->session->signer());
        QVERIFY(signer);
        signer->use(&other);
        QVERIFY(!work().asksForPin());
        const auto refused = signedWith({}, *intent);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY2(refused.error().detail.contains(u"signed with the card"_s), qPrintable(refused.error().detail));
        signer->use(nullptr);
    }

    void aWrongPinCanBeEnteredAgainForTheSameIntent()
    {
        signInByCard();
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        const auto tooShort = signedWith(Secret(QByteArray("12")), *intent);
        QVERIFY(!tooShort);
        QCOMPARE(tooShort.error().detail, QString(pinLengthProblem));
        QCOMPARE(m_card->signingFacts().pin, CardFacts::Pin::Ready); // not a try
        const auto wrong = signedWith(wrongPin(), *intent);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().code, Error::Code::Invalid);
        QCOMPARE(wrong.error().detail, QString(pinProblem));
        QCOMPARE(m_card->signingFacts().pin, CardFacts::Pin::FewTries);
        const auto right = signedWith(rightPin(), *intent);
        QVERIFY2(right, right ? "" : qPrintable(right.error().detail));
        const auto done = await<Transaction>(
            [&](QObject *context, auto reply) { work().submit(context, sector, *right, intent->body, reply); });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(m_card->signingFacts().pin, CardFacts::Pin::Ready);
    }

    void T11_threeWrongPinsBlockAndNoFourthIsSent()
    {
        // OpenSC's spy stands between the console and the card and writes down every call.
        const auto spy = u"/usr/lib/x86_64-linux-gnu/pkcs11-spy.so"_s;
        QVERIFY2(QFile::exists(spy), "OpenSC's PKCS #11 spy is not installed: installer/dependencies.sh --tests");
        const auto log = m_state.filePath(u"calls"_s);
        qputenv("PKCS11SPY", QFile::encodeName(CardFolder::module()));
        qputenv("PKCS11SPY_OUTPUT", QFile::encodeName(log));
        const auto logins = [&log] {
            QFile file(log);
            return file.open(QIODevice::ReadOnly) ? int(file.readAll().count(": C_Login")) : -1;
        };
        signInByCard({}, spy);
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        const int before = logins();
        QCOMPARE(signedWith(wrongPin(), *intent).error().code, Error::Code::Invalid);
        QCOMPARE(signedWith(wrongPin(), *intent).error().code, Error::Code::Invalid);
        QCOMPARE(m_card->signingFacts().pin, CardFacts::Pin::LastTry);
        for (int i = 0; i < 2; ++i) {
            const auto blocked = signedWith(i == 0 ? wrongPin() : rightPin(), *intent);
            QVERIFY(!blocked);
            QCOMPARE(blocked.error().code, Error::Code::PermissionDenied);
            QCOMPARE(blocked.error().detail, QString(pinProblem));
            QCOMPARE(m_card->signingFacts().pin, CardFacts::Pin::Blocked);
            QCOMPARE(logins(), before + 3);
        }
    }

    void aCardTakenOutAtThePinSignsNothing()
    {
        signInByCard();
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        QVERIFY(QDir(m_cards->tokens()).removeRecursively());
        const auto gone = signedWith(rightPin(), *intent); // before the console has looked
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, Error::Code::NotFound);
        QCOMPARE(gone.error().detail, QString(cardProblem));
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 10'000);
        QCOMPARE(m_card->signingFacts().state, CardFacts::State::NoCard);
        QCOMPARE(signedWith(rightPin(), *intent).error().detail, QString(cardProblem));
    }

    /// Last: it ends what every card here is good for.
    void aCardThatIsRevokedAfterItsKeyWasEnrolledSignsNothingMore()
    {
        signInByCard();
        const auto intent = composed();
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        const auto jws = signedWith(rightPin(), *intent);
        QVERIFY(jws);
        for (const auto &file : QDir(m_state.filePath(u"cards/issued"_s)).entryInfoList({u"*.pem"_s})) {
            QVERIFY(runProgram(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-simulator"),
                               {u"revoke-card"_s, u"--state"_s, m_state.path(), file.baseName()})
                        .first);
        }
        const auto refused =
            await<Transaction>([&](QObject *context, auto reply) { work().submit(context, sector, *jws, intent->body, reply); });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QVERIFY2(refused.error().detail.contains(u"revoked"_s), qPrintable(refused.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestCardSigning)
#include "tst_cardsigning.moc"
