// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagepictures.h"
#include "sectordata.h"
#include "models/domain/unsentwork.h"
#include "models/items/recordlistmodel.h"
#include "views/service/differenceview.h"
#include "views/service/recordpage.h"
#include "views/widgets/plaintooltips.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>

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
    intent.expires = now + 898s;
    intent.signBy = now + 118s;
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
    transaction.expires = now + 14min;
    transaction.mine = true;
    if (state == Transaction::State::Written) {
        transaction.decidedBy = u"Tõnu Rebane"_s;
        transaction.receipt.jws = "receipt";
    }
    return transaction;
}

/// Without the marks that keep a number and its unit together.
QString plain(QString text) { return text.remove(QChar(0x2066)).remove(QChar(0x2069)); }

UnsentWork unsent(const Intent &intent, UnsentWork::State state)
{
    UnsentWork work;
    work.id = intent.id;
    work.operation = intent.operation;
    work.title = u"Call reserve, Hydro Taal 2"_s;
    work.signedAt = intent.signBy - 118s;
    work.signBy = intent.signBy;
    work.state = state;
    return work;
}

} // namespace

class TestServicePage final : public QObject
{
    Q_OBJECT

    struct Rig
    {
        explicit Rig(bool stretch = false)
            : data(stretch)
            , page(data.catalogue, data.subscriptions, data.permissions, data.health, data.transactions, data.time)
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
        /// The person at this console holds the role that approves.
        void letApprove()
        {
            ServicePageDefinition page = definition(data);
            page.operations.first().approverRoles = {RoleId(u"approver"_s)};
            data.catalogue.setPage(page);
            Subscription mine = data.subscriptions.mine().first();
            mine.role = RoleId(u"approver"_s);
            data.subscriptions.replace({mine}, {});
        }
        [[nodiscard]] bool says(const QString &sentence) const
        {
            return std::ranges::any_of(page.findChildren<QLabel *>(), [&](const QLabel *label) {
                return label->isVisible() && plain(label->accessibleName()) == sentence;
            });
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
        rig.page.showVerification(
            ReceiptFacts{intent.id, rig.data.clock.time, u"written"_s, {}, 90118442, u"r9Jd1pQzKe77"_s, 90118460});
        QApplication::sendPostedEvents();
        keepPicture(rig.page, u"service-receipt-"_s + tag);
        QCOMPARE(rig.page.size(), screens[screen].page);
    }

    void figuresOfRecordsMayComeBeforeTheirMeaning()
    {
        SectorData data;
        RecordPage page(data.catalogue, data.subscriptions, data.permissions, data.health, data.transactions, data.time);
        page.setPage(SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s));
        page.showList(records());
        page.openRecord(RecordId(u"plant-1"_s));
        page.showRecord(opened());
        const auto *list = page.findChild<QListView *>(u"record-list"_s);
        QCOMPARE(page.findChild<QTableView *>(u"record-section-0"_s)->model()->rowCount(), 0);
        QCOMPARE(list->model()->index(0, 0).data(RecordListModel::AsideRole).toString(), QString());
        data.catalogue.setPage(definition(data));
        QVERIFY(!list->model()->index(0, 0).data(RecordListModel::AsideRole).toString().isEmpty());
        QTRY_VERIFY(page.findChild<QTableView *>(u"record-section-0"_s)->model()->rowCount() > 0);
    }

