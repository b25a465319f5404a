// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timecontext.h"
#include "tests/gui/pagedata.h"
#include "views/plots/timelinechart.h"
#include "views/subscriptions/subscriptionspage.h"
#include "views/widgets/factlist.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

class SubscriptionsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aRequestNeedsAPurposeAndIsSentOnce();
    void whatWasEnteredIsKeptForEachSector();
    void tooManyDaysAreRefusedWhileTyped();
    void withdrawingIsConfirmedInPlace();
    void renewingAsksForPurposeAndEnd();
    void onlyAnApproverSeesTheInbox();
    void refusingNeedsAnAnswer();
    void nothingIsSentWhileDisconnected();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    void open(bool approver, QSize size = {1704, 964}, const QString &name = u"subscriptions"_s);
    template <class T = QWidget>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<StillClock> m_clock;
    std::unique_ptr<TimeContext> m_time;
    std::unique_ptr<CatalogueStore> m_catalogue;
    std::unique_ptr<SubscriptionStore> m_subscriptions;
    std::unique_ptr<SubscriptionsPage> m_page;
};

void SubscriptionsPageTest::initTestCase() { m_theme = std::make_unique<ThemeManager>(qApp, Variant::Light); }

void SubscriptionsPageTest::init()
{
    m_theme->setVariant(Variant::Light);
    m_theme->setDensity(Density::Desk);
    m_clock = std::make_unique<StillClock>(noon());
    m_time = std::make_unique<TimeContext>(*m_clock);
    m_catalogue = std::make_unique<CatalogueStore>();
    m_subscriptions = std::make_unique<SubscriptionStore>();
}

void SubscriptionsPageTest::cleanup() { m_page.reset(); }

void SubscriptionsPageTest::open(bool approver, QSize size, const QString &name)
{
    m_catalogue->setSectors(sectors());
    QList<Subscription> inbox;
    if (approver) {
        inbox = {subscription("r1", "energy", "operator", Subscription::State::Requested, 1, 28),
                 subscription("r2", "energy", "observer", Subscription::State::Requested, 0, 60)};
        inbox[1].requester.name = u"Sirje Vaher"_s;
        inbox[1].requested = noon() - std::chrono::hours(30);
        inbox[1].requester.conflicts = {u"also signs for the supplier"_s};
        inbox[1].requester.refusedBefore = 2;
    }
    m_page = std::make_unique<SubscriptionsPage>(*m_catalogue, *m_subscriptions, *m_time);
    m_subscriptions->replace(mine(approver), inbox);
    show(*m_page, size, name);
}

void SubscriptionsPageTest::aRequestNeedsAPurposeAndIsSentOnce()
{
    open(false, {1704, 964}, u"subscriptions-light"_s);
    m_page->openSector(SectorId(u"industry"_s));
    find<QRadioButton>("ask-role-operator")->setChecked(true);
    QVERIFY(!find("ask-send")->isEnabled());
    QVERIFY(!find("ask-send")->accessibleDescription().isEmpty());
    QTest::keyClicks(find("ask-purpose"), u"Yearly inspection of plants"_s);
    QVERIFY(find("ask-send")->isEnabled());
    QSignalSpy asked(m_page.get(), &SubscriptionsPage::requestRequested);
    find("ask-send")->setFocus();
    QTest::keyClick(find("ask-send"), Qt::Key_Space);
    QTest::keyClick(find("ask-send"), Qt::Key_Space);
    QCOMPARE(asked.count(), 1);
    const auto request = asked.first().first().value<SubscriptionRequest>();
    QCOMPARE(request.sector.value, u"industry"_s);
    QCOMPARE(request.role.value, u"operator"_s);
    QCOMPARE(request.purpose, u"Yearly inspection of plants"_s);
    QVERIFY(!request.legalBasis.isEmpty());
    QVERIFY(request.period.length() > std::chrono::days(20));
    QVERIFY(!find("ask-send")->isEnabled());
    m_page->requestFinished(subscription("n1", "industry", "operator", Subscription::State::Requested, 0, 28));
    QVERIFY(find("ask-outcome")->isVisible());
    QVERIFY(find<QPlainTextEdit>("ask-purpose")->toPlainText().isEmpty());
    show(*m_page, {1704, 964}, u"subscriptions-sent"_s);
    QVERIFY2(clipped(m_page.get()).isEmpty(), qPrintable(clipped(m_page.get()).join(u'\n')));
}

void SubscriptionsPageTest::whatWasEnteredIsKeptForEachSector()
{
    open(false);
    m_page->openSector(SectorId(u"industry"_s));
    QTest::keyClicks(find("ask-purpose"), u"Yearly inspection"_s);
    m_page->openSector(SectorId(u"transport"_s));
    QVERIFY(find<QPlainTextEdit>("ask-purpose")->toPlainText().isEmpty());
    m_page->openSector(SectorId(u"industry"_s));
    QCOMPARE(find<QPlainTextEdit>("ask-purpose")->toPlainText(), u"Yearly inspection"_s);
    QSignalSpy asked(m_page.get(), &SubscriptionsPage::requestRequested);
    find<QPushButton>("ask-send")->click();
    QCOMPARE(asked.count(), 1);
    m_page->requestFinished(Error{Error::Code::Unreachable, {}});
    QCOMPARE(find<QPlainTextEdit>("ask-purpose")->toPlainText(), u"Yearly inspection"_s);
    QVERIFY(find("ask-send")->isEnabled());
}

