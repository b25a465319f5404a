// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/pagesupport.h"
#include "views/access/cardpanel.h"
#include "views/access/pindialog.h"
#include "views/access/pinfield.h"

#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

CardFacts cardOf(const Clock &clock)
{
    CardFacts facts;
    facts.state = CardFacts::State::Ready;
    facts.reader = u"Gemalto IDBridge CT30"_s;
    facts.label = u"4830211"_s;
    facts.serial = u"4830211"_s;
    facts.holder = u"Liis Maripuu"_s;
    facts.ends = clock.now() + std::chrono::days(73) + std::chrono::hours(1);
    facts.shortestPin = 4;
    facts.longestPin = 12;
    return facts;
}

QByteArray bytesOf(const Secret &secret) { return {secret.data(), qsizetype(secret.size())}; }

} // namespace

/// The way in by card, as a person sees it: the panel on the sign-in page, and the dialog for the PIN.
class PinDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<ThemeManager>(qApp, Variant::Light); }
    void init() { m_clock = std::make_unique<StillClock>(noon()); }

    void theEditorHoldsDotsAndThePinIsGivenAwayOnce()
    {
        PinField field;
        QTest::keyClicks(&field, u"49x8"_s);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QTest::keyClicks(&field, u"17"_s);
        QCOMPARE(field.text(), QString(5, QChar(0x25cf)));
        QCOMPARE(bytesOf(field.take()), QByteArray("49x17"));
        QVERIFY(field.text().isEmpty());
        QVERIFY(field.take().isEmpty());
    }

    void nothingOfThePinCanBeCopiedOrUndone()
    {
        PinField field;
        QTest::keyClicks(&field, u"4938"_s);
        field.selectAll();
        field.copy();
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u'4'));
        QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bytesOf(field.take()), QByteArray("4938"));
        field.setText(u"4938"_s); // as a screen reader would
        QCOMPARE(field.text(), QString(4, QChar(0x25cf)));
        QCOMPARE(bytesOf(field.take()), QByteArray("4938"));
    }

    void theDialogSaysWhoseCardAndForWhom()
    {
        PinDialog dialog(nullptr);
        dialog.setRequest({cardOf(*m_clock), u"https://gateway.platform.norvane"_s, PinRequest::Trouble::None});
        dialog.show();
        QStringList texts;
        for (const auto *label : dialog.findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.join(u'\n').contains(u"Liis Maripuu"_s));
        QVERIFY(texts.join(u'\n').contains(u"https://gateway.platform.norvane"_s));
        QVERIFY(!dialog.findChild<QLabel *>(u"pin-tries"_s)->isVisible());
        QSignalSpy entered(&dialog, &PinDialog::entered);
        QTest::keyClicks(dialog.findChild<QLineEdit *>(u"pin-entry"_s), u"4938"_s);
        QTest::keyClick(dialog.findChild<QLineEdit *>(u"pin-entry"_s), Qt::Key_Return);
        QCOMPARE(entered.size(), 1);
        QCOMPARE(bytesOf(dialog.takePin()), QByteArray("4938"));
    }

    void aWrongPinKeepsTheDialogAndSaysWhatIsLeft()
    {
        PinDialog dialog(nullptr);
        auto card = cardOf(*m_clock);
        dialog.setRequest({card, u"https://platform"_s, PinRequest::Trouble::None});
        dialog.show();
        dialog.setAtWork();
        QVERIFY(!dialog.findChild<QPushButton *>(u"pin-continue"_s)->isEnabled());
        card.pin = CardFacts::Pin::LastTry;
        dialog.setRequest({card, u"https://platform"_s, PinRequest::Trouble::Wrong});
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.findChild<QPushButton *>(u"pin-continue"_s)->isEnabled());
        QVERIFY(dialog.findChild<QLabel *>(u"pin-tries"_s)->isVisible());
        QVERIFY(dialog.findChild<QLabel *>(u"pin-tries"_s)->text().contains(u"last try"_s));
        QVERIFY(dialog.findChild<QLineEdit *>(u"pin-entry"_s)->text().isEmpty());
        QVERIFY(savePicture(dialog, u"pin-dialog-last-try"_s));
    }

    void aReaderWithKeysAsksItself()
    {
        PinDialog dialog(nullptr);
        auto card = cardOf(*m_clock);
        card.pinPad = true;
        dialog.setRequest({card, u"https://platform"_s, PinRequest::Trouble::None});
        dialog.show();
        QVERIFY(!dialog.findChild<QLineEdit *>(u"pin-entry"_s)->isVisible());
        QVERIFY(dialog.findChild<QLabel *>(u"pin-at-work"_s)->text().contains(u"keys of the reader"_s));
    }

    void thePanelSaysWhatTheCardIsGoodFor()
    {
        CardPanel panel(*m_clock);
        QVERIFY(!panel.isOffered());
        auto *use = panel.findChild<QPushButton *>(u"sign-in-use-card"_s);
        auto *text = panel.findChild<QLabel *>(u"sign-in-card-text"_s);
        CardFacts none;
        none.state = CardFacts::State::NoCard;
        panel.setFacts(none);
        QVERIFY(panel.isOffered() && !use->isEnabled());
        auto card = cardOf(*m_clock);
        panel.setFacts(card);
        panel.resize(640, panel.sizeHint().height());
        panel.show();
        QVERIFY(use->isEnabled());
        QVERIFY(text->text().contains(u"Liis Maripuu"_s));
        QSignalSpy asked(&panel, &CardPanel::cardRequested);
        use->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(savePicture(panel, u"card-panel"_s));
        card.pin = CardFacts::Pin::Blocked;
        panel.setFacts(card);
        QVERIFY(!use->isEnabled());
        QVERIFY(text->text().contains(u"blocked"_s));
        CardFacts refused;
        refused.state = CardFacts::State::Refused;
        refused.problem = u"/opt/x.so can be written by others than the administrator"_s;
        panel.setFacts(refused);
        QVERIFY(!use->isVisible());
        QVERIFY(text->text().contains(refused.problem));
    }

private:
    /// For a person to look at, in the folder of the tests' pictures.
    static bool savePicture(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("STANFORIS_GRABS");
        return folder.isEmpty() || widget.grab().save(folder + u'/' + name + u".png"_s);
    }

    std::unique_ptr<ThemeManager> m_theme;
    std::unique_ptr<StillClock> m_clock;
};

QTEST_MAIN(PinDialogTest)
#include "tst_pindialog.moc"
