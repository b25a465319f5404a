// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/cardpinprompt.h"
#include "app/controllers/outboxcontroller.h"
#include "app/controllers/recordcontroller.h"
#include "models/stores/outboxstore.h"
#include "models/stores/auditstore.h"
#include "pagepictures.h"
#include "sectordata.h"
#include "signingfakes.h"
#include "views/access/pindialog.h"
#include "views/service/recordpage.h"

#include <QLineEdit>
#include <QPushButton>

using namespace stanforis;
using namespace stanforis::test;

/// The PIN of the signing key, asked for over the confirm sheet, as a person sees it.
class TestCardPinPrompt final : public QObject
{
    Q_OBJECT

    struct Rig
    {
        Rig()
            : page(data.catalogue, data.subscriptions, data.permissions, data.health, data.transactions, data.time)
            , work(data.clock)
            , prompt(card, page)
            , outbox({work, work}, {unsent, data.transactions, data.time}, u"https://platform"_s)
            , controller(page, {work, work, work, outbox, data.permissions, work, &prompt}, data.catalogue, data.transactions,
                         [] {
                             return RecordController::Signer{SubjectId(u"nv-1"_s), u"https://platform"_s};
                         })
        {
            card.about.state = CardFacts::State::Ready;
            card.about.holder = u"Liis Maripuu"_s;
            card.about.label = u"4830211"_s;
            card.about.shortestPin = 4;
            card.about.longestPin = 12;
            work.card = &card.about;
            data.catalogue.setPage(definition());
            outbox.start(SubjectId(u"nv-1"_s));
            controller.open({.level = PageLink::Level::Page, .sector = sectorId, .service = serviceId, .page = pageId});
            RecordList list;
            list.records = {plant()};
            page.showList(list);
            page.openRecord(plant().id);
            page.showRecord(plant());
            show(page, screens[1]);
        }
        /// To the PIN: the form is filled in and reviewed, and the sheet's button pressed.
        void sign()
        {
            button(u"operation-call"_s)->click();
            power()->setText(u"120"_s);
            button(u"operation-review"_s)->click();
            QTRY_VERIFY(button(u"confirm-sign"_s) && button(u"confirm-sign"_s)->isVisible());
            button(u"confirm-sign"_s)->click();
        }
        [[nodiscard]] PinDialog *dialog() const
        {
            const auto all = page.findChildren<PinDialog *>();
            const auto shown = std::ranges::find_if(all, &QWidget::isVisible);
            return shown == all.end() ? nullptr : *shown;
        }
        void enter(const QString &pin) const
        {
            auto *entry = dialog()->findChild<QLineEdit *>(u"pin-entry"_s);
            QTest::keyClicks(entry, pin);
            QTest::keyClick(entry, Qt::Key_Return);
        }
        [[nodiscard]] QString words() const
        {
            QStringList texts;
            for (const auto *label : page.findChildren<QLabel *>()) {
                if (label->isVisible())
                    texts.append(label->text());
            }
            return texts.join(u'\n');
        }
        QAbstractButton *button(const QString &name) { return child<QAbstractButton>(page, name); }
        QLineEdit *power() { return child<QLineEdit>(page, u"field-power"_s); }

