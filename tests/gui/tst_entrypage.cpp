// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ports/telemetryport.h"
#include "models/stores/healthstore.h"
#include "models/stores/noticestore.h"
#include "models/stores/outboxstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/transactionstore.h"
#include "models/telemetry/seriesstore.h"
#include "models/telemetry/timecontext.h"
#include "tests/gui/pagedata.h"
#include "views/entry/entrypage.h"
#include "views/widgets/accessiblevalue.h"

#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

class EntryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aTileOpensItsSectorByKeyboard();
    void theWorstSectorComesFirst();
    void aSectorWithoutARoleCanBeAskedFor();
    void whatWaitsCanBeReviewedAndRenewed();
    void whatIsNotSentWaitsForMe();
    void signedActsSayHowTheyStand();
    void aWithdrawnSectorLosesItsFigures();
    void oldValuesAreTold();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    void fill();
    void open(QSize size = {1704, 964}, const QString &name = u"entry"_s);
    template <class T = QWidget>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    struct Stores
    {
        StillClock clock{noon()};
        TimeContext time{clock};
        CatalogueStore catalogue;
        SubscriptionStore subscriptions;
        PermissionStore permissions{subscriptions, catalogue};
        TransactionStore transactions;
        OutboxStore outbox;
        NoticeStore notices;
        HealthStore health;
        SeriesStore series;
    };
    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<EntryPage> m_page;
};

void EntryPageTest::initTestCase() { m_theme = std::make_unique<ThemeManager>(qApp, Variant::Light); }

void EntryPageTest::init()
{
    m_theme->setVariant(Variant::Light);
    m_theme->setDensity(Density::Desk);
    m_stores = std::make_unique<Stores>();
    fill();
}

void EntryPageTest::cleanup() { m_page.reset(); }

void EntryPageTest::fill()
{
    m_stores->catalogue.setSectors(sectors());
    m_stores->permissions.setStanding({.signedIn = true});
    m_stores->subscriptions.replace(mine(true),
                                    {subscription("r1", "energy", "observer", Subscription::State::Requested, 1, 28)});
    QList<SampleBlock> blocks;
    for (const SectorSummary &summary : sectors()) {
        Sector sector;
        sector.summary = summary;
        const auto add = [&](const char *name, const char *unit, int decimals, double level) {
            Measure measure;
            measure.key = SeriesKey(summary.id.value + u"/service/"_s + QString::fromLatin1(name));
            measure.name = QString::fromLatin1(name);
            measure.unit = QString::fromLatin1(unit);
            measure.decimals = decimals;
            if (summary.id.value == u"energy"_s && level > 300 && level < 400)
                measure.limit = Limit{350, Limit::Side::Below, Severity::High, u"Required 350 MW"_s};
            sector.kpis.append(measure);
            sector.tileSeries.append(measure.key);
            QList<Sample> samples;
            for (int i = 0; i < 900; i += 5)
                samples.append(
                    {noon() - std::chrono::seconds(900 - i), level + level * 0.02 * std::sin(i / 40.0), Quality::Good});
            blocks.append(SampleBlock::of(measure.key, std::chrono::seconds(5), samples));
        };
        add("Spinning reserve", "MW", 0, 341);
        add("Frequency", "Hz", 3, 49.982);
        add("Demand", "MW", 0, 4862);
        m_stores->catalogue.setSector(sector);
    }
    m_stores->series.append(blocks);

    HealthUpdate energy;
    energy.services = {{ServiceId(u"grid"_s), Severity::High, u"Reserve low"_s, {}, noon(), RegionId(u"hestmark"_s), {}, {}, {}}};
    energy.regions = {{RegionId(u"hestmark"_s), Severity::High, u"Reserve"_s}};
    m_stores->health.apply(SectorId(u"energy"_s), energy);
    HealthUpdate finance;
    finance.services = {{ServiceId(u"pay"_s), Severity::Low, u"Slow"_s, {}, noon(), RegionId(u"castrel"_s), {}, {}, {}}};
    finance.regions = {{RegionId(u"castrel"_s), Severity::Low, u"Slow"_s}};
    m_stores->health.apply(SectorId(u"finance"_s), finance);

    const auto act = [&](const char *id, const char *title, Transaction::State state, bool own) {
        Transaction t;
        t.id = TransactionId(QString::fromLatin1(id));
        t.title = QString::fromLatin1(title);
        t.state = state;
        t.sector = SectorId(u"energy"_s);
        t.service = ServiceId(u"grid"_s);
        t.page = PageId(u"reserve"_s);
        t.requester = u"Tiit Rebane"_s;
        t.submitted = noon() - std::chrono::minutes(11);
        t.mine = own;
        t.mayApprove = !own;
        if (state == Transaction::State::Written)
            t.receipt.jws = "a.b.c";
        m_stores->transactions.apply(t);
    };
    act("t1", "Reserve call 90 MW, Hydro Taal 2", Transaction::State::Written, true);
    act("t2", "Shift taken over from K. Lepik", Transaction::State::Waiting, true);
    act("t3", "reserve call 160 MW", Transaction::State::Waiting, false);
    m_stores->notices.add({NoticeId(u"n1"_s),
                           noon() - std::chrono::hours(20),
                           u"Land Register: read-only on Sunday 01:00 – 03:00"_s,
                           u"Finance, planned work"_s,
                           {},
                           u"stanforis://sector/finance"_s,
                           Severity::Normal});
    m_stores->notices.add({NoticeId(u"n2"_s),
                           noon() - std::chrono::minutes(27),
                           u"Storm warning, north coast, from 20:00"_s,
                           u"Norvane Weather Service"_s,
                           {},
                           {},
                           Severity::Low});
}