void SubscriptionsPageTest::tooManyDaysAreRefusedWhileTyped()
{
    open(false);
    m_page->openSector(SectorId(u"industry"_s));
    QTest::keyClicks(find("ask-purpose"), u"Yearly inspection"_s);
    auto *to = find<QDateEdit>("ask-to");
    to->setDate(find<QDateEdit>("ask-from")->date().addDays(91));
    QVERIFY(!find("ask-send")->isEnabled());
    QCOMPARE(to->accessibleDescription(), u"91 days, longest 90"_s);
    to->setDate(find<QDateEdit>("ask-from")->date().addDays(90));
    QVERIFY(find("ask-send")->isEnabled());
}

void SubscriptionsPageTest::withdrawingIsConfirmedInPlace()
{
    open(false);
    QSignalSpy asked(m_page.get(), &SubscriptionsPage::withdrawRequested);
    find<QPushButton>("subscription-withdraw")->click();
    QVERIFY(find("subscription-keep")->hasFocus());
    QTest::keyClick(find("subscription-keep"), Qt::Key_Escape);
    QVERIFY(find("subscription-withdraw")->isVisible());
    find<QPushButton>("subscription-withdraw")->click();
    show(*m_page, {1704, 964}, u"subscriptions-withdraw"_s);
    find<QPushButton>("subscription-confirm")->click();
    find<QPushButton>("subscription-confirm")->click();
    QCOMPARE(asked.count(), 1);
    m_page->withdrawalFinished(subscription("s1", "energy", "operator", Subscription::State::Withdrawn, -60, 39));
    QVERIFY(find("subscription-outcome")->isVisible());
}

void SubscriptionsPageTest::renewingAsksForPurposeAndEnd()
{
    open(false);
    m_page->beginRenewal(SubscriptionId(u"s3"_s));
    QVERIFY(find("renew-purpose")->isVisible());
    show(*m_page, {1704, 964}, u"subscriptions-renew"_s);
    QSignalSpy asked(m_page.get(), &SubscriptionsPage::renewRequested);
    find<QLineEdit>("renew-purpose")->clear();
    QVERIFY(!find("subscription-confirm")->isEnabled());
    QTest::keyClicks(find("renew-purpose"), u"Audit goes on until spring"_s);
    find<QDateEdit>("renew-until")->setDate({2026, 12, 20});
    find<QPushButton>("subscription-confirm")->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<SubscriptionId>().value, u"s3"_s);
    QCOMPARE(asked.first().at(1).toString(), u"Audit goes on until spring"_s);
}

void SubscriptionsPageTest::onlyAnApproverSeesTheInbox()
{
    open(false);
    QVERIFY(!find("inbox-list")->isVisible());
    QVERIFY(find("subscriptions-table")->isVisible());
    open(true, {1704, 964}, u"subscriptions-approver-light"_s);
    QVERIFY(find("inbox-list")->isVisible());
    QCOMPARE(find<QListView>("inbox-list")->model()->rowCount(), 2);
    QCOMPARE(find<FactList>("inbox-who")->value(u"Name"_s), u"Sirje Vaher"_s);
    QCOMPARE(unnamed(m_page.get()), QStringList());
}

void SubscriptionsPageTest::refusingNeedsAnAnswer()
{
    open(true);
    QSignalSpy decided(m_page.get(), &SubscriptionsPage::decideRequested);
    QVERIFY(!find("inbox-refuse")->isEnabled());
    QTest::keyClick(find("inbox-list"), Qt::Key_Down);
    QCOMPARE(find<FactList>("inbox-who")->value(u"Name"_s), u"Kaur Lepik"_s);
    QTest::keyClicks(find("inbox-answer"), u"Not on the roster"_s);
    find<QPushButton>("inbox-refuse")->click();
    QCOMPARE(decided.count(), 1);
    QCOMPARE(decided.first().at(1).toBool(), false);
    QCOMPARE(decided.first().at(2).toString(), u"Not on the roster"_s);
    QVERIFY(!find("inbox-approve")->isEnabled());
    Subscription refused = subscription("r1", "energy", "operator", Subscription::State::Refused, 1, 28);
    m_subscriptions->update({}, {refused});
    m_page->decisionFinished(refused);
    QCOMPARE(find<QListView>("inbox-list")->model()->rowCount(), 1);
    QVERIFY(find("inbox-approve")->isEnabled());
    find("inbox-approve")->setFocus();
    QTest::keyClick(find("inbox-approve"), Qt::Key_Space);
    QCOMPARE(decided.count(), 2);
    QCOMPARE(decided.last().at(1).toBool(), true);
}

void SubscriptionsPageTest::nothingIsSentWhileDisconnected()
{
    open(true);
    QTest::keyClicks(find("ask-purpose"), u"Yearly inspection"_s);
    m_page->setDisconnected(true);
    for (const char *name : {"ask-send", "inbox-approve", "inbox-refuse", "subscription-withdraw"})
        QVERIFY2(!find(name)->isEnabled(), name);
    m_page->setDisconnected(false);
    QVERIFY(find("ask-send")->isEnabled());
}

void SubscriptionsPageTest::nothingIsClipped_data() { addAppearances({1302, 652}, {1704, 964}, {3624, 2044}); }

void SubscriptionsPageTest::nothingIsClipped()
{
    const Appearance look(*m_theme);
    open(true, look.size(), Appearance::picture(u"subscriptions"_s));
    QCOMPARE(m_page->size(), look.size());
    QVERIFY2(clipped(m_page.get()).isEmpty(), qPrintable(clipped(m_page.get()).join(u'\n')));
    m_page.reset();
}

QTEST_MAIN(SubscriptionsPageTest)
#include "tst_subscriptionspage.moc"
