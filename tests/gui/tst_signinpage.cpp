// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/connectionstore.h"
#include "tests/gui/pagesupport.h"
#include "views/access/lookupfield.h"
#include "views/access/lookuptext.h"
#include "views/access/openingpage.h"
#include "views/access/signinpage.h"

#include <QLineEdit>
#include <QPushButton>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

class SignInPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhichPlatformAndWhy();
    void oneButtonOpensTheBrowser();
    void waitingCountsDownAndCanBeCancelled();
    void aFailedAttemptIsToldOnce();
    void anUnreachedPlatformSaysWhatToDo_data();
    void anUnreachedPlatformSaysWhatToDo();
    void anAddressIsCheckedWhileTyped_data();
    void anAddressIsCheckedWhileTyped();
    void aWorkstationIsEnrolledWithACode();
    void aUselessCodeIsToldInASentence_data();
    void aUselessCodeIsToldInASentence();
    void theSimulatorCanBeStartedAndStopped();
    void aReceiptIsCheckedInWords();
    void eachBadInputEndsInASentenceWithWhatToDo_data();
    void eachBadInputEndsInASentenceWithWhatToDo();
    void anIdentifierIsShownInWordsAndAsDocument();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void whatIsOpenedIsNamedAndReadOut_data();
    void whatIsOpenedIsNamedAndReadOut();

private:
    void connectPlatform(Mode mode = Mode::Live);
    template <class T = QWidget>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<StillClock> m_clock;
    std::unique_ptr<ConnectionStore> m_connection;
    std::unique_ptr<SignInPage> m_page;
};

void SignInPageTest::initTestCase() { m_theme = std::make_unique<ThemeManager>(qApp, Variant::Light); }

void SignInPageTest::init()
{
    m_theme->setVariant(Variant::Light);
    m_theme->setDensity(Density::Desk);
    m_clock = std::make_unique<StillClock>(noon());
    m_connection = std::make_unique<ConnectionStore>();
    m_page = std::make_unique<SignInPage>(*m_connection, *m_clock);
    m_page->setAddress(u"https://gateway.platform.norvane"_s);
}

void SignInPageTest::cleanup() { m_page.reset(); }

void SignInPageTest::connectPlatform(Mode mode)
{
    ConnectionProfile profile;
    profile.address = u"https://gateway.platform.norvane"_s;
    profile.name = u"Republic of Norvane"_s;
    profile.platform = u"National platform"_s;
    profile.mode = mode;
    profile.contract = u"v1"_s;
    profile.grpcEndpoint = u"gateway.platform.norvane:8443"_s;
    TrustFacts trust;
    trust.subject = u"gateway.platform.norvane"_s;
    trust.issuer = u"Norvane Root CA 2"_s;
    trust.validUntil = QDateTime({2027, 3, 14}, {12, 0}, Qt::UTC);
    trust.protocol = u"TLS 1.3"_s;
    trust.anchor = u"pinned"_s;
    trust.clockOffset = std::chrono::milliseconds(12);
    m_connection->setProfile(profile, trust);
}

void SignInPageTest::saysWhichPlatformAndWhy()
{
    connectPlatform();
    show(*m_page, {1912, 1052}, u"sign-in-light"_s);
    QCOMPARE(find<QLabel>("platform-name")->text(), u"Republic of Norvane"_s);
    QCOMPARE(find("fact-identity")->accessibleName(), u"The platform proved who it is"_s);
    QVERIFY(find("fact-identity")->accessibleDescription().contains(u"Norvane Root CA 2"_s));
    QCOMPARE(find("fact-clock")->accessibleName(), u"Clock agrees with the platform"_s);
    QCOMPARE(unnamed(m_page.get()), QStringList());
}

void SignInPageTest::oneButtonOpensTheBrowser()
{
    connectPlatform();
    show(*m_page, {1912, 1052}, u"sign-in-ready"_s);
    QSignalSpy asked(m_page.get(), &SignInPage::signInRequested);
    QCOMPARE(m_page->firstFocus(), find("sign-in-open-browser"));
    m_page->firstFocus()->setFocus();
    QTest::keyClick(m_page->firstFocus(), Qt::Key_Space);
    QCOMPARE(asked.count(), 1);
}