void EntryPageTest::open(QSize size, const QString &name)
{
    m_page = std::make_unique<EntryPage>(EntryStores{m_stores->catalogue, m_stores->subscriptions, m_stores->transactions,
                                                     m_stores->outbox, m_stores->permissions, m_stores->notices, m_stores->health,
                                                     m_stores->series, m_stores->time});
    m_page->setIdentity({SubjectId(u"p1"_s), u"Liis Maripuu"_s, u"Ministry of Energy, Control Centre Castrel"_s, u"high"_s,
                         u"card and PIN"_s, noon() - std::chrono::minutes(73)},
                        noon() + std::chrono::minutes(47));
    m_page->setVerified(TransactionId(u"t1"_s), true);
    show(*m_page, size, name);
}

void EntryPageTest::aTileOpensItsSectorByKeyboard()
{
    open({1704, 964}, u"entry-light"_s);
    QSignalSpy asked(m_page.get(), &EntryPage::linkRequested);
    auto *tile = find("sector-tile-energy");
    QVERIFY(tile->accessibleName().contains(u"Energy"_s));
    tile->setFocus();
    QTest::keyClick(tile, Qt::Key_Return);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<PageLink>().sector.value, u"energy"_s);
    QTest::mouseClick(tile, Qt::LeftButton);
    QCOMPARE(asked.count(), 2);
    QCOMPARE(unnamed(m_page.get()), QStringList());
}

void EntryPageTest::theWorstSectorComesFirst()
{
    open();
    QCOMPARE(m_page->firstFocus(), find("sector-tile-energy"));
    HealthUpdate critical;
    critical.services = {{ServiceId(u"rail"_s), Severity::Critical, u"Signals out"_s, {}, noon(), {}, {}, {}, {}}};
    m_stores->health.apply(SectorId(u"transport"_s), critical);
    m_page->refresh();
    QCOMPARE(m_page->firstFocus(), find("sector-tile-transport"));
}

void EntryPageTest::aSectorWithoutARoleCanBeAskedFor()
{
    open();
    QSignalSpy asked(m_page.get(), &EntryPage::askRequested);
    find<QPushButton>("ask-for-industry")->click();
    QCOMPARE(asked.count(), 1);
    QVERIFY(!find("ask-for-agriculture")->isVisible()); // already asked
}

void EntryPageTest::whatWaitsCanBeReviewedAndRenewed()
{
    open();
    QSignalSpy links(m_page.get(), &EntryPage::linkRequested);
    QSignalSpy renewals(m_page.get(), &EntryPage::renewRequested);
    find<QPushButton>("waiting-review-t3")->click();
    QCOMPARE(links.last().first().value<PageLink>().page.value, u"reserve"_s);
    find<QPushButton>("waiting-review-r1")->click();
    QCOMPARE(links.last().first().value<PageLink>().level, PageLink::Level::Subscriptions);
    find<QPushButton>("waiting-renew-s3")->click();
    QCOMPARE(renewals.first().first().value<SubscriptionId>().value, u"s3"_s);
}