    void onlyMyOperationsArePresent()
    {
        Rig rig;
        QVERIFY(rig.button(u"operation-call"_s));
        QVERIFY(!rig.button(u"operation-tune"_s));
        // Nobody who only looks has any, whatever their role: a wall display, or a session that cannot be renewed.
        rig.data.permissions.setStanding({.signedIn = true, .readOnly = true});
        QTRY_VERIFY(!rig.button(u"operation-call"_s));
        rig.data.permissions.setStanding({.signedIn = true, .offline = true});
        QVERIFY(!rig.button(u"operation-call"_s));
        rig.data.permissions.setStanding({.signedIn = true});
        QVERIFY(rig.button(u"operation-call"_s));
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
        QTRY_VERIFY(rig.says(u"Available: you saw 121\u00A0MW, it is 95\u00A0MW now, you want –"_s));
        QTRY_VERIFY(rig.says(u"Power: you saw –, it is – now, you want 120\u00A0MW"_s));
        QTRY_COMPARE(namelessControls(rig.page), QStringList());
        QCOMPARE(rig.edit(u"power"_s)->text(), u"120"_s);
        // Nothing is sent by itself; a new review is asked for, on the record as it is now.
        QSignalSpy prepared(&rig.page, &RecordPage::prepareRequested);
        QTest::keyClick(rig.button(u"confirm-sign"_s), Qt::Key_Space);
        QCOMPARE(prepared.count(), 1);
        QCOMPARE(prepared.first().first().value<Draft>().etag, u"2"_s);
    }

    void aConflictAtTheSignatureAsksAgainToo()
    {
        Rig rig;
        show(rig.page, screens[1]);
        rig.fill();
        rig.button(u"operation-review"_s)->click();
        Draft draft;
        draft.operation = u"call"_s;
        draft.record = RecordId(u"plant-1"_s);
        const Intent intent = intentOf(draft, rig.data.clock.time);
        rig.page.showIntent(intent, {});
        rig.button(u"confirm-sign"_s)->click();
        QSignalSpy read(&rig.page, &RecordPage::recordRequested);
        rig.page.showSent(unsent(intent, UnsentWork::State::Waiting), Error{Error::Code::Conflict, u"The record has changed."_s});
        QCOMPARE(read.count(), 1);
        Record changed = opened();
        changed.values[u"called"_s] = u"40"_s;
        changed.etag = u"2"_s;
        rig.page.showRecord(changed);
        QTRY_VERIFY(rig.says(u"Called: you saw 0\u00A0MW, it is 40\u00A0MW now, you want –"_s));
        QCOMPARE(rig.edit(u"power"_s)->text(), u"120"_s);
    }