void SignInPageTest::waitingCountsDownAndCanBeCancelled()
{
    connectPlatform();
    m_page->setSessionState(SessionState::SigningIn);
    m_page->setPrompt({.ends = noon() + std::chrono::minutes(5)});
    show(*m_page, {1912, 1052}, u"sign-in-waiting"_s);
    QCOMPARE(find<QLabel>("sign-in-countdown")->text(), u"5:00 left"_s);
    QVERIFY(!find("sign-in-open-browser")->isVisible());
    m_clock->advance(std::chrono::seconds(61));
    QTRY_COMPARE(find<QLabel>("sign-in-countdown")->text(), u"3:59 left"_s);
    QSignalSpy again(m_page.get(), &SignInPage::openAgainRequested);
    QSignalSpy copied(m_page.get(), &SignInPage::copyLinkRequested);
    QSignalSpy cancelled(m_page.get(), &SignInPage::cancelRequested);
    find<QPushButton>("sign-in-open-again")->click();
    find<QPushButton>("sign-in-copy-link")->click();
    QTest::keyClick(find("sign-in-copy-link"), Qt::Key_Escape);
    QCOMPARE(again.count(), 1);
    QCOMPARE(copied.count(), 1);
    QCOMPARE(cancelled.count(), 1);
}

void SignInPageTest::aFailedAttemptIsToldOnce()
{
    connectPlatform();
    m_page->setSignInFailure({Error::Code::TimedOut, {}});
    m_theme->setVariant(Variant::Dark);
    show(*m_page, {1912, 1052}, u"sign-in-failed-dark"_s);
    QVERIFY(find("sign-in-failure")->isVisible());
    QCOMPARE(find("sign-in-failure")->accessibleName(), u"The browser did not come back in time."_s);
    QVERIFY(find("sign-in-failure")->accessibleDescription().contains(u"nothing was kept"_s));
    m_page->setSessionState(SessionState::SigningIn);
    QVERIFY(!find("sign-in-failure")->isVisible());
}

void SignInPageTest::anUnreachedPlatformSaysWhatToDo_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::newRow("unreachable") << int(Error::Code::Unreachable) << u"can't be reached"_s;
    QTest::newRow("untrusted") << int(Error::Code::Untrusted) << u"could not prove who it is"_s;
    QTest::newRow("garbage") << int(Error::Code::Malformed) << u"not as a platform does"_s;
}

void SignInPageTest::anUnreachedPlatformSaysWhatToDo()
{
    QFETCH(int, code);
    QFETCH(QString, part);
    m_connection->setFailure(Error{Error::Code(code), u"Connection refused"_s});
    show(*m_page, {1912, 1052}, u"sign-in-"_s + QLatin1String(QTest::currentDataTag()));
    QVERIFY(find("platform-problem")->accessibleName().contains(part));
    QVERIFY(find("platform-problem")->accessibleDescription().contains(u"Nothing was sent"_s));
    QVERIFY(!find("sign-in-open-browser")->isVisible());
    QSignalSpy again(m_page.get(), &SignInPage::retryRequested);
    QSignalSpy simulator(m_page.get(), &SignInPage::simulatorRequested);
    QCOMPARE(m_page->firstFocus(), find("platform-retry"));
    find<QPushButton>("platform-retry")->click();
    find<QPushButton>("simulator-start")->click();
    QCOMPARE(again.count(), 1);
    QCOMPARE(simulator.count(), 1);
    find<QPushButton>("platform-choose-other")->click();
    QVERIFY(find("platform-address")->hasFocus());
    QCOMPARE(unnamed(m_page.get()), QStringList());
}

void SignInPageTest::anAddressIsCheckedWhileTyped_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"https://platform.norvane"_s << true;
    QTest::newRow("port and fingerprint") << u"https://127.0.0.1:8443#sha256="_s + QString(64, u'a') << true;
    QTest::newRow("http") << u"http://platform.norvane"_s << false;
    QTest::newRow("no host") << u"https://"_s << false;
    QTest::newRow("path") << u"https://platform.norvane/id"_s << false;
    QTest::newRow("user") << u"https://me@platform.norvane"_s << false;
    QTest::newRow("short fingerprint") << u"https://platform.norvane#sha256=abc"_s << false;
}

