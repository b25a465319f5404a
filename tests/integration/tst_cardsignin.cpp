// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardreader.h"
#include "tests/support/cardfolder.h"
#include "tests/support/consolerig.h"
#include "tests/support/heldkeychain.h"
#include "tests/support/openssltool.h"
#include "tests/support/watchedhttp.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto person = "nv-48707314-maripuu";

Secret rightPin() { return Secret(QByteArray("493817")); }

} // namespace

/// The console's sign-in by card against the real provider, with a SoftHSM token for a card.
class TestCardSignIn : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    CardFolder m_cards;
    SimulatorProcess m_simulator;
    std::unique_ptr<ConsoleRig> m_rig;
    std::unique_ptr<CardReader> m_card;

    QString origin() const { return m_simulator.address().toString(); }

    QByteArray challenge() const
    {
        ProviderClient client(*m_rig->http, m_rig->reached->profile.issuer, m_rig->reached->profile.clientId);
        const auto nonce = await<QByteArray>([&](QObject *context, auto reply) {
            client.challengeCard(context, QUrl(m_rig->reached->profile.issuer + u"/card"_s), reply);
        });
        return nonce ? *nonce : QByteArray();
    }
    Result<TokenAnswer> redeem(const QByteArray &token, const QByteArray &nonce) const
    {
        ProviderClient client(*m_rig->http, m_rig->reached->profile.issuer, m_rig->reached->profile.clientId);
        return await<TokenAnswer>([&](QObject *context, auto reply) {
            client.redeemCard(context, QUrl(m_rig->reached->profile.issuer + u"/token"_s), token, nonce,
                              QString(SignInFlow::viewing), m_rig->reached->profile.platformResource, reply);
        });
    }
    /// Made by the card for an origin, as the console makes it for the platform.
    Result<QByteArray> tokenFor(const QString &origin, const QByteArray &nonce) const
    {
        const auto pin = connect(
            m_card.get(), &CardPort::pinWanted, m_card.get(), [this] { m_card->enterPin(rightPin()); }, Qt::QueuedConnection);
        auto token =
            await<QByteArray>([&](QObject *context, auto reply) { m_card->authenticate(context, origin, nonce, reply); });
        disconnect(pin);
        return token;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(CardFolder::available(), "SoftHSM is not installed: installer/dependencies.sh --tests");
        QVERIFY(m_simulator.start({u"--state"_s, m_state.path()}));
        QFile pin(m_state.filePath(u"pin"_s));
        QVERIFY(pin.open(QIODevice::WriteOnly));
        pin.write("493817\n");
        pin.close();
        const auto problem = m_cards.make(m_state.path(), QLatin1String(person), pin.fileName());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void init()
    {
        m_rig = std::make_unique<ConsoleRig>();
        QVERIFY(m_rig->read(ConsoleRig::addressOf(m_simulator)));
        m_rig->build(m_simulator.newCode());
        m_card = std::make_unique<CardReader>(CardFolder::module());
        m_rig->session->setCard(m_card.get());
        m_card->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_card->facts().state, CardFacts::State::Ready, 15'000);
    }
    void cleanup()
    {
        m_rig.reset();
        m_card.reset();
        m_other.reset();
        m_cards.putIn();
    }

    void theCardSaysWhoseItIsWithoutItsPin()
    {
        QCOMPARE(m_card->facts().holder, u"Liis Maripuu"_s);
        QCOMPARE(m_card->facts().pin, CardFacts::Pin::Ready);
        QVERIFY(m_card->facts().ends > m_rig->clock.now() + std::chrono::days(1000));
    }

    void theHolderSignsInWithCardAndPin()
    {
        QSignalSpy asked(m_card.get(), &CardPort::pinWanted);
        QSignalSpy settled(m_card.get(), &CardPort::pinSettled);
        m_rig->session->signIn(SignInWay::Card);
        QCOMPARE(m_rig->session->state(), SessionState::SigningIn);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        QCOMPARE(asked[0][0].value<PinRequest>().origin, origin());
        m_card->enterPin(rightPin());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);
        QCOMPARE(settled.size(), 1);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(m_rig->session->identity()->subject.value, QLatin1String(person));
        QCOMPARE(m_rig->session->identity()->assurance, u"high"_s);
        QCOMPARE(m_rig->session->identity()->method, u"sc, pin"_s);
        // The session is one like any other: it opens what its holder is subscribed to.
        const auto sector = await<Sector>(
            [&](QObject *context, auto reply) { m_rig->link->catalogue().sector(context, SectorId(u"energy"_s), reply); });
        QVERIFY2(sector, sector ? "" : qPrintable(sector.error().detail));
    }

    void aWrongPinIsAskedForAgainAndTheRightOneEndsIt()
    {
        QList<PinRequest> asked;
        connect(m_card.get(), &CardPort::pinWanted, m_card.get(), [&asked](const PinRequest &request) { asked.append(request); });
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        m_card->enterPin(Secret(QByteArray("12")));
        QCOMPARE(asked.size(), 2); // too short for any card: not a try
        QCOMPARE(asked[1].trouble, PinRequest::Trouble::Length);
        m_card->enterPin(Secret(QByteArray("000000")));
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 3, 10'000);
        QCOMPARE(asked[2].trouble, PinRequest::Trouble::Wrong);
        QCOMPARE(asked[2].card.pin, CardFacts::Pin::FewTries);
        m_card->enterPin(rightPin());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);
    }

    void cancellingAtThePinEndsTheSignIn()
    {
        QSignalSpy asked(m_card.get(), &CardPort::pinWanted);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        m_card->cancel();
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 2, 10'000);
        QSignalSpy settled(m_card.get(), &CardPort::pinSettled);
        m_rig->session->cancelSignIn(); // or on the page
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(m_rig->session->state(), SessionState::SignedOut);
    }

    void aProofIsTakenOnce()
    {
        const auto nonce = challenge();
        const auto token = tokenFor(origin(), nonce);
        QVERIFY(token);
        QVERIFY(redeem(*token, nonce));
        QCOMPARE(redeem(*token, nonce).error().code, Error::Code::Unauthenticated);
        QCOMPARE(redeem(*token, challenge()).error().code, Error::Code::Unauthenticated); // nor for another challenge
    }

    void aProofForAnotherOriginIsRefused()
    {
        const auto nonce = challenge();
        const auto token = tokenFor(u"https://127.0.0.1:9"_s, nonce);
        QVERIFY(token);
        QCOMPARE(redeem(*token, nonce).error().code, Error::Code::Unauthenticated);
    }

    void theSigningKeySignsNobodyIn()
    {
        const auto module = card::Module::load(CardFolder::module());
        QVERIFY(module);
        const auto tokens = (*module)->tokens();
        QVERIFY(tokens && tokens->size() == 1);
        const auto &token = tokens->first();
        const auto certificates = (*module)->certificates(token);
        QVERIFY(certificates);
        QCOMPARE(certificates->size(), 2);
        const auto nonce = challenge();
        const QByteArray bytes = QCryptographicHash::hash(origin().toUtf8(), QCryptographicHash::Sha256) +
                                 QCryptographicHash::hash(nonce, QCryptographicHash::Sha256);
        for (const auto use : {card::Use::Signing, card::Use::Authentication}) {
            const auto &certificate = (*certificates)[0].use == use ? (*certificates)[0] : (*certificates)[1];
            const auto signature = (*module)->sign(token, certificate, rightPin(), bytes);
            QVERIFY2(signature, signature ? "" : qPrintable(signature.error().detail));
            const auto json =
                QJsonDocument(QJsonObject{{u"format"_s, u"web-eid:1.0"_s},
                                          {u"unverifiedCertificate"_s, QString::fromLatin1(certificate.der.toBase64())},
                                          {u"algorithm"_s, certificate.algorithm()},
                                          {u"signature"_s, QString::fromLatin1(signature->toBase64())}})
                    .toJson();
            if (use == card::Use::Signing)
                QCOMPARE(redeem(json, nonce).error().code, Error::Code::Unauthenticated);
            verifyWithOpenssl(certificate, bytes, *signature);
        }
    }

    /// Last but for the removal: it ends what the card is good for.
    void aRevokedCardIsRefused()
    {
        const auto module = card::Module::load(CardFolder::module());
        QVERIFY(module);
        QDir issued(m_state.filePath(u"cards/issued"_s));
        const auto serials = issued.entryList({u"*.pem"_s});
        QCOMPARE(serials.size(), 2);
        const auto before = challenge();
        const auto good = tokenFor(origin(), before);
        QVERIFY(good && redeem(*good, before));
        for (const auto &serial : serials) {
            QCOMPARE(QProcess::execute(QStringLiteral(STANFORIS_BINARY_DIR "/stanforis-simulator"),
                                       {u"revoke-card"_s, u"--state"_s, m_state.path(), serial.chopped(4)}),
                     0);
        }
        const auto nonce = challenge();
        const auto token = tokenFor(origin(), nonce);
        QVERIFY(token);
        QCOMPARE(redeem(*token, nonce).error().code, Error::Code::Unauthenticated);
    }

    /// SoftHSM's card is out when its folder is gone, and does not come back; so each of these has a card of its own.
    void takingTheCardOutAtThePinEndsTheSignIn()
    {
        putInAnotherCard();
        QSignalSpy asked(m_card.get(), &CardPort::pinWanted);
        QSignalSpy settled(m_card.get(), &CardPort::pinSettled);
        QSignalSpy failed(m_rig->session.get(), &SessionPort::signInFailed);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        QVERIFY(QDir(m_other->tokens()).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::NotFound);
        QCOMPARE(settled.size(), 1);
        QCOMPARE(m_card->facts().state, CardFacts::State::NoCard);
    }

    void takingTheCardOutLocksTheSession()
    {
        putInAnotherCard();
        QSignalSpy asked(m_card.get(), &CardPort::pinWanted);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        m_card->enterPin(rightPin());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);
        QVERIFY(QDir(m_other->tokens()).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 10'000);
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Card);
    }

    void takingTheCardOutBeforeTheTokensComeLocksAsWell()
    {
        putInAnotherCard();
        WatchedHttp http(*m_rig->http);
        makeSession(http, nullptr);
        http.held = "card_token=";
        QSignalSpy asked(m_card.get(), &CardPort::pinWanted);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        m_card->enterPin(rightPin());
        QTRY_VERIFY_WITH_TIMEOUT(http.isHolding(), 10'000);
        QSignalSpy removed(m_card.get(), &CardPort::removed);
        QVERIFY(QDir(m_other->tokens()).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(removed.size(), 1, 10'000);
        QSignalSpy states(m_rig->session.get(), &SessionPort::stateChanged);
        http.release();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 10'000);
        QCOMPARE(states.size(), 1); // never at work without the card
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Card);
        m_rig.reset();
    }

    void sessionOfACardGoesOnAfterARestartOnlyWithTheCard()
    {
        putInAnotherCard();
        HeldKeychain keychain;
        makeSession(*m_rig->http, &keychain);
        QSignalSpy asked(m_card.get(), &CardPort::pinWanted);
        m_rig->session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 10'000);
        m_card->enterPin(rightPin());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);
        QTRY_COMPARE(keychain.held.size(), 1);
        makeSession(*m_rig->http, &keychain);
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);

        m_rig->session.reset();
        m_card = std::make_unique<CardReader>(CardFolder::module()); // it looks into the reader a little later
        makeSession(*m_rig->http, &keychain);
        m_rig->session->resume();
        m_card->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Active, 10'000);

        QVERIFY(QDir(m_other->tokens()).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(m_card->facts().state, CardFacts::State::NoCard, 10'000);
        QTRY_COMPARE(m_rig->session->state(), SessionState::Locked);
        makeSession(*m_rig->http, &keychain);
        QSignalSpy states(m_rig->session.get(), &SessionPort::stateChanged);
        m_rig->session->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->session->state(), SessionState::Locked, 10'000);
        QCOMPARE(m_rig->session->cover()->reason, LockReason::Card);
        QCOMPARE(states.size(), 2); // signing in, locked
        m_rig.reset();
    }

private:
    void makeSession(HttpPort &http, KeychainPort *keychain)
    {
        m_rig->link.reset();
        m_rig->session = std::make_unique<Session>(m_rig->reached->profile, http, *m_rig->browser, m_rig->clock, keychain);
        m_rig->session->setCard(m_card.get());
    }
    void putInAnotherCard()
    {
        m_rig.reset();
        m_card.reset();
        m_other = std::make_unique<CardFolder>();
        const auto problem = m_other->make(m_state.path(), QLatin1String(person), m_state.filePath(u"pin"_s));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        init();
    }

    std::unique_ptr<CardFolder> m_other;

    void verifyWithOpenssl(const card::Certificate &certificate, const QByteArray &bytes, const QByteArray &signature) const
    {
        const QDir folder(m_state.path());
        const auto write = [&](const QString &name, const QByteArray &content) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
        };
        QVERIFY(write(u"card.der"_s, certificate.der) && write(u"signed"_s, bytes) && write(u"signature"_s, derOf(signature)));
        QProcess key;
        key.start(u"openssl"_s,
                  {u"x509"_s, u"-inform"_s, u"der"_s, u"-in"_s, folder.filePath(u"card.der"_s), u"-pubkey"_s, u"-noout"_s});
        QVERIFY(key.waitForFinished());
        QVERIFY(write(u"card.pub"_s, key.readAllStandardOutput()));
        QProcess verify;
        verify.start(u"openssl"_s, {u"dgst"_s, u"-sha256"_s, u"-verify"_s, folder.filePath(u"card.pub"_s), u"-signature"_s,
                                    folder.filePath(u"signature"_s), folder.filePath(u"signed"_s)});
        QVERIFY(verify.waitForFinished());
        QCOMPARE(verify.readAllStandardOutput().trimmed(), QByteArray("Verified OK"));
        QProcess chain;
        chain.start(u"openssl"_s,
                    {u"verify"_s, u"-CAfile"_s, folder.filePath(u"cards/identity.pem"_s), folder.filePath(u"card.der"_s)});
        QVERIFY(chain.waitForFinished());
        QVERIFY2(chain.exitCode() == 0, chain.readAllStandardError().constData());
    }
};

QTEST_GUILESS_MAIN(TestCardSignIn)
#include "tst_cardsignin.moc"
