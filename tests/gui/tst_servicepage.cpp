// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagepictures.h"
#include "sectordata.h"
#include "views/service/recordpage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace stanforis;
using namespace stanforis::test;

namespace {

ServicePageDefinition definition(const SectorData &data)
{
    ServicePageDefinition page;
    page.id = PageId(u"reserve-call"_s);
    page.sector = SectorId(u"energy"_s);
    page.service = ServiceId(u"grid-balancing"_s);
    page.name = data.word(u"Reserve call"_s);
    page.summary = data.word(u"Call reserve from a plant and release it again."_s);
    page.standard = u"ENTSO-E CIM ReserveBid_MarketDocument"_s;
    page.recordNoun = u"plant"_s;
    page.columns = {{u"plant"_s, data.word(u"Plant"_s), {}, false},
                    {u"region"_s, data.word(u"Region"_s), {}, false},
                    {u"available"_s, data.word(u"Available"_s), u"MW"_s, true},
                    {u"called"_s, data.word(u"Called"_s), u"MW"_s, true}};
    Operation call;
    call.id = u"call"_s;
    call.name = data.word(u"Call reserve"_s);
    call.consequence = data.word(u"The plant starts to deliver within five minutes and is paid for it."_s);
    call.undo = data.word(u"Until the plant confirms, within about 60 s. Afterwards release it."_s);
    Field power{u"power"_s, data.word(u"Power"_s), Field::Type::Integer, u"MW"_s, true, 5, 400};
    power.help = data.word(u"Not more than the plant has available."_s);
    power.span = 1;
    Field product{u"product"_s, data.word(u"Product"_s), Field::Type::Choice, {}, true};
    product.options = {{u"A96"_s, data.word(u"Automatic frequency restoration"_s)},
                       {u"A97"_s, data.word(u"Manual frequency restoration"_s)}};
    Field duration{u"duration"_s, data.word(u"For"_s), Field::Type::Integer, u"min"_s, true, 15, 240};
    duration.span = 1;
    Field note{u"note"_s, data.word(u"Note to the plant"_s)};
    note.span = 4;
    call.fields = {power, product, duration, note};
    call.roles = {RoleId(u"operator"_s)};
    call.secondPerson = true;
    call.reasonRequired = true;
    Operation tune;
    tune.id = u"tune"_s;
    tune.name = u"Change limits"_s;
    tune.roles = {RoleId(u"admin"_s)};
    page.operations = {call, tune};
    return page;
}

RecordList records()
{
    RecordList list;
    int number = 0;
    for (const QString &name : {u"Hydro Taal 2"_s, u"Gas Castrel 1"_s, u"Battery Eskby"_s, u"Hydro Farrow 4"_s}) {
        Record record;
        record.id = RecordId(u"plant-%1"_s.arg(++number));
        record.title = name;
        record.subtitle = u"NV-PL-%1"_s.arg(4600 + number);
        record.etag = u"1"_s;
        record.values = {
            {u"plant"_s, name}, {u"region"_s, u"Castrel"_s}, {u"available"_s, u"%1"_s.arg(120 + number)}, {u"called"_s, u"0"_s}};
        list.records.append(record);
    }
    list.total = 9;
    return list;
}

Record opened()
{
    Record record = records().records.first();
    record.facts = {u"Castrel"_s, u"run-of-river, 4 units"_s, u"last called 14 Nov"_s};
    record.sections = {{u"Calls"_s,
                        {u"Time"_s, u"Power, MW"_s, u"By"_s},
                        {{u"14 Nov 09:12"_s, u"80"_s, u"T. Rebane"_s}, {u"2 Nov 18:40"_s, u"120"_s, u"L. Maripuu"_s}}}};
    return record;
}

Intent intentOf(const Draft &draft, Instant now)
{
    Intent intent;
    intent.id = TransactionId(u"01JD8QZ4Y8M3T6V7K2N5P9R1SC"_s);
    intent.sector = draft.sector;
    intent.service = draft.service;
    intent.page = draft.page;
    intent.operation = draft.operation;
    intent.record = draft.record;
    intent.values = draft.values;
    intent.reason = draft.reason;
    intent.body = QByteArray("{\"ReserveBid\":{\"quantity\":120,\"businessType\":\"A97\"},\"registeredResource\":\"NV-PL-4601\","
                             "\"period\":{\"minutes\":60},\"note\":\"") +
                  QByteArray(300, 'x') + "\"}";
    intent.bodyType = u"application/json"_s;
    intent.bodySha256 = u"9f41c07a55e2b1d00f7a36bc4d2e91aa8be2f0c15d6e7a8b9c0d1e2f8b1d20ce"_s;
    intent.controlCode = u"7419"_s;
    intent.expires = now + 118s;
    intent.signaturesNeeded = 2;
    return intent;
}

Transaction outcomeOf(const Intent &intent, Transaction::State state, Instant now)
{
    Transaction transaction;
    transaction.id = intent.id;
    transaction.state = state;
    transaction.sector = intent.sector;
    transaction.service = intent.service;
    transaction.page = intent.page;
    transaction.operation = intent.operation;
    transaction.title = u"Call reserve, Hydro Taal 2"_s;
    transaction.requester = u"Liis Maripuu"_s;
    transaction.submitted = now;
    transaction.expires = now + 4h;
    transaction.mine = true;
    if (state == Transaction::State::Written) {
        transaction.decidedBy = u"Tõnu Rebane"_s;
        transaction.receipt.jws = "receipt";
    }
    return transaction;
}

} // namespace