void SignInPageTest::anAddressIsCheckedWhileTyped()
{
    QFETCH(QString, address);
    QFETCH(bool, good);
    connectPlatform();
    show(*m_page, {1912, 1052}, u"sign-in-address"_s);
    QSignalSpy asked(m_page.get(), &SignInPage::platformRequested);
    find<QPushButton>("platform-choose")->click();
    auto *field = find<QLineEdit>("platform-address");
    QTest::keyClicks(field, address);
    QCOMPARE(find("platform-connect")->isEnabled(), good);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(asked.count(), good ? 1 : 0);
    if (good)
        QCOMPARE(asked.first().first().toString(), address);
    else
        QVERIFY(!field->accessibleDescription().isEmpty());
}

void SignInPageTest::aWorkstationIsEnrolledWithACode()
{
    connectPlatform();
    Workstation workstation;
    m_page->setWorkstation(workstation);
    show(*m_page, {1912, 1052}, u"sign-in-enrolment"_s);
    QVERIFY(find("enrolment")->isVisible());
    QVERIFY(!find("sign-in-open-browser")->isVisible());
    QVERIFY(!find("fact-workstation")->isVisible());
    QCOMPARE(m_page->firstFocus(), find("enrolment-code"));
    QVERIFY(!find("enrolment-submit")->isEnabled());
    QSignalSpy asked(m_page.get(), &SignInPage::enrolmentRequested);
    QTest::keyClicks(find("enrolment-code"), u"7KQM-2XVA-9TRD-HJ4P"_s);
    QVERIFY(find("enrolment-submit")->isEnabled());
    QTest::keyClick(find("enrolment-code"), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toString(), u"7KQM-2XVA-9TRD-HJ4P"_s);
    QCOMPARE(unnamed(m_page.get()), QStringList());

    workstation.phase = WorkstationPhase::Enrolling;
    m_page->setWorkstation(workstation);
    show(*m_page, {1912, 1052}, u"sign-in-enrolling"_s);
    QVERIFY(!find("enrolment-code")->isVisible());
    workstation.phase = WorkstationPhase::Enrolled;
    workstation.id = u"spiffe://platform.norvane/console/ws-4kq9m2x7"_s;
    workstation.certificate.until = noon() + std::chrono::hours(24);
    m_page->setWorkstation(workstation);
    show(*m_page, {1912, 1052}, u"sign-in-enrolled"_s);
    QVERIFY(!find("enrolment")->isVisible());
    QVERIFY(find("fact-workstation")->accessibleDescription().contains(workstation.id.section(u'/', -1)));
    QVERIFY(find("sign-in-open-browser")->isVisible());
    QVERIFY(find<QLineEdit>("enrolment-code")->text().isEmpty());

    workstation = {};
    workstation.problem = Error{Error::Code::Unauthenticated, {}};
    m_page->setWorkstation(workstation);
    QVERIFY(find("enrolment")->accessibleDescription().contains(u"new code"_s));
}

void SignInPageTest::aUselessCodeIsToldInASentence_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown") << int(Error::Code::Unauthenticated) << u"does not know this code"_s;
    QTest::newRow("used or too old") << int(Error::Code::PermissionDenied) << u"too old"_s;
    QTest::newRow("too many") << int(Error::Code::Unavailable) << u"ten minutes"_s;
    QTest::newRow("unreachable") << int(Error::Code::Unreachable) << u"code is still good"_s;
    QTest::newRow("wrong answer") << int(Error::Code::Malformed) << u"not used"_s;
}

void SignInPageTest::aUselessCodeIsToldInASentence()
{
    QFETCH(int, code);
    QFETCH(QString, part);
    connectPlatform();
    m_page->setWorkstation({});
    show(*m_page, {1358, 740}, u"sign-in-code-"_s + QString::number(code));
    QTest::keyClicks(find("enrolment-code"), u"ABCD"_s);
    m_page->setEnrolmentFailure({Error::Code(code), {}});
    show(*m_page, {1358, 740}, u"sign-in-code-"_s + QString::number(code));
    QVERIFY2(find("enrolment-code")->accessibleDescription().contains(part),
             qPrintable(find("enrolment-code")->accessibleDescription()));
    QVERIFY2(clipped(m_page.get()).isEmpty(), qPrintable(clipped(m_page.get()).join(u'\n')));
    QTest::keyClicks(find("enrolment-code"), u"E"_s);
    QVERIFY(!find("enrolment-code")->accessibleDescription().contains(part));
}