void EntryPageTest::whatIsNotSentWaitsForMe()
{
    const auto add = [this](const char *id, const char *title, UnsentWork::State state) {
        UnsentWork work;
        work.id = TransactionId(QString::fromLatin1(id));
        work.title = QString::fromLatin1(title);
        work.sector = SectorId(u"energy"_s);
        work.signedAt = noon() - std::chrono::minutes(3);
        work.state = state;
        m_stores->outbox.put(work);
    };
    add("u1", "Reserve call 160 MW, Hydro Taal 2", UnsentWork::State::Waiting);
    add("u2", "Release, Gas Castrel 1", UnsentWork::State::TooLate);
    add("u3", "Change limits, Battery Eskby", UnsentWork::State::Overtaken);
    open({1704, 964}, u"entry-unsent"_s);
    QSignalSpy again(m_page.get(), &EntryPage::signAgainRequested);
    QSignalSpy discard(m_page.get(), &EntryPage::discardRequested);
    QSignalSpy send(m_page.get(), &EntryPage::sendNowRequested);
    QVERIFY(!find("unsent-discard-u1")); // it may have been accepted
    QTest::keyClick(find<QAbstractButton>("unsent-send-u1"), Qt::Key_Space);
    QTest::keyClick(find<QAbstractButton>("unsent-again-u2"), Qt::Key_Space);
    QTest::keyClick(find<QAbstractButton>("unsent-discard-u3"), Qt::Key_Space);
    QCOMPARE(send.count(), 1);
    QCOMPARE(again.first().first().value<TransactionId>().value, u"u2"_s);
    QCOMPARE(discard.first().first().value<TransactionId>().value, u"u3"_s);
    QCOMPARE(unnamed(m_page.get()), QStringList());
    m_stores->outbox.remove(TransactionId(u"u2"_s));
    QVERIFY(!find("unsent-again-u2"));
    m_stores->outbox.setUnread(UnreadWork{2, {Error::Code::Unavailable, {}}});
    QTest::keyClick(find<QAbstractButton>("unsent-read-unread"), Qt::Key_Space);
    QCOMPARE(send.count(), 2);
    QCOMPARE(unnamed(m_page.get()), QStringList());
    m_stores->outbox.setUnread(std::nullopt);
    QVERIFY(!find("unsent-read-unread"));
}

void EntryPageTest::signedActsSayHowTheyStand()
{
    open();
    auto *model = find<QListView>("act-list")->model();
    QStringList words;
    for (int row = 0; row < model->rowCount(); ++row)
        words << model->index(row, 0).data(RowTextModel::textRole).value<RowText>().trailing;
    words.sort();
    QCOMPARE(words, QStringList({u"verified"_s, u"waits for a second person"_s}));
    m_page->setVerified(TransactionId(u"t1"_s), false);
    QVERIFY(model->index(model->index(0, 0).data().toString().contains(u"90"_s) ? 0 : 1, 0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(u"not genuine"_s));
}

void EntryPageTest::aWithdrawnSectorLosesItsFigures()
{
    open();
    m_stores->subscriptions.update({subscription("s1", "energy", "approver", Subscription::State::Withdrawn, -60, 39)}, {});
    QTRY_VERIFY(!find("sector-tile-energy"));
    QVERIFY(find("ask-for-energy")->isVisible());
}

void EntryPageTest::oldValuesAreTold()
{
    open();
    m_stores->clock.advance(std::chrono::minutes(4));
    m_page->setDisconnected(true);
    show(*m_page, {1704, 964}, u"entry-disconnected"_s);
    QVERIFY(find("sector-tile-energy")->accessibleName().contains(u"Unknown"_s));
    QVERIFY(!find("look-up-open")->isEnabled());
}

void EntryPageTest::nothingIsClipped_data() { addAppearances({1302, 652}, {1704, 964}, {3624, 2044}); }

void EntryPageTest::nothingIsClipped()
{
    const Appearance look(*m_theme);
    open(look.size(), Appearance::picture(u"entry"_s));
    QCOMPARE(m_page->size(), look.size());
    QVERIFY2(clipped(m_page.get()).isEmpty(), qPrintable(clipped(m_page.get()).join(u'\n')));
    m_page.reset();
}

QTEST_MAIN(EntryPageTest)
#include "tst_entrypage.moc"