class TestServicePage final : public QObject
{
    Q_OBJECT

    struct Rig
    {
        explicit Rig(bool stretch = false)
            : data(stretch)
            , page(data.catalogue, data.subscriptions, data.health, data.transactions, data.time)
        {
            data.catalogue.setPage(definition(data));
            page.setPage(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s));
            page.showList(records());
            page.openRecord(RecordId(u"plant-1"_s));
            page.showRecord(opened());
        }
        void fill(const QString &power = u"120"_s)
        {
            button(u"operation-call"_s)->click();
            edit(u"power"_s)->setText(power);
            child<QComboBox>(page, u"field-product"_s)->setCurrentIndex(1);
            edit(u"duration"_s)->setText(u"60"_s);
            edit(u"reason"_s)->setText(u"Wind fell short by 210 MW"_s);
        }
        QAbstractButton *button(const QString &name) { return child<QAbstractButton>(page, name); }
        QLineEdit *edit(const QString &field) { return child<QLineEdit>(page, u"field-"_s + field); }
        SectorData data;
        RecordPage page;
    };

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<ThemeManager>(qApp);
        m_theme->setReducedMotion(true);
    }

    void pictures_data()
    {
        QTest::addColumn<int>("screen");
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("stretched");
        QTest::newRow("1920-light") << 1 << true << false;
        QTest::newRow("1366-dark-long") << 0 << false << true;
        QTest::newRow("3840-dark") << 2 << false << false;
    }

    void pictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        QFETCH(bool, stretched);
        const QString tag = QLatin1String(QTest::currentDataTag());
        m_theme->setVariant(light ? Variant::Light : Variant::Dark);
        m_theme->setDensity(screens[screen].density);
        Rig rig(stretched);
        show(rig.page, screens[screen]);
        keepPicture(rig.page, u"service-record-"_s + tag);
        rig.fill(u"900"_s);
        rig.button(u"operation-review"_s)->click();
        QTRY_COMPARE(namelessControls(rig.page), QStringList());
        keepPicture(rig.page, u"service-form-"_s + tag);
        rig.edit(u"power"_s)->setText(u"120"_s);
        QSignalSpy prepared(&rig.page, &RecordPage::prepareRequested);
        rig.button(u"operation-review"_s)->click();
        const Intent intent = intentOf(prepared.first().first().value<Draft>(), rig.data.clock.time);
        rig.page.showIntent(intent, {u"Tõnu Rebane, energy approver"_s});
        QTRY_COMPARE(namelessControls(rig.page), QStringList());
        keepPicture(rig.page, u"service-confirm-"_s + tag);
        rig.page.showOutcome(outcomeOf(intent, Transaction::State::Waiting, rig.data.clock.time));
        QApplication::sendPostedEvents();
        keepPicture(rig.page, u"service-waiting-"_s + tag);
        rig.data.transactions.apply(outcomeOf(intent, Transaction::State::Written, rig.data.clock.time));
        rig.page.showVerification(ReceiptFacts{intent.id, rig.data.clock.time, u"written"_s, {}, 90118442, u"r9Jd1pQzKe77"_s});
        QApplication::sendPostedEvents();
        keepPicture(rig.page, u"service-receipt-"_s + tag);
        QCOMPARE(rig.page.size(), screens[screen].page);
    }

    void onlyMyOperationsArePresent()
    {
        Rig rig;
        QVERIFY(rig.button(u"operation-call"_s));
        QVERIFY(!rig.button(u"operation-tune"_s));
    }

    void searchWaitsForTheLastKey()
    {
        Rig rig;
        show(rig.page, screens[1]);
        QSignalSpy asked(&rig.page, &RecordPage::listRequested);
        QTest::keyClicks(child<QLineEdit>(rig.page, u"record-search"_s), u"taal"_s);
        QCOMPARE(asked.count(), 0);
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(asked.first().first().toString(), u"taal"_s);
    }

    void wrongValueSaysTheLimitAndIsNotSent()
    {
        Rig rig;
        show(rig.page, screens[1]);
        rig.fill(u"900"_s);
        QSignalSpy prepared(&rig.page, &RecordPage::prepareRequested);
        rig.button(u"operation-review"_s)->click();
        QCOMPARE(prepared.count(), 0);
        QVERIFY(rig.edit(u"power"_s)->accessibleDescription().contains(u"400"));
    }

    void refusalKeepsTheDraftAndMarksTheField()
    {
        Rig rig;
        show(rig.page, screens[1]);
        rig.fill();
        rig.button(u"operation-review"_s)->click();
        rig.page.showIntent(
            Error{Error::Code::Invalid, uR"({"violations":[{"fieldId":"power","description":"The plant has 90 MW"}]})"_s}, {});
        QCOMPARE(rig.edit(u"power"_s)->text(), u"120"_s);
        QCOMPARE(rig.edit(u"power"_s)->accessibleDescription(), u"The plant has 90 MW"_s);
    }

    void draftSurvivesAnotherRecord()
    {
        Rig rig;
        show(rig.page, screens[1]);
        rig.button(u"operation-call"_s)->click();
        QTest::keyClicks(rig.edit(u"power"_s), u"77"_s);
        rig.page.openRecord(RecordId(u"plant-2"_s));
        rig.page.openRecord(RecordId(u"plant-1"_s));
        rig.page.showRecord(opened());
        rig.button(u"operation-call"_s)->click();
        QCOMPARE(rig.edit(u"power"_s)->text(), u"77"_s);
    }

    void conflictShowsWhatChanged()
    {
        Rig rig;
        show(rig.page, screens[1]);
        rig.fill();
        rig.button(u"operation-review"_s)->click();
        QSignalSpy read(&rig.page, &RecordPage::recordRequested);
        rig.page.showIntent(Error{Error::Code::Conflict, {}}, {});
        QCOMPARE(read.count(), 1);
        Record changed = opened();
        changed.values[u"available"_s] = u"95"_s;
        changed.etag = u"2"_s;
        rig.page.showRecord(changed);
        QVERIFY(std::ranges::any_of(rig.page.findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"was 121, is now 95");
        }));
        QCOMPARE(rig.edit(u"power"_s)->text(), u"120"_s);
    }

    void byKeyboardFromListToReceipt()
    {
        Rig rig;
        show(rig.page, screens[1]);
        QSignalSpy prepared(&rig.page, &RecordPage::prepareRequested);
        QSignalSpy signedWork(&rig.page, &RecordPage::signRequested);
        QSignalSpy verified(&rig.page, &RecordPage::verifyRequested);
        QTest::keyClick(rig.button(u"operation-call"_s), Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget(), rig.edit(u"power"_s));
        QTest::keyClicks(rig.edit(u"power"_s), u"120"_s);
        QTest::keyClick(child<QComboBox>(rig.page, u"field-product"_s), Qt::Key_Down);
        QTest::keyClicks(rig.edit(u"duration"_s), u"60"_s);
        QTest::keyClicks(rig.edit(u"reason"_s), u"Wind fell short"_s);
        QTest::keyClick(rig.button(u"operation-review"_s), Qt::Key_Space);
        QCOMPARE(prepared.count(), 1);
        const Draft draft = prepared.first().first().value<Draft>();
        QCOMPARE(draft.reason, u"Wind fell short"_s);
        QCOMPARE(draft.values.value(u"power"_s), u"120"_s);
        const Intent intent = intentOf(draft, rig.data.clock.time);
        rig.page.showIntent(intent, {});
        QCOMPARE(child<QLabel>(rig.page, u"confirm-control-code"_s)->text(), u"7419"_s);
        auto *bytes = child<QPlainTextEdit>(rig.page, u"confirm-bytes"_s);
        QTest::keyClick(rig.button(u"confirm-show-bytes"_s), Qt::Key_Space);
        QCOMPARE(bytes->toPlainText().toUtf8(), intent.body);
        QTest::keyClick(rig.button(u"confirm-sign"_s), Qt::Key_Space);
        QCOMPARE(signedWork.count(), 1);
        rig.page.showOutcome(outcomeOf(intent, Transaction::State::Written, rig.data.clock.time));
        QTest::keyClick(rig.button(u"receipt-verify"_s), Qt::Key_Space);
        QCOMPARE(verified.count(), 1);
        QTest::keyClick(rig.button(u"confirm-close"_s), Qt::Key_Space);
        QVERIFY(!rig.edit(u"power"_s) || !rig.edit(u"power"_s)->isVisible());
    }

    void signingEndsWithTheTime()
    {
        Rig rig;
        show(rig.page, screens[1]);
        Draft draft;
        draft.operation = u"call"_s;
        Intent intent = intentOf(draft, rig.data.clock.time);
        intent.expires = rig.data.clock.time - 1s;
        rig.page.showIntent(intent, {});
        QVERIFY(!rig.button(u"confirm-sign"_s)->isEnabled());
        QVERIFY(!rig.button(u"confirm-sign"_s)->toolTip().isEmpty());
    }

    void secondPersonSeesTheSameCodeAndMayDecline()
    {
        Rig rig;
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s)};
        const Intent intent = intentOf(draft, rig.data.clock.time);
        Transaction waiting = outcomeOf(intent, Transaction::State::Waiting, rig.data.clock.time);
        waiting.mine = false;
        waiting.mayApprove = true;
        rig.data.transactions.apply(waiting);
        QSignalSpy wanted(&rig.page, &RecordPage::intentRequested);
        QTest::keyClick(rig.button(u"waiting-"_s + intent.id.value), Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        rig.page.showApproval(intent);
        keepPicture(rig.page, u"service-approve"_s);
        QCOMPARE(child<QLabel>(rig.page, u"confirm-control-code"_s)->text(), u"7419"_s);
        QSignalSpy declined(&rig.page, &RecordPage::declineRequested);
        QSignalSpy approved(&rig.page, &RecordPage::approveRequested);
        rig.button(u"confirm-decline"_s)->click();
        QCOMPARE(declined.count(), 0); // a reason is needed
        child<QLineEdit>(rig.page, u"decline-reason"_s)->setText(u"Not needed any more"_s);
        rig.button(u"confirm-decline"_s)->click();
        QCOMPARE(declined.count(), 1);
        rig.button(u"confirm-sign"_s)->click();
        QCOMPARE(approved.count(), 1);
    }

private:
    std::unique_ptr<ThemeManager> m_theme;
};

QTEST_MAIN(TestServicePage)
#include "tst_servicepage.moc"