void SignInPageTest::theSimulatorCanBeStartedAndStopped()
{
    m_connection->setFailure(Error{Error::Code::Unreachable, {}});
    m_page->setSimulatorStarting(u"Making its certificates"_s);
    show(*m_page, {1912, 1052}, u"sign-in-simulator"_s);
    QVERIFY(find("simulator-starting")->isVisible());
    QCOMPARE(find("simulator-starting")->accessibleDescription(), u"Making its certificates"_s);
    QVERIFY(!find("platform-problem")->isVisible());
    QSignalSpy stop(m_page.get(), &SignInPage::simulatorCancelRequested);
    find<QPushButton>("simulator-cancel")->click();
    QCOMPARE(stop.count(), 1);
    m_page->setSimulatorFinished(Error{Error::Code::Storage, u"/var/lib: read-only"_s});
    QVERIFY(find("sign-in-failure")->accessibleName().contains(u"can't write its folder"_s));
    QVERIFY(find("platform-problem")->isVisible());
}

void SignInPageTest::aReceiptIsCheckedInWords()
{
    connectPlatform();
    show(*m_page, {1912, 1052}, u"sign-in-receipt"_s);
    QSignalSpy asked(m_page.get(), &SignInPage::lookUpRequested);
    QTest::keyClicks(find("look-up-text"), u"{}"_s);
    QTest::keyClick(find("look-up-text"), Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().toByteArray(), QByteArray("{}"));
    QVERIFY(!find("look-up-check")->isEnabled());
    auto *check = m_page->findChild<LookUpField *>();
    m_page->setLookUpOutcome({LookUp::Receipt, Error{Error::Code::Malformed, {}}});
    QCOMPARE(check->answer(), u"This is not a receipt"_s);
    m_page->setLookUpOutcome({LookUp::Receipt, Error{Error::Code::Invalid, {}}});
    QCOMPARE(check->answer(), u"Not genuine"_s);
    m_page->setLookUpOutcome({LookUp::Receipt, Error{Error::Code::Untrusted, u"person"_s}});
    QCOMPARE(check->answer(), u"Not genuine"_s);
    ReceiptFacts receipt{TransactionId(u"01"_s), noon(), {}, {u"a"_s, u"b"_s}, 1620, {}};
    QVERIFY(LookUpText::of({LookUp::Receipt, LookUpFacts(receipt)}).more.contains(u"could not be checked offline"_s));
    receipt.personsProved = true;
    QVERIFY(LookUpText::of({LookUp::Receipt, LookUpFacts(receipt)}).more.contains(u"each person's own signature holds"_s));
    m_page->setLookUpOutcome({LookUp::Receipt, LookUpFacts(receipt)});
    QCOMPARE(check->answer(), u"Genuine: this platform signed it"_s);
    QVERIFY(find("look-up-check")->isEnabled());
    show(*m_page, {1912, 1052}, u"sign-in-receipt"_s);
}

void SignInPageTest::eachBadInputEndsInASentenceWithWhatToDo_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("verdict");
    const auto add = [](const char *name, LookUp what, Error::Code code, const QString &detail, const QString &verdict) {
        QTest::newRow(name) << int(what) << int(code) << detail << verdict;
    };
    using Code = Error::Code;
    add("nothing known", LookUp::Unknown, Code::Invalid, {}, u"Not recognised"_s);
    add("no credential", LookUp::Credential, Code::Malformed, u"typ"_s, u"This is not a credential"_s);
    add("forged", LookUp::Credential, Code::Untrusted, u"signature"_s, u"Not genuine"_s);
    add("revoked", LookUp::Credential, Code::Untrusted, u"revoked"_s, u"Revoked"_s);
    add("expired", LookUp::Credential, Code::Untrusted, u"expired"_s, u"Expired"_s);
    add("status", LookUp::Credential, Code::Untrusted, u"status"_s, u"Whether it was revoked can't be said"_s);
    add("elsewhere", LookUp::Credential, Code::Untrusted, u"issuer"_s, u"Issued by somebody else"_s);
    add("no network", LookUp::Credential, Code::Unreachable, {}, u"Not checked"_s);
    add("no such method", LookUp::Identifier, Code::Invalid, u"method"_s, u"Identifiers of this kind can't be looked up here"_s);
    add("nobody", LookUp::Identifier, Code::NotFound, {}, u"Nobody has this identifier"_s);
    add("somebody else's", LookUp::Identifier, Code::Malformed, u"id"_s, u"This identifier does not hold"_s);
    add("not trusted", LookUp::Identifier, Code::Untrusted, {}, u"Its address is not trusted"_s);
}

