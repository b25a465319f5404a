// SPDX-License-Identifier: GPL-3.0-or-later
// Threat 19, an unattended console: whatever is open, the lock lies on top at once, nothing beneath it can be read, and all of
// it is there again afterwards. The pictures go to the folder named by STANFORIS_PICTURES, or to a temporary one.
#include "tests/gui/gallery.h"
#include "views/shell/commandpalette.h"
#include "views/shell/identitychip.h"
#include "views/shell/identitydrawer.h"
#include "views/shell/lockscreen.h"
#include "views/shell/mainwindow.h"
#include "views/shell/shortcutsdialog.h"
#include "views/widgets/panel.h"
#include "views/widgets/qrsymbol.h"
#include "views/widgets/sheet.h"
#include "views/widgets/thememanager.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace stanforis;

namespace {

const QString secret = u"160 MW for Hestmark"_s;

LockState locked()
{
    return {.shown = true,
            .title = u"Locked"_s,
            .since = u"since 14:19 UTC+2"_s,
            .reason = u"Nobody used this console for a while."_s,
            .name = u"Liis Maripuu"_s,
            .detail = u"Norvane Grid · session ends in 35 min"_s};
}

/// Everything a screen reader could read of the whole program.
QString spoken(QAccessibleInterface *node)
{
    if (!node || !node->isValid())
        return {};
    QString text = node->text(QAccessible::Name) + u'\n' + node->text(QAccessible::Value) + u'\n' +
                   node->text(QAccessible::Description) + u'\n';
    if (auto *content = node->textInterface())
        text += content->text(0, content->characterCount()) + u'\n';
    for (int i = 0; i < node->childCount(); ++i)
        text += spoken(node->child(i));
    return text;
}

} // namespace

class LockScreenTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_temporary;
    QString m_folder;
    ThemeManager *m_themes = nullptr;
    std::unique_ptr<MainWindow> m_window;
    QLineEdit *m_field = nullptr;
    QComboBox *m_choice = nullptr;

    bool coversAll() const
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        return m_window->isCovered() && !QApplication::activePopupWidget() &&
               std::ranges::none_of(windows,
                                    [this](const QWidget *window) { return window != m_window.get() && window->isVisible(); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = qEnvironmentVariable("STANFORIS_PICTURES", m_temporary.path());
        m_themes = new ThemeManager(qApp);
        QAccessible::setActive(true);
    }

    void init()
    {
        m_window = std::make_unique<MainWindow>();
        fillShell(*m_window, true);
        auto *page = new QWidget;
        auto *panel = new Panel(u"Reserve call"_s, page);
        m_field = new QLineEdit(panel);
        m_field->setAccessibleName(u"Amount"_s);
        m_choice = new QComboBox(panel);
        m_choice->addItems({u"Ravenfell"_s, u"Hestmark"_s});
        panel->body()->addWidget(m_field);
        panel->body()->addWidget(m_choice);
        auto *layout = new QGridLayout(page);
        layout->addWidget(panel, 0, 0);
        layout->addWidget(new Panel(u"Grid balance"_s, page), 0, 1);
        layout->addWidget(new Panel(u"Services"_s, page), 1, 0, 1, 2);
        m_window->setPage(page);
        m_window->resize(1920, 1080);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_field->setFocus();
        QTest::keyClicks(m_field, secret);
        m_field->setCursorPosition(3);
    }

    void cleanup() { m_window.reset(); }

    void halfFilledFormIsThereAgainAfterUnlocking()
    {
        m_window->setLock(locked());
        QVERIFY(coversAll());
        QVERIFY(!m_field->isVisible());
        m_window->setLock({});
        QVERIFY(m_field->isVisible());
        QCOMPARE(m_field->text(), secret);
        QCOMPARE(m_field->cursorPosition(), 3);
        QTRY_COMPARE(QApplication::focusWidget(), m_field);
        QVERIFY(!m_window->findChild<LockScreen *>() || !m_window->findChild<LockScreen *>()->isVisible());
    }

    void nothingBeneathCanBeReadByAScreenReader()
    {
        auto *root = QAccessible::queryAccessibleInterface(qApp);
        QVERIFY(spoken(root).contains(secret));
        auto *dialog = new FramedDialog(u"Receipt of 160 MW"_s, m_window.get());
        dialog->open();
        QTRY_VERIFY(spoken(root).contains(u"Receipt of 160 MW"_s));
        m_window->setLock(locked());
        const QString heard = spoken(root);
        for (const QString &hidden : {secret, u"Receipt of 160 MW"_s, u"Reserve call"_s, u"Grid Balancing"_s, u"Ravenfell"_s})
            QVERIFY2(!heard.contains(hidden), qPrintable(hidden));
        QVERIFY(heard.contains(u"Locked"_s));
        m_window->setLock({});
        QVERIFY(spoken(root).contains(secret));
        QVERIFY(dialog->isVisible() && dialog->isModal());
    }

    void everyKindOfWindowIsCovered_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind :
             {"keys", "file", "file opened late", "identity menu", "choices", "sheet", "palette", "own dialog"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void everyKindOfWindowIsCovered()
    {
        QFETCH(const QString, kind);
        QPointer<QWidget> opened;
        const auto openFiles = [this] {
            auto *dialog = new QFileDialog(m_window.get(), u"Save the receipt"_s);
            dialog->setOption(QFileDialog::DontUseNativeDialog);
            dialog->setAcceptMode(QFileDialog::AcceptSave);
            dialog->open();
            return dialog;
        };
        if (kind == u"keys"_s) {
            QTest::keyClick(m_window.get(), Qt::Key_F1);
            opened = m_window->findChild<ShortcutsDialog *>();
        } else if (kind == u"file"_s) {
            opened = openFiles();
            opened->findChild<QLineEdit *>()->setText(u"half a na"_s);
        } else if (kind == u"identity menu"_s) {
            m_window->findChild<IdentityChip *>()->click();
            opened = QApplication::activePopupWidget();
        } else if (kind == u"choices"_s) {
            m_choice->showPopup();
            opened = QApplication::activePopupWidget();
        } else if (kind == u"sheet"_s) {
            auto *sheet = new Sheet(m_window->sheetHost());
            auto *body = new QLineEdit;
            sheet->setBody(body);
            sheet->open(body);
            QTest::keyClicks(body, u"because"_s);
            opened = sheet;
        } else if (kind == u"palette"_s) {
            QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
            opened = m_window->findChild<CommandPalette *>();
        } else if (kind == u"own dialog"_s) {
            auto *dialog = new FramedDialog(u"Ask for access"_s, m_window.get());
            dialog->contentLayout()->addWidget(new QLineEdit(u"a purpose, half wr"_s, dialog));
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
            opened = dialog;
        }
        if (kind != u"file opened late"_s)
            QTRY_VERIFY(opened && opened->isVisible());

        QElapsedTimer took;
        took.start();
        m_window->setLock(locked());
        if (kind == u"file opened late"_s)
            opened = openFiles();
        QTRY_VERIFY_WITH_TIMEOUT(coversAll(), 1000);
        QVERIFY(took.elapsed() < 1000);
        QTRY_VERIFY(!opened || !opened->isVisible());

        m_window->setLock({});
        const bool holdsInput = kind == u"file"_s || kind == u"file opened late"_s || kind == u"sheet"_s ||
                                kind == u"own dialog"_s || kind == u"keys"_s;
        if (holdsInput)
            QVERIFY(opened && opened->isVisible());
        if (kind == u"file"_s)
            QCOMPARE(opened->findChild<QLineEdit *>()->text(), u"half a na"_s);
        if (kind == u"sheet"_s)
            QCOMPARE(opened->findChild<QLineEdit *>()->text(), u"because"_s);
        if (kind == u"own dialog"_s)
            QCOMPARE(opened->findChild<QLineEdit *>()->text(), u"a purpose, half wr"_s);
    }

    void keysOfTheFrameDoNothingWhileLocked()
    {
        m_window->setLock(locked());
        QSignalSpy back(m_window.get(), &MainWindow::backRequested);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        QCOMPARE(back.size(), 0);
        QVERIFY(coversAll());
        QCOMPARE(m_window->windowTitle(), u"Locked – STANFORIS"_s);
        m_window->setCrumbs({{u"Energy"_s, {}}});
        QCOMPARE(m_window->windowTitle(), u"Locked – STANFORIS"_s);
        // Tab goes round what there is: the identity, the card's buttons.
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget()->isVisible());
        }
    }

    void keysAndButtonsAsk()
    {
        QSignalSpy lock(m_window.get(), &MainWindow::lockRequested);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(lock.size(), 1);
        m_window->setLock(locked());
        QSignalSpy unlock(m_window.get(), &MainWindow::unlockRequested);
        QSignalSpy out(m_window.get(), &MainWindow::signOutRequested);
        auto *button = m_window->findChild<QPushButton *>(u"lock-unlock"_s);
        QTRY_COMPARE(QApplication::focusWidget(), button);
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(unlock.size(), 1);
        QVERIFY(!m_window->findChild<QPushButton *>(u"lock-unlock-by-code"_s)->isVisible()); // somebody works here
        m_window->findChild<QPushButton *>(u"lock-leave"_s)->click();
        QCOMPARE(out.size(), 0); // asked once more: drafts go with it
        m_window->findChild<QPushButton *>(u"lock-sign-out"_s)->click();
        QCOMPARE(out.size(), 1);
    }

    void aDisplayOffersACodeAndShowsIt()
    {
        LockState state = locked();
        state.display = true;
        m_window->setLock(state);
        auto *button = m_window->findChild<QPushButton *>(u"lock-unlock-by-code"_s);
        auto *browser = m_window->findChild<QPushButton *>(u"lock-unlock"_s);
        QTRY_COMPARE(QApplication::focusWidget(), button);
        QVERIFY(browser->isVisible());
        QSignalSpy asked(m_window.get(), &MainWindow::unlockByCodeRequested);
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(asked.size(), 1);
        state.waiting = true;
        state.code = u"BCDF-GHJK"_s;
        state.codeAddress = QUrl(u"https://platform.test/id/device?user_code=BCDF-GHJK"_s);
        state.problem = u"Scan it, or type the code at platform.test/id/device."_s;
        m_window->setLock(state);
        auto *symbol = m_window->findChild<QrSymbol *>(u"lock-code-symbol"_s);
        QVERIFY(symbol->isVisible());
        QCOMPARE(symbol->content(), state.codeAddress.toString());
        QCOMPARE(m_window->findChild<QLabel *>(u"lock-code"_s)->text(), state.code);
        QVERIFY(!browser->isVisible());
        QVERIFY(m_window->findChild<QPushButton *>(u"lock-cancel"_s)->isVisible());
        QVERIFY(coversAll());
        QVERIFY(m_window->grab().save(QDir(m_folder).filePath(u"lock-code.png"_s)));
        QVERIFY(button->isVisible() && button->text() == u"Show a new code"_s);
        const auto *card = m_window->findChild<QWidget *>(u"lock-card"_s);
        const int withCode = card->height();
        state = locked();
        state.display = true; // it was refused, or nobody came
        m_window->setLock(state);
        QVERIFY(!symbol->isVisible() && symbol->content().isEmpty());
        QTRY_VERIFY(card->height() <= withCode - symbol->sizeHint().height()); // and leaves no hole behind
        QVERIFY(m_window->grab().save(QDir(m_folder).filePath(u"lock-display.png"_s)));
        // Everything is within the card, whatever is offered.
        for (const bool ready : {false, true}) {
            m_window->setCardReady(ready);
            for (const auto *each : card->findChildren<QPushButton *>())
                QVERIFY2(!each->isVisible() || card->rect().contains(QRect(each->mapTo(card, QPoint()), each->size())),
                         qPrintable(each->text()));
        }
    }

    void identityDrawerSaysWhoAndNeverShowsAToken()
    {
        const IdentityDetails details{
            .name = u"Liis Maripuu"_s,
            .organisation = u"Norvane Grid"_s,
            .proof = {{u"Identifier"_s, u"nv-48707314-maripuu"_s},
                      {u"Assurance"_s, u"high"_s},
                      {u"Proved by"_s, u"PIN"_s},
                      {u"Signed in"_s, u"today 14:21 UTC+2"_s},
                      {u"Session ends"_s, u"today 22:21 UTC+2, in 7 h"_s}},
            .roles = {{u"Energy"_s, u"Operator · granted by Triin Rebane, until 4 Feb 2027"_s},
                      {u"Transport"_s, u"Observer · granted by Priit Ilves, until 30 Nov 2026"_s, Severity::Low}},
            .passes = {{u"Platform"_s, u"4 min left · https://gateway.norvane.example/api"_s},
                       {u"Energy"_s, u"2 min left · https://gateway.norvane.example/api/sectors/energy"_s}},
            .secrets = IdentityText::secretsSentence({SecretPlace::Kind::Keychain}),
            .idleMinutes = 15,
            .mayEndSessions = true};
        QSignalSpy opened(m_window.get(), &MainWindow::identityOpened);
        m_window->findChild<IdentityChip *>()->click();
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        menu->findChild<QAction *>(u"identity-open"_s)->trigger();
        menu->close();
        QCOMPARE(opened.size(), 1);
        m_window->setIdentityDetails(details);
        QVERIFY(m_window->identityDrawer()->isOpen());
        QVERIFY(m_window->findChild<QPushButton *>(u"identity-sign-out-everywhere"_s)->isVisible());
        IdentityDetails looking = details; // on a wall display
        looking.mayEndSessions = false;
        m_window->setIdentityDetails(looking);
        QVERIFY(!m_window->findChild<QPushButton *>(u"identity-sign-out-everywhere"_s)->isVisible());
        m_window->setIdentityDetails(details);
        QCOMPARE(m_window->findChild<QComboBox *>(u"identity-idle"_s)->currentData().toInt(), 15);
        QCOMPARE(m_window->findChild<FactList *>(u"identity-roles"_s)->value(u"Energy"_s),
                 u"Operator · granted by Triin Rebane, until 4 Feb 2027"_s);
        for (const Variant variant : {Variant::Dark, Variant::Light}) {
            for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
                m_themes->setVariant(variant);
                m_window->resize(size);
                QTRY_COMPARE(m_window->size(), size);
                const auto name =
                    u"identity-%1-%2.png"_s.arg(variant == Variant::Dark ? u"dark"_s : u"light"_s).arg(size.width());
                QVERIFY(m_window->grab().save(QDir(m_folder).filePath(name)));
            }
        }
        QSignalSpy lock(m_window.get(), &MainWindow::lockRequested);
        m_window->findChild<QPushButton *>(u"identity-lock"_s)->click();
        QCOMPARE(lock.size(), 1);
        QVERIFY(!m_window->identityDrawer()->isOpen());
        QSignalSpy idle(m_window.get(), &MainWindow::idleLockRequested);
        auto *choice = m_window->findChild<QComboBox *>(u"identity-idle"_s);
        Q_EMIT choice->activated(choice->findData(5));
        QCOMPARE(idle.first().first().toInt(), 5);
    }

    void readOnlyIsWrittenAcrossThePage()
    {
        m_window->setReadOnly(true);
        auto *mark = m_window->findChild<QWidget *>(u"read-only"_s);
        QVERIFY(mark && mark->isVisible());
        QTest::keyClicks(m_field, u"!"_s); // nothing is in the way of reading and typing
        QVERIFY(m_window->grab().save(QDir(m_folder).filePath(u"read-only.png"_s)));
        m_window->setReadOnly(false);
        QVERIFY(!m_window->findChild<QWidget *>(u"read-only"_s));
    }

    void looksAsItShould()
    {
        for (const Variant variant : {Variant::Dark, Variant::Light}) {
            for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
                m_themes->setVariant(variant);
                m_window->resize(size);
                LockState state = locked();
                if (size.width() == 1366)
                    state.problem = u"Somebody else signed in. Only Liis Maripuu can unlock this; nothing was shown to the other "
                                    u"person, and their sign-in was given back."_s;
                m_window->setLock({});
                QTRY_VERIFY(m_field->isVisible());
                m_window->setLock(state);
                QTRY_VERIFY(m_window->findChild<QPushButton *>(u"lock-unlock"_s)->isVisible());
                const auto name = u"lock-%1-%2.png"_s.arg(variant == Variant::Dark ? u"dark"_s : u"light"_s).arg(size.width());
                QVERIFY(m_window->grab().save(QDir(m_folder).filePath(name)));
            }
        }
    }
};

QTEST_MAIN(LockScreenTest)
#include "tst_lockscreen.moc"
