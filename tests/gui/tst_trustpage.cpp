// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/truststore.h"
#include "models/telemetry/timecontext.h"
#include "pagepictures.h"
#include "views/trust/trustpage.h"
#include "views/trust/trusttable.h"
#include "views/trust/trusttext.h"
#include "views/widgets/severitymark.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

class HandClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return time; }
    Instant time = fromMicroseconds(1'795'000'000'000'000); // 18 Nov 2026
};

TrustCertificate certificate(const QString &subject, const QString &issuer, Instant from, Instant until)
{
    return {subject,
            issuer,
            u"4f:1a:9c:33:07:62:be:11"_s,
            from,
            until,
            u"9d1c6f0b2a7e48d3b5f1c0a98e7d6c5b4a392817f6e5d4c3b2a1908f7e6d5c4b"_s,
            u"EC, 256 bit"_s,
            {u"gateway.norvane.example"_s, u"localhost"_s}};
}

QList<TrustItem> allWell(Instant now)
{
    QList<TrustItem> items;
    const auto add = [&](const char *id, TrustKind kind, const QString &subject = {}) -> TrustItem & {
        TrustItem item;
        item.id = TrustId(QString::fromLatin1(id));
        item.kind = kind;
        item.subject = subject;
        setFinding(item, TrustFinding::Well);
        item.canCheck = true;
        item.checked = now - 80s;
        item.nextCheck = now + 220s;
        items.append(item);
        return items.last();
    };
    const QList<TrustCertificate> chain{
        certificate(u"Norvane Platform"_s, u"Norvane Platform Authority"_s, now - days(30), now + days(366)),
        certificate(u"Norvane Platform Authority"_s, u"Norvane Platform Authority"_s, now - days(30), now + days(3620))};
    for (const auto &[id, kind] : {std::pair{"certificate/gateway", TrustKind::GatewayCertificate},
                                   {"certificate/grpc", TrustKind::GrpcCertificate},
                                   {"certificate/websocket", TrustKind::WebSocketCertificate}}) {
        TrustItem &item = add(id, kind, u"gateway.norvane.example:8443"_s);
        item.chain = chain;
        item.from = chain.first().from;
        item.until = chain.first().until;
        item.facts = {{TrustFact::Name::Address, item.subject},
                      {TrustFact::Name::Protocol, u"TLS 1.3"_s},
                      {TrustFact::Name::Cipher, u"TLS_AES_256_GCM_SHA384"_s}};
    }
    TrustItem &authority = add("authority/1", TrustKind::Authority);
    authority.until = now + days(3620);
    authority.from = now - days(30);
    add("provider", TrustKind::Provider);
    add("keys/tokens", TrustKind::TokenKeys);
    add("keys/receipts", TrustKind::ReceiptKey);
    add("keys/ledger", TrustKind::LedgerKey);
    TrustItem &checkpoint = add("checkpoint", TrustKind::Checkpoint);
    checkpoint.facts = {{TrustFact::Name::Entries, u"18204"_s}};
    add("clock", TrustKind::Clock).facts = {{TrustFact::Name::Offset, u"0.4 ms"_s}};
    TrustItem &token = add("token/platform", TrustKind::Token, u"https://gateway.norvane.example/api"_s);
    token.from = now - 60s;
    token.until = now + 240s;
    token.renewal = now + 150s;
    token.nextCheck.reset();
    TrustItem &session = add("session", TrustKind::Session);
    session.from = now - 5h;
    session.until = now + 3h; // in its last third, as it is every afternoon
    session.nextCheck.reset();
    session.canCheck = false;
    TrustItem &card = add("card", TrustKind::Card, u"Norvane ID"_s);
    card.until = now + days(412);
    card.nextCheck.reset();
    card.canCheck = false;
    TrustItem &key = add("key/signing", TrustKind::SigningKey);
    key.until = now + days(412);
    key.nextCheck.reset();
    key.canCheck = false;
    for (const auto &[id, name] :
         {std::pair{"stream/gateway", u"HTTPS"_s}, {"stream/grpc", u"gRPC"_s}, {"stream/ws", u"WebSocket"_s}})
        add(id, TrustKind::Stream, name).nextCheck.reset();
    return items;
}