    void whatIsSignedAndNotSentIsSaid()
    {
        Rig rig;
        show(rig.page, screens[1]);
        rig.fill();
        rig.button(u"operation-review"_s)->click();
        const Draft draft{SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s), u"call"_s};
        const Intent intent = intentOf(draft, rig.data.clock.time);
        rig.page.showIntent(intent, {});
        rig.button(u"confirm-sign"_s)->click();
        rig.page.showSent(unsent(intent, UnsentWork::State::Waiting), Error{Error::Code::Unreachable, {}});
        QTRY_COMPARE(namelessControls(rig.page), QStringList());
        QVERIFY(rig.button(u"confirm-close"_s)->isVisible());
        QVERIFY(!rig.button(u"confirm-sign"_s)->isVisible());
        // It is sent later, by itself; the sheet that is still open says what became of it.
        rig.data.transactions.apply(outcomeOf(intent, Transaction::State::Written, rig.data.clock.time));
        QVERIFY(rig.button(u"receipt-verify"_s));
        // And when it came too late, the same form opens again with what was signed.
        Intent again = intentOf(draft, rig.data.clock.time);
        again.record = RecordId(u"plant-1"_s);
        again.values = {{u"power"_s, u"75"_s}};
        again.reason = u"Wind fell short"_s;
        rig.button(u"confirm-close"_s)->click();
        rig.page.resume(again);
        rig.page.showRecord(opened());
        QTRY_COMPARE(rig.edit(u"power"_s)->text(), u"75"_s); // once the form before it is gone
        QCOMPARE(rig.edit(u"reason"_s)->text(), u"Wind fell short"_s);
    }

    void T13_whatIsShownMustBeWhatIsSigned()
    {
        Rig rig;
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s),     ServiceId(u"grid-balancing"_s),
                    PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s),    u"1"_s,
                    {{u"power"_s, u"120"_s}},  u"Wind fell short"_s};
        const Intent intent = intentOf(draft, rig.data.clock.time);
        QSignalSpy signedWork(&rig.page, &RecordPage::signRequested);
        rig.page.showIntent(intent, {});
        // Something changes what is on the screen after it was drawn.
        QLabel *power = nullptr;
        for (QLabel *label : rig.page.findChildren<QLabel *>()) {
            if (plain(label->text()) == u"120\u00A0MW"_s)
                power = label;
        }
        QVERIFY(power);
        power->setText(u"12\u00A0MW"_s);
        rig.button(u"confirm-sign"_s)->click();
        QCOMPARE(signedWork.count(), 0);
        QVERIFY(!rig.button(u"confirm-sign"_s)->isEnabled());
        // Drawn anew from the bytes, it can be signed.
        rig.page.showIntent(intent, {});
        rig.button(u"confirm-sign"_s)->click();
        QCOMPARE(signedWork.count(), 1);
        QCOMPARE(signedWork.first().at(1).toString(), u"Call reserve, Hydro Taal 2"_s);
    }

    void T13_whatCannotBeShownCannotBeSigned_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("a field nobody knows") << u"call"_s << u"priority"_s << u"1"_s;
        QTest::newRow("an option nobody offers") << u"call"_s << u"product"_s << u"A99"_s;
        QTest::newRow("no number") << u"call"_s << u"power"_s << u"a lot"_s;
        QTest::newRow("another operation") << u"destroy"_s << u"power"_s << u"120"_s;
    }
    void T13_whatCannotBeShownCannotBeSigned()
    {
        QFETCH(QString, operation);
        QFETCH(QString, field);
        QFETCH(QString, value);
        Rig rig;
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s),     ServiceId(u"grid-balancing"_s),
                    PageId(u"reserve-call"_s), operation,
                    RecordId(u"plant-1"_s),    u"1"_s,
                    {{field, value}},          u"because"_s};
        rig.page.showIntent(intentOf(draft, rig.data.clock.time), {});
        QVERIFY(!rig.button(u"confirm-sign"_s)->isVisible());
        QVERIFY(rig.button(u"confirm-back"_s)->isVisible());
        QVERIFY(!child<QLabel>(rig.page, u"confirm-control-code"_s));
    }

    void T14_namesFromOutsideAreTextAndAreReadClosely_data()
    {
        QTest::addColumn<QString>("note");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("warned");
        QTest::newRow("markup") << u"<a href=\"https://x\">Pay</a> <img src=\"x\">&amp;"_s
                                << u"<a href=\"https://x\">Pay</a> <img src=\"x\">&amp;"_s << false;
        QTest::newRow("override") << u"send \u202E001 RUE"_s << u"send [U+202E]001 RUE"_s << true;
        QTest::newRow("isolate and zero width") << u"\u20671\u200B2\u2069"_s << u"[U+2067]1[U+200B]2[U+2069]"_s << true;
        QTest::newRow("mixed alphabets") << u"Hydrо Taal"_s << u"Hydrо Taal"_s << true;
        QTest::newRow("another language") << u"Отдел энергетики"_s << u"Отдел энергетики"_s << false;
    }
    void T14_namesFromOutsideAreTextAndAreReadClosely()
    {
        QFETCH(QString, note);
        QFETCH(QString, shown);
        QFETCH(bool, warned);
        Rig rig;
        show(rig.page, screens[1]);
        Record record = opened();
        record.title = note;
        rig.page.showRecord(record);
        Draft draft{SectorId(u"energy"_s),     ServiceId(u"grid-balancing"_s),
                    PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s),    u"1"_s,
                    {{u"note"_s, note}},       note};
        rig.page.showIntent(intentOf(draft, rig.data.clock.time), {});
        int rows = 0;
        for (const QLabel *label : rig.page.findChildren<QLabel *>()) {
            if (!label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
            rows += label->text() == shown ? 1 : 0;
        }
        QVERIFY(rows >= 2); // the note and the reason
        auto *warning = child<QWidget>(rig.page, u"confirm-warning"_s);
        QCOMPARE(warning && warning->isVisible(), warned);
        keepPicture(rig.page, u"service-T14-"_s + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-'));
        QVERIFY(plainToolTip(note) == note || !plainToolTip(note).contains(u"<a"_s));
    }

    void whatItWasIsShownBesideWhatItBecomes()
    {
        Rig rig;
        show(rig.page, screens[1]);
        Record record = opened();
        record.values[u"power"_s] = u"80"_s;
        rig.page.showRecord(record);
        Draft draft{SectorId(u"energy"_s),     ServiceId(u"grid-balancing"_s),
                    PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s),    u"1"_s,
                    {{u"power"_s, u"120"_s}},  u"because"_s};
        Intent intent = intentOf(draft, rig.data.clock.time);
        intent.etag = draft.etag;
        const auto hasRow = [&rig](const QString &text) {
            return std::ranges::any_of(rig.page.findChildren<QLabel *>(),
                                       [&](const QLabel *label) { return plain(label->text()) == text; });
        };
        rig.page.showIntent(intent, {});
        QVERIFY(hasRow(u"80\u00A0MW → 120\u00A0MW"_s));
        intent.etag = u"7"_s; // of a state that is not the one on the page
        rig.page.showIntent(intent, {});
        QTRY_VERIFY(!hasRow(u"80\u00A0MW → 120\u00A0MW"_s)); // the rows before go when the event is over
    }

    void differencePictures_data() { pictures_data(); }
    void differencePictures()
    {
        QFETCH(int, screen);
        QFETCH(bool, light);
        QFETCH(bool, stretched);
        const QString tag = QLatin1String(QTest::currentDataTag());
        m_theme->setVariant(light ? Variant::Light : Variant::Dark);
        m_theme->setDensity(screens[screen].density);
        Rig rig(stretched);
        show(rig.page, screens[screen]);
        rig.fill();
        rig.button(u"operation-review"_s)->click();
        rig.page.showIntent(Error{Error::Code::Conflict, {}}, {});
        Record changed = opened();
        changed.values[u"available"_s] = u"95"_s;
        changed.values[u"called"_s] = u"40"_s;
        changed.etag = u"2"_s;
        rig.page.showRecord(changed);
        QTRY_COMPARE(namelessControls(rig.page), QStringList());
        keepPicture(rig.page, u"service-difference-"_s + tag);
        Draft draft;
        draft.operation = u"call"_s;
        const Intent intent = intentOf(draft, rig.data.clock.time);
        rig.page.showSent(unsent(intent, UnsentWork::State::Waiting), Error{Error::Code::Unreachable, {}});
        QApplication::sendPostedEvents();
        keepPicture(rig.page, u"service-unsent-"_s + tag);
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
        Draft draft{SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s)};
        Intent intent = intentOf(draft, rig.data.clock.time);
        intent.signBy = rig.data.clock.time - 1s;
        rig.page.showIntent(intent, {});
        QVERIFY(!rig.button(u"confirm-sign"_s)->isEnabled());
        QVERIFY(!rig.button(u"confirm-sign"_s)->toolTip().isEmpty());
    }

    void secondPersonSeesTheSameCodeAndMayDecline()
    {
        Rig rig;
        rig.letApprove();
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

    void T13_theSecondPersonSignsWhatWasHandedOut_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("good");
        QTest::newRow("the same") << QString() << true;
        for (const QString &what : {u"transaction"_s, u"sector"_s, u"service"_s, u"page"_s})
            QTest::newRow(qPrintable(u"another "_s + what)) << what << false;
    }
    void T13_theSecondPersonSignsWhatWasHandedOut()
    {
        QFETCH(QString, what);
        QFETCH(bool, good);
        Rig rig;
        rig.letApprove();
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s)};
        Intent intent = intentOf(draft, rig.data.clock.time);
        Transaction waiting = outcomeOf(intent, Transaction::State::Waiting, rig.data.clock.time);
        waiting.mine = false;
        waiting.mayApprove = true;
        rig.data.transactions.apply(waiting);
        QTest::keyClick(rig.button(u"waiting-"_s + intent.id.value), Qt::Key_Return);
        if (what == u"transaction")
            intent.id = TransactionId(u"01JD8QZ4Y8M3T6V7K2N5P9ZZZZ"_s);
        else if (what == u"sector")
            intent.sector = SectorId(u"health"_s);
        else if (what == u"service")
            intent.service = ServiceId(u"market-settlement"_s);
        else if (what == u"page")
            intent.page = PageId(u"frequency-limit"_s);
        rig.page.showApproval(intent);
        QCOMPARE(rig.button(u"confirm-sign"_s)->isVisible(), good);
        if (good) {
            QStringList rows;
            for (const QLabel *label : rig.page.findChildren<QLabel *>())
                rows.append(label->text());
            QVERIFY(rows.contains(u"Energy, Grid Balancing, Reserve call"_s) && rows.contains(intent.id.value));
        } else {
            QVERIFY(!child<QLabel>(rig.page, u"confirm-control-code"_s));
        }
    }

    void T13_anotherRecordThanTheOneInViewCannotBeSigned()
    {
        Rig rig;
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-2"_s)};
        rig.page.showIntent(intentOf(draft, rig.data.clock.time), {});
        QVERIFY(!rig.button(u"confirm-sign"_s)->isVisible());
    }

    void whoMayNotApproveIsOfferedNothingToApprove()
    {
        Rig rig;
        rig.letApprove();
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s), ServiceId(u"grid-balancing"_s), PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s)};
        Transaction waiting = outcomeOf(intentOf(draft, rig.data.clock.time), Transaction::State::Waiting, rig.data.clock.time);
        waiting.mine = false;
        waiting.mayApprove = true;
        rig.data.transactions.apply(waiting);
        const QString name = u"waiting-"_s + waiting.id.value;
        QVERIFY(rig.button(name));
        rig.data.permissions.setStanding({.signedIn = true, .readOnly = true}); // a wall display
        QVERIFY(!rig.button(name) || !rig.button(name)->isVisible());
    }

    void whoApprovesSeesWhatChangedMeanwhile()
    {
        Rig rig;
        rig.letApprove();
        show(rig.page, screens[1]);
        Draft draft{SectorId(u"energy"_s),     ServiceId(u"grid-balancing"_s),
                    PageId(u"reserve-call"_s), u"call"_s,
                    RecordId(u"plant-1"_s),    u"1"_s,
                    {{u"power"_s, u"120"_s}},  u"because"_s};
        Intent intent = intentOf(draft, rig.data.clock.time);
        intent.etag = draft.etag;
        QSignalSpy read(&rig.page, &RecordPage::recordRequested);
        rig.page.showApprovalRefused(intent, {Error::Code::Conflict, u"The record has changed."_s});
        QCOMPARE(read.count(), 1); // as it is now
        Record changed = opened();
        changed.etag = u"2"_s;
        changed.values[u"called"_s] = u"40"_s;
        rig.page.showRecord(changed);
        const auto *view = rig.page.findChild<DifferenceView *>();
        QVERIFY(view && view->isVisible());
        QStringList words;
        for (const QLabel *label : view->findChildren<QLabel *>())
            words.append(plain(label->text()));
        QVERIFY2(words.contains(u"0\u00A0MW"_s) && words.contains(u"40\u00A0MW"_s), qPrintable(words.join(u'|')));
        QVERIFY(!rig.button(u"confirm-sign"_s)->isVisible());
    }

private:
    std::unique_ptr<ThemeManager> m_theme;
};

QTEST_MAIN(TestServicePage)
#include "tst_servicepage.moc"
