// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/sessionscontroller.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/connectionstore.h"
#include "models/stores/healthstore.h"
#include "models/stores/permissionstore.h"
#include "models/stores/sessionliststore.h"
#include "models/stores/subscriptionstore.h"
#include "models/stores/truststore.h"
#include "models/telemetry/timecontext.h"
#include "pagesupport.h"
#include "views/sessions/sessionspage.h"
#include "views/shell/shellpresenter.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What the page asked for, and what it is answered with.
class FakeSessions final : public SessionsPort
{
public:
    void list(QObject *context, Reply<QList<SessionRecord>> reply) override
    {
        QMetaObject::invokeMethod(
            context, [this, reply = std::move(reply)] { reply(answer); }, Qt::QueuedConnection);
    }
    Watch watchList(std::function<void(const QList<SessionRecord> &)> receiver) override
    {
        push = std::move(receiver);
        return std::make_unique<QObject>();
    }
    void end(QObject *context, const QString &id, SessionEnding::Kind kind, const QString &reason, Reply<Done> reply) override
    {
        ended.append({id, QString::number(int(kind)), reason});
        QMetaObject::invokeMethod(
            context, [this, reply = std::move(reply)] { reply(outcome); }, Qt::QueuedConnection);
    }
    void endMine(QObject *, Reply<Done>) override {}
    Watch watch(std::function<void(const SessionEnding &)>) override { return {}; }

    Result<QList<SessionRecord>> answer = QList<SessionRecord>{};
    Result<Done> outcome = Done{};
    std::function<void(const QList<SessionRecord> &)> push;
    QList<QStringList> ended;
};

SessionRecord session(const QString &id, const QString &name, std::chrono::minutes since, QList<SectorId> sectors)
{
    return {.id = id,
            .subject = SubjectId(u"nv-"_s + name),
            .name = name,
            .organisation = u"Norvane Grid Operations"_s,
            .signedIn = noon() - since,
            .ends = noon() + std::chrono::hours(5),
            .workstation = u"spiffe://norvane.example/console/7F3A"_s + id,
            .lastSeen = noon() - since / 20,
            .sectors = std::move(sectors)};
}

QList<SessionRecord> three()
{
    QList<SessionRecord> sessions{
        session(u"s1"_s, u"Helmi Kask"_s, std::chrono::minutes(4), {}),
        session(u"s2"_s, u"Kaur Lepik"_s, std::chrono::minutes(52), {SectorId(u"energy"_s), SectorId(u"health"_s)}),
        session(u"s3"_s, QString(u"Triin "_s + QChar(0x202e) + u"ellivam"_s), std::chrono::minutes(190),
                {SectorId(u"energy"_s)})};
    sessions[0].thisOne = true;
    return sessions;
}

struct Desk
{
    StillClock clock{noon()};
    TimeContext time{clock};
    CatalogueStore catalogue;
    SubscriptionStore subscriptions;
    PermissionStore permissions{subscriptions, catalogue};
    SessionListStore store;
    FakeSessions port;
    SessionsPage page{{store, catalogue, permissions, time}};
    SessionsController controller{page, port, store, permissions};

    explicit Desk(const QString &role = u"security-officer"_s)
    {
        SectorSummary energy;
        energy.id = SectorId(u"energy"_s);
        energy.name = u"Energy"_s;
        catalogue.setSectors({energy});
        permissions.setPlatformRoles({RoleId(role)});
        permissions.setStanding({.signedIn = true});
        port.answer = three();
    }
    template <class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return page.findChild<Widget *>(name);
    }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"sessions-table"_s); }
    [[nodiscard]] QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    [[nodiscard]] QString said(const QString &name) const
    {
        QStringList words;
        for (const QLabel *label : find<QWidget>(name)->findChildren<QLabel *>())
            words.append(label->text());
        return words.join(u' ');
    }
};

} // namespace

class SessionsPageTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsClipped_data() { addAppearances({1302, 652}, {1696, 964}, {3616, 2044}); }
    void nothingIsClipped()
    {
        ThemeManager theme(qApp);
        Appearance appearance(theme);
        Desk desk;
        desk.controller.setShown(true);
        QTRY_VERIFY(desk.store.isKnown());
        show(desk.page, appearance.size(), Appearance::picture(u"sessions"_s));
        QCOMPARE(clipped(&desk.page), QStringList());
        QCOMPARE(unnamed(&desk.page), QStringList());
        desk.table()->setCurrentIndex(desk.table()->model()->index(1, 0));
        QTest::keyClick(desk.table(), Qt::Key_Return);
        desk.find<QLineEdit>(u"end-session-reason"_s)->setText(u"Left unattended in the control room"_s);
        show(desk.page, appearance.size(), Appearance::picture(u"sessions-lock"_s));
        QCOMPARE(clipped(&desk.page), QStringList());
        QCOMPARE(unnamed(&desk.page), QStringList());
    }

    void listIsLiveAndSaysWhoIsWhere()
    {
        ThemeManager theme(qApp);
        Desk desk;
        QAbstractItemModelTester tester(desk.table()->model());
        desk.controller.setShown(true);
        show(desk.page, {1302, 652}, {});
        QTRY_COMPARE(desk.table()->model()->rowCount(), 3);
        QVERIFY(desk.cell(0, 0).contains(u"this session"_s));
        QCOMPARE(desk.cell(1, 0), u"Kaur Lepik"_s);
        QCOMPARE(desk.cell(1, 2), u"7F3As2"_s);
        QCOMPARE(desk.cell(1, 4), u"2\u00A0min ago"_s);
        QCOMPARE(desk.cell(1, 5), u"Energy, health"_s); // the second sector's name is not known here
        QVERIFY2(desk.cell(2, 0).contains(u"[U+202E]"_s), "a name may not turn the direction of reading");
        desk.table()->setCurrentIndex(desk.table()->model()->index(2, 0));
        auto fewer = three();
        fewer.removeAt(1);
        desk.port.push(fewer);
        QCOMPARE(desk.table()->model()->rowCount(), 2);
        QCOMPARE(desk.table()->currentIndex().row(), 1); // the same person
    }

    void lockAsksForAReasonAndSaysWhatWasDone()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.controller.setShown(true);
        show(desk.page, {1302, 652}, {});
        QTRY_COMPARE(desk.table()->model()->rowCount(), 3);
        desk.table()->setCurrentIndex(desk.table()->model()->index(1, 0));
        QTest::keyClick(desk.table(), Qt::Key_Return);
        auto *confirm = desk.find<QPushButton>(u"end-session-confirm"_s);
        auto *reason = desk.find<QLineEdit>(u"end-session-reason"_s);
        QVERIFY(confirm->isVisible() && !confirm->isEnabled());
        QVERIFY(desk.find<QLabel>(u"end-session-what"_s)->text().contains(u"Kaur Lepik"_s));
        QCOMPARE(QApplication::focusWidget(), reason);
        QTest::keyClicks(reason, u"too short"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(desk.port.ended.isEmpty());
        QTest::keyClicks(reason, u", now long enough"_s);

        desk.port.outcome = Error{Error::Code::Unavailable, {}};
        QTest::keyClick(reason, Qt::Key_Return);
        QTRY_VERIFY(desk.find<QWidget>(u"end-session-problem"_s)->isVisible());
        QCOMPARE(reason->text(), u"too short, now long enough"_s); // kept
        desk.port.outcome = Done{};
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_VERIFY(desk.find<QWidget>(u"session-outcome"_s)->isVisible());
        QVERIFY(!confirm->isVisible());
        QVERIFY(desk.said(u"session-outcome"_s).contains(u"Locked: Kaur Lepik"_s));
        QCOMPARE(desk.port.ended.last(), QStringList({u"s2"_s, u"0"_s, u"too short, now long enough"_s}));
    }

    void sessionThatEndsMeanwhileIsNotAskedFor()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.controller.setShown(true);
        show(desk.page, {1302, 652}, {});
        QTRY_COMPARE(desk.table()->model()->rowCount(), 3);
        desk.table()->setCurrentIndex(desk.table()->model()->index(1, 0));
        QTest::keyClick(desk.table(), Qt::Key_Delete);
        auto *confirm = desk.find<QPushButton>(u"end-session-confirm"_s);
        desk.find<QLineEdit>(u"end-session-reason"_s)->setText(u"Suspected misuse"_s);
        QVERIFY(confirm->isEnabled());
        desk.page.setDisconnected(true);
        QVERIFY(!confirm->isEnabled());
        desk.page.setDisconnected(false);
        QVERIFY(confirm->isEnabled());
        desk.port.push({three().first()});
        QVERIFY(!confirm->isEnabled());
        QTest::keyClick(confirm->window(), Qt::Key_Escape);
    }

    void ownSessionIsNotLockedFromHere()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.controller.setShown(true);
        show(desk.page, {1302, 652}, {});
        QTRY_COMPARE(desk.table()->currentIndex().row(), 1); // somebody else
        QVERIFY(desk.find<QPushButton>(u"session-lock"_s)->isEnabled());
        desk.table()->setCurrentIndex(desk.table()->model()->index(0, 0));
        QVERIFY(!desk.find<QPushButton>(u"session-lock"_s)->isEnabled());
        QTest::keyClick(desk.table(), Qt::Key_Return);
        QVERIFY(!desk.find<QPushButton>(u"end-session-confirm"_s)->isVisible());
    }

    void failureSaysWhyAndCanBeTriedAgain()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.port.answer = Error{Error::Code::Unavailable, {}};
        desk.controller.setShown(true);
        show(desk.page, {1302, 652}, u"sessions-failed"_s);
        auto *retry = desk.find<QPushButton>(u"sessions-retry"_s);
        QTRY_VERIFY(retry->isVisible());
        QVERIFY(!desk.table()->isVisible());
        desk.port.answer = three();
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_VERIFY(desk.table()->isVisible());
    }

    void whoIsNoOfficerIsRefusedAtDispatchAndSeesNoWayThere()
    {
        ThemeManager theme(qApp);
        Desk desk(u"trainer"_s);
        desk.controller.setShown(true);
        QVERIFY(!desk.port.push);
        QCOMPARE(desk.store.failure()->code, Error::Code::PermissionDenied);
        Q_EMIT desk.page.endRequested(u"s2"_s, SessionEnding::Kind::Locked, u"Without the right to"_s);
        QVERIFY(desk.port.ended.isEmpty());

        HealthStore health;
        ConnectionStore connection;
        TrustStore trust;
        const ShellPresenter presenter(desk.catalogue, desk.subscriptions, desk.permissions, health, connection, trust);
        const Identity identity;
        const auto links = [&] {
            QStringList found;
            for (const RailItem &item : presenter.rail(&identity, noon()))
                found.append(item.link);
            for (const PaletteEntry &entry : presenter.palette(&identity, noon()))
                found.append(entry.target);
            return found;
        };
        QVERIFY(!links().contains(u"stanforis://sessions"_s));
        desk.permissions.setPlatformRoles({RoleId(u"security-officer"_s)});
        QCOMPARE(links().count(u"stanforis://sessions"_s), 2);
        desk.permissions.setStanding({.signedIn = true, .covered = true});
        QVERIFY(!links().contains(u"stanforis://sessions"_s));
    }
};

QTEST_MAIN(SessionsPageTest)
#include "tst_sessionspage.moc"