void SignInPageTest::eachBadInputEndsInASentenceWithWhatToDo()
{
    QFETCH(int, what);
    QFETCH(int, code);
    QFETCH(QString, detail);
    QFETCH(QString, verdict);
    connectPlatform();
    m_page->setLookUpOutcome({LookUp(what), Error{Error::Code(code), detail}});
    QCOMPARE(m_page->findChild<LookUpField *>()->answer(), verdict);
    QVERIFY(!find("look-up-verdict")->accessibleDescription().isEmpty());
    QVERIFY(find("look-up-document")->isHidden());
}

void SignInPageTest::anIdentifierIsShownInWordsAndAsDocument()
{
    connectPlatform();
    show(*m_page, {1912, 1052}, u"sign-in-identifier"_s);
    DidDocument document;
    document.id = u"did:web:127.0.0.1%3A8443"_s;
    document.where = u"https://127.0.0.1:8443/.well-known/did.json"_s;
    document.keys = {{u"did:web:127.0.0.1%3A8443#a"_s, u"P-256"_s, "{}", true, false}};
    document.json = R"({"id":"did:web:127.0.0.1%3A8443"})";
    m_page->setLookUpOutcome({LookUp::Identifier, LookUpFacts(document)});
    QVERIFY(m_page->findChild<LookUpField *>()->answer().startsWith(u"Known"_s));
    QTest::mouseClick(find("look-up-document"), Qt::LeftButton);
    QPlainTextEdit *text = nullptr;
    QTRY_VERIFY((text = m_page->findChild<QPlainTextEdit *>(u"look-up-json"_s)) && text->isVisible());
    QVERIFY(text->toPlainText().contains(u"did:web:127.0.0.1%3A8443"_s));
    text->window()->close();
}

void SignInPageTest::nothingIsClipped_data() { addAppearances({1358, 740}, {1912, 1052}, {3832, 2132}); }

void SignInPageTest::nothingIsClipped()
{
    const Appearance look(*m_theme);
    m_page = std::make_unique<SignInPage>(*m_connection, *m_clock);
    connectPlatform();
    m_page->setSignInFailure({Error::Code::TimedOut, {}});
    m_page->setLanguages({{u"en"_s, u"English"_s}, {u"et"_s, u"Eesti"_s}}, u"en"_s);
    m_page->setPublicNotices(
        {{NoticeId(u"1"_s), noon(), u"Land Register is read-only during planned work"_s, u"Finance"_s, {}, {}, {}},
         {NoticeId(u"2"_s), noon(), u"New signing certificate chain for all sectors"_s, {}, {}, {}, {}}});
    show(*m_page, look.size(), Appearance::picture(u"sign-in"_s));
    QVERIFY2(clipped(m_page.get()).isEmpty(), qPrintable(clipped(m_page.get()).join(u'\n')));
    QCOMPARE(unnamed(m_page.get()), QStringList());
    m_page.reset();
}

void SignInPageTest::whatIsOpenedIsNamedAndReadOut_data() { addAppearances({1358, 740}, {1912, 1052}, {3832, 2132}); }

void SignInPageTest::whatIsOpenedIsNamedAndReadOut()
{
    const Appearance look(*m_theme);
    OpeningPage page(u"operations.platform.example"_s);
    show(page, look.size(), Appearance::picture(u"opening"_s));
    QVERIFY(page.accessibleName().contains(u"operations.platform.example"_s));
    QCOMPARE(page.focusPolicy(), Qt::TabFocus);
    QCOMPARE(page.title(), OpeningPage::tr("Opening"));
}

QTEST_MAIN(SignInPageTest)
#include "tst_signinpage.moc"