        SectorData data;
        RecordPage page;
        FakeCard card;
        FakeWork work;
        CardPinPrompt prompt;
        OutboxStore unsent;
        OutboxController outbox;
        RecordController controller;
    };

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<ThemeManager>(qApp);
        m_theme->setReducedMotion(true);
    }

    void thePinIsAskedForWhatTheSheetNamesAndWorkIsSigned()
    {
        Rig rig;
        rig.sign();
        QVERIFY(rig.dialog());
        QVERIFY2(rig.words().contains(u"Call reserve, Hydro Taal 2"_s), qPrintable(rig.words()));
        QVERIFY(rig.words().contains(u"Liis Maripuu"_s));
        QCOMPARE(namelessControls(*rig.dialog()), QStringList());
        auto *entry = rig.dialog()->findChild<QLineEdit *>(u"pin-entry"_s);
        QCOMPARE(entry->accessibleName(), u"PIN of your card"_s);
        QVERIFY(entry->accessibleDescription().contains(u"PIN 2"_s));
        keepPicture(*rig.dialog(), u"pin-dialog-signing"_s);
        rig.enter(u"4938"_s);
        QCOMPARE(rig.work.pins, QList<QByteArray>{"4938"});
        QVERIFY(rig.dialog()); // at work, and no longer to be stopped
        QTest::keyClick(rig.dialog(), Qt::Key_Escape);
        QVERIFY(rig.dialog());
        QTRY_VERIFY(!rig.dialog());
        QTRY_VERIFY2(rig.words().contains(u"Receipt"_s), qPrintable(rig.words()));
    }

    void nobodyIsAskedForThePinWhileTheAuditLogBarsSigning()
    {
        Rig rig;
        rig.work.allowed = Error{Error::Code::Storage, QString::fromLatin1(auditBarDetail)};
        rig.sign();
        QVERIFY(!rig.dialog());
        QTRY_VERIFY2(rig.words().contains(u"log"_s), qPrintable(rig.words()));
        QVERIFY(rig.work.pins.isEmpty());
        QCOMPARE(rig.power()->text(), u"120"_s);
    }

    void aWrongPinIsAskedForAgainAndTheThirdEndsIt()
    {
        Rig rig;
        rig.sign();
        rig.enter(u"1111"_s);
        QTRY_VERIFY(rig.words().contains(u"not right. Nothing was signed"_s));
        rig.enter(u"2222"_s);
        QTRY_VERIFY(rig.words().contains(u"last try"_s));
        rig.enter(u"3333"_s);
        QTRY_VERIFY(!rig.dialog());
        QVERIFY(rig.words().contains(u"blocked"_s));
        QCOMPARE(rig.work.pins.size(), 3);
        rig.button(u"confirm-sign"_s)->click(); // nobody is asked in vain
        QTRY_VERIFY(rig.button(u"confirm-sign"_s)->isEnabled());
        QVERIFY(!rig.dialog());
        QCOMPARE(rig.work.pins.size(), 3);
        QCOMPARE(rig.power()->text(), u"120"_s);
    }

    void cancellingKeepsTheDraftAndSignsNothing()
    {
        Rig rig;
        rig.sign();
        QTest::keyClicks(rig.dialog()->findChild<QLineEdit *>(u"pin-entry"_s), u"49"_s);
        QTest::keyClick(rig.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!rig.dialog());
        QVERIFY(rig.work.pins.isEmpty());
        QVERIFY(rig.words().contains(u"The draft is kept"_s));
        QCOMPARE(rig.power()->text(), u"120"_s);
        QVERIFY(rig.button(u"confirm-sign"_s)->isEnabled());
        rig.button(u"confirm-sign"_s)->click();
        QVERIFY(rig.dialog());
    }

    void aCardTakenOutAtThePinEndsTheQuestion()
    {
        Rig rig;
        rig.sign();
        rig.card.about.state = CardFacts::State::NoCard;
        Q_EMIT rig.card.removed();
        QTRY_VERIFY(!rig.dialog());
        QVERIFY(rig.work.pins.isEmpty());
        QVERIFY(rig.words().contains(u"not in the reader"_s));
        QCOMPARE(rig.power()->text(), u"120"_s);
    }

    void aReaderWithKeysOfItsOwnAsksThere()
    {
        Rig rig;
        rig.card.about.pinPad = true;
        rig.sign();
        QVERIFY(rig.dialog());
        QVERIFY(!rig.dialog()->findChild<QLineEdit *>(u"pin-entry"_s)->isVisible());
        QTRY_COMPARE(rig.work.pins, QList<QByteArray>{QByteArray()});
    }

    void coveredWorkHasNoQuestionOpen()
    {
        Rig rig;
        rig.sign();
        rig.prompt.giveUp();
        QVERIFY(!rig.dialog());
        QVERIFY(rig.work.pins.isEmpty());
        QCOMPARE(rig.power()->text(), u"120"_s);
    }

private:
    std::unique_ptr<ThemeManager> m_theme;
};

QTEST_MAIN(TestCardPinPrompt)
#include "tst_cardpinprompt.moc"