TrustItem *find(QList<TrustItem> &items, const char *id)
{
    const auto found = std::ranges::find(items, TrustId(QString::fromLatin1(id)), &TrustItem::id);
    return found == items.end() ? nullptr : &*found;
}

/// Three things at once: something ends, something is away, something was changed.
QList<TrustItem> notWell(Instant now)
{
    QList<TrustItem> items = allWell(now);
    find(items, "certificate/websocket")->until = now + days(6);
    setFinding(*find(items, "checkpoint"), TrustFinding::Tampered, u"18204"_s);
    setFinding(*find(items, "provider"), TrustFinding::Unreachable, u"Connection refused"_s);
    setFinding(*find(items, "keys/tokens"), TrustFinding::Unreachable, u"Connection refused"_s);
    return items;
}

} // namespace

class TestTrustPage final : public QObject
{
    Q_OBJECT

    struct Desk
    {
        HandClock clock;
        TimeContext time{clock};
        TrustStore store;
        TrustPage page{store, time};

        [[nodiscard]] QTableView *table() const { return child<QTableView>(page, u"trust-table"_s); }
        [[nodiscard]] QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    };

private Q_SLOTS:
    void pictures_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("well");
        for (int screen = 0; screen < 3; ++screen) {
            for (const bool light : {false, true}) {
                for (const bool well : {false, true})
                    QTest::addRow("%s-%s-%s", screens[screen].name, light ? "light" : "dark", well ? "well" : "not")
                        << screen << light << well;
            }
        }
    }
    void pictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        QFETCH(bool, well);
        ThemeManager theme(qApp, light ? Variant::Light : Variant::Dark, screens[screen].density);
        Desk desk;
        desk.store.setItems(0, well ? allWell(desk.clock.time) : notWell(desk.clock.time));
        show(desk.page, screens[screen]);
        QVERIFY(desk.page.sentence().startsWith(well ? u"All is well"_s : u"Sign nothing now"_s));
        // Nothing that matters is cut: the words of every state fit their column.
        for (int row = 0; row < desk.table()->model()->rowCount(); ++row) {
            for (const int column : {int(TrustTableModel::Name), int(TrustTableModel::State), int(TrustTableModel::Left)}) {
                const QModelIndex index = desk.table()->model()->index(row, column);
                QVERIFY2(desk.table()->itemDelegateForIndex(index)->sizeHint({}, index).width() <=
                             desk.table()->columnWidth(column) + 16,
                         qPrintable(index.data().toString()));
            }
        }
        keepPicture(desk.page, u"trust-%1"_s.arg(QLatin1StringView(QTest::currentDataTag())));
    }

    void whatIsNotWellStandsFirstAndIsShownInFull()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.store.setItems(0, notWell(desk.clock.time));
        show(desk.page, screens[1]);
        QCOMPARE(desk.cell(0, TrustTableModel::Name), u"Ledger checkpoint"_s);
        QCOMPARE(desk.cell(0, TrustTableModel::State), u"Was changed"_s);
        QVERIFY(desk.cell(1, TrustTableModel::State).startsWith(u"Ends in 6"_s));
        QCOMPARE(desk.cell(2, TrustTableModel::State), u"Can't be reached"_s);
        const auto *inspector = child<QWidget>(desk.page, u"trust-inspector"_s);
        QCOMPARE(inspector->accessibleName(), u"Ledger checkpoint"_s);
        // What to do is told at once, for each kind of trouble.
        for (const char *line : {"trust-line-0", "trust-line-1", "trust-line-2"}) {
            const auto *row = child<QWidget>(desk.page, QString::fromLatin1(line));
            QVERIFY2(row && row->isVisible() && !row->accessibleDescription().isEmpty(), line);
        }
        QVERIFY(child<QWidget>(desk.page, u"trust-line-2"_s)->accessibleName().contains(u"Keys of tokens"_s));
    }

    void oneSentenceTellsThatAllIsWell()
    {
        ThemeManager theme(qApp);
        Desk desk;
        show(desk.page, screens[1]);
        QCOMPARE(desk.page.sentence(), u"Nothing has been checked yet."_s);
        desk.store.setItems(0, allWell(desk.clock.time));
        QCOMPARE(desk.page.sentence(), u"All is well: everything that trust rests on was checked and holds."_s);
        QVERIFY(!child<QWidget>(desk.page, u"trust-line-0"_s)->isVisible());
        // Without a change of anything, time alone makes it untrue.
        desk.clock.time += 20min;
        desk.page.refresh();
        QVERIFY(!desk.page.sentence().startsWith(u"All is well"_s));
    }

    void homeAndEndAreTheFirstAndTheLastRow()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.store.setItems(0, allWell(desk.clock.time));
        show(desk.page, screens[1]);
        desk.page.firstFocus()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_End);
        QCOMPARE(desk.table()->currentIndex().row(), desk.table()->model()->rowCount() - 1);
        QTest::keyClick(desk.table(), Qt::Key_Home);
        QCOMPARE(desk.table()->currentIndex().row(), 0);
    }

    void testNowIsAskedByKeyClickAndButton()
    {
        ThemeManager theme(qApp);
        Desk desk;
        QList<TrustItem> items = allWell(desk.clock.time);
        desk.store.setItems(0, items);
        show(desk.page, screens[1]);
        QSignalSpy asked(&desk.page, &TrustPage::checkRequested);
        desk.page.firstFocus()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_Home);
        QTest::keyClick(desk.table(), Qt::Key_Down);
        QTest::keyClick(desk.table(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        const auto second = asked.first().first().value<TrustId>();
        const QModelIndex test = desk.table()->model()->index(0, TrustTableModel::Test);
        QTest::mouseClick(desk.table()->viewport(), Qt::LeftButton, {}, desk.table()->visualRect(test).center());
        QCOMPARE(asked.size(), 2);
        QVERIFY(!(asked.last().first().value<TrustId>() == second));
        auto *button = child<QPushButton>(desk.page, u"trust-test"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked.size(), 3);
        QCOMPARE(asked.last().first().value<TrustId>(), asked.at(1).first().value<TrustId>());

        // While it runs, a second press asks for nothing.
        for (TrustItem &item : items)
            item.checking = true;
        desk.store.setItems(0, items);
        QVERIFY(!button->isEnabled());
        QVERIFY(!child<QPushButton>(desk.page, u"trust-test-all"_s)->isEnabled());
        QTest::keyClick(desk.table(), Qt::Key_Return);
        QTest::mouseClick(desk.table()->viewport(), Qt::LeftButton, {}, desk.table()->visualRect(test).center());
        QCOMPARE(asked.size(), 3);
        QCOMPARE(desk.cell(0, TrustTableModel::Test), u"Testing"_s);
    }

    void whatIsNotInUseIsNotMissedAmongTheWell()
    {
        ThemeManager theme(qApp);
        Desk desk;
        QList<TrustItem> items = allWell(desk.clock.time);
        setFinding(*find(items, "card"), TrustFinding::NotInUse);
        desk.store.setItems(0, items);
        show(desk.page, screens[1]);
        QVERIFY(desk.page.sentence().startsWith(u"All is well"_s));
        const QString footing = child<QLabel>(desk.page, u"trust-footing"_s)->text();
        const auto well = QString::number(items.size() - 1);
        QVERIFY2(footing.startsWith(u"%1 of %1 well · 1 not in use"_s.arg(well)), qPrintable(footing));
    }

    void theProofIsOfferedWithTheLedgersCheckpoint()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.store.setItems(0, allWell(desk.clock.time));
        show(desk.page, screens[1]);
        auto *table = desk.page.findChild<TrustTable *>();
        auto *proof = child<QPushButton>(desk.page, u"trust-proof"_s);
        table->setCurrent(TrustId(u"clock"_s));
        QVERIFY(!proof->isVisible());
        table->setCurrent(TrustId(u"checkpoint"_s));
        QVERIFY(proof->isVisible());
        QSignalSpy asked(&desk.page, &TrustPage::proofRequested);
        proof->click();
        QCOMPARE(asked.size(), 1);
    }

    void theKeysAreOfferedWithReceiptsAndLedger()
    {
        ThemeManager theme(qApp);
        Desk desk;
        const QList<TrustItem> items = allWell(desk.clock.time);
        desk.store.setItems(0, items);
        show(desk.page, screens[1]);
        auto *table = desk.page.findChild<TrustTable *>();
        auto *keys = child<QPushButton>(desk.page, u"trust-keys"_s);
        QSignalSpy asked(&desk.page, &TrustPage::keysRequested);
        int offered = 0;
        for (const TrustItem &item : items) {
            table->setCurrent(item.id);
            QCOMPARE(keys->isVisible(), item.kind == TrustKind::ReceiptKey || item.kind == TrustKind::LedgerKey);
            if (!keys->isVisible())
                continue;
            keys->click();
            QCOMPARE(asked.size(), ++offered);
        }
        QVERIFY(offered > 0);
    }

    void whenItIsLookedAtNextIsSaidPlainly()
    {
        const Instant now = HandClock().now();
        TrustItem item;
        item.checked = now;
        QCOMPARE(TrustText::nextCheck(item, now), u"all the time"_s);
        item.renewal = now + 3min;
        QVERIFY(TrustText::nextCheck(item, now).startsWith(u"renews in 3"_s));
        item.nextCheck = now + 4min;
        QVERIFY(TrustText::nextCheck(item, now).startsWith(u"in 4"_s));
        item.checking = true;
        QCOMPARE(TrustText::nextCheck(item, now), u"now"_s);
    }

    void theChoiceStaysWhenTheOrderChanges()
    {
        ThemeManager theme(qApp);
        Desk desk;
        QList<TrustItem> items = allWell(desk.clock.time);
        desk.store.setItems(0, items);
        show(desk.page, screens[1]);
        auto *table = desk.page.findChild<TrustTable *>();
        table->setCurrent(TrustId(u"clock"_s));
        setFinding(*find(items, "provider"), TrustFinding::Unreachable);
        desk.store.setItems(0, items);
        QCOMPARE(desk.cell(0, TrustTableModel::Name), u"Identity provider"_s);
        QCOMPARE(table->current(), TrustId(u"clock"_s));
        QCOMPARE(child<QWidget>(desk.page, u"trust-inspector"_s)->accessibleName(), u"Clock"_s);
        items.removeIf([](const TrustItem &item) { return item.id == TrustId(u"clock"_s); });
        desk.store.setItems(0, items);
        QVERIFY(!table->current().value.isEmpty());
    }

    void theWholeChainIsShown()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.store.setItems(0, allWell(desk.clock.time));
        show(desk.page, screens[1]);
        desk.page.findChild<TrustTable *>()->setCurrent(TrustId(u"certificate/gateway"_s));
        const auto *inspector = child<QWidget>(desk.page, u"trust-inspector"_s);
        QStringList words;
        for (const QLabel *label : inspector->findChildren<QLabel *>())
            words.append(label->text());
        QVERIFY(words.contains(u"Norvane Platform Authority"_s));
        QVERIFY(words.indexOf(u"Authority"_s) < words.indexOf(u"Certificate"_s));
        QVERIFY(words.contains(u"9d1c 6f0b 2a7e 48d3 b5f1 c0a9 8e7d 6c5b 4a39 2817 f6e5 d4c3 b2a1 908f 7e6d 5c4b"_s));
    }

    void everyControlHasAName()
    {
        ThemeManager theme(qApp);
        Desk desk;
        desk.store.setItems(0, notWell(desk.clock.time));
        show(desk.page, screens[1]);
        QCOMPARE(namelessControls(desk.page), QStringList());
        const auto *verdict = child<QWidget>(desk.page, u"trust-verdict"_s);
        QCOMPARE(verdict->accessibleName(), desk.page.sentence());
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(desk.table());
        QVERIFY(table && table->tableInterface());
        QCOMPARE(table->tableInterface()->rowCount(), int(desk.store.items().size()));
    }
};

QTEST_MAIN(TestTrustPage)
#include "tst_trustpage.moc"
