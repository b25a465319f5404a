// SPDX-License-Identifier: GPL-3.0-or-later
// What comes over the work: the strip that says why nothing is signed, and the sheet that asks for a fresh sign-in.
#include "tests/gui/gallery.h"
#include "tests/gui/pagepictures.h"
#include "views/access/stepupsheet.h"
#include "views/shell/auditstrip.h"
#include "views/shell/mainwindow.h"
#include "views/widgets/textlabel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;
using namespace std::chrono_literals;

namespace {

const Instant now = fromMicroseconds(1795350720LL * 1'000'000);

struct Frame
{
    const char *name;
    QSize size;
    Variant variant;
};
constexpr Frame frames[] = {{"1366-dark", {1366, 768}, Variant::Dark},
                            {"1920-light", {1920, 1080}, Variant::Light},
                            {"3840-dark", {3840, 2160}, Variant::Dark}};

} // namespace

class OverWorkTest final : public QObject
{
    Q_OBJECT

private:
    ThemeManager *m_themes = nullptr;
    std::unique_ptr<MainWindow> m_window;
    AuditStore m_store;

    void show(const Frame &frame)
    {
        m_themes->setVariant(frame.variant);
        m_window = std::make_unique<MainWindow>();
        fillShell(*m_window, true);
        m_window->setPage(new QWidget);
        m_window->resize(frame.size);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void damage()
    {
        AuditState audit{.checked = true, .file = u"audit-0007.jsonl"_s, .entries = 12'040};
        audit.finding = AuditFinding{.kind = AuditFinding::Kind::CutShort,
                                     .file = u"/home/liis/.local/share/Stanforis/audit/0007.jsonl"_s,
                                     .entries = 12'040,
                                     .expected = 12'288,
                                     .cosigned = now - 26h};
        m_store.setAudit(audit);
        m_window->setAudit(m_store, now, true);
    }
    [[nodiscard]] QPushButton *button(const char *name) const { return m_window->findChild<QPushButton *>(QLatin1String(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = new ThemeManager(qApp);
        m_themes->setReducedMotion(true); // pictures of sheets where they come to rest
    }
    void cleanup() { m_window.reset(); }

    void eachReasonIsSaidWithWhatToDo()
    {
        show(frames[1]);
        const auto *strip = m_window->findChild<AuditStrip *>();
        const auto says = [&](const AuditState &audit, const LedgerState &ledger, const QString &words) {
            m_store.setAudit(audit);
            m_store.setLedger(ledger);
            m_window->setAudit(m_store, now, true);
            QVERIFY(strip->isVisible());
            QVERIFY2(strip->accessibleName().contains(words), qPrintable(strip->accessibleName()));
            QVERIFY(!strip->accessibleDescription().isEmpty());
        };
        const AuditState well{.checked = true, .entries = 1200, .cosigned = 1200, .cosignedAt = now};
        AuditState state = well;
        state.writeFailure = u"No space left on device"_s;
        says(state, {}, u"No space left on device"_s);
        state = well;
        state.cosigned = 100;
        says(state, {}, u"1,100 entries"_s);
        state = well;
        state.cosigned = 1199;
        state.oldestOpen = now - 25h;
        says(state, {}, u"more than a day"_s);
        says(well, {.kind = LedgerState::Kind::RolledBack, .size = 900, .answer = 700, .seen = now - 1h}, u"was put back"_s);
        m_store.setAudit(well);
        m_store.setLedger({});
        m_window->setAudit(m_store, now, true);
        QVERIFY(!strip->isVisible());
    }

    void damageIsExplainedAndSettledByKeyboard()
    {
        for (const Frame &frame : frames) {
            show(frame);
            damage();
            const auto *strip = m_window->findChild<AuditStrip *>();
            QVERIFY(strip->isVisible());
            keepPicture(*m_window, u"audit-strip-"_s + QLatin1String(frame.name));
            QPushButton *details = button("audit-details");
            details->setFocus();
            QTest::keyClick(details, Qt::Key_Space);
            QPushButton *settle = button("audit-settle");
            QTRY_VERIFY(settle->isVisible());
            QTRY_COMPARE(QApplication::focusWidget(), settle);
            QCOMPARE(namelessControls(*m_window), QStringList());
            keepPicture(*m_window, u"audit-sheet-"_s + QLatin1String(frame.name));
            QSignalSpy settled(m_window.get(), &MainWindow::auditSettleRequested);
            QTest::keyClick(settle, Qt::Key_Space);
            QCOMPARE(settled.size(), 1);
        }
    }

    void stepUpSaysForWhatAndKeepsTheWork()
    {
        const SystemClock clock;
        for (const Frame &frame : frames) {
            show(frame);
            StepUpSheet sheet(clock, m_window->sheetHost());
            sheet.open({.acrValues = {u"urn:gov:loa:high"_s},
                        .maxAge = 120s,
                        .reason = u"Rejecting work needs a sign-in from the last two minutes."_s});
            sheet.setEnds(clock.now() + 118s);
            QVERIFY(sheet.isOpen());
            QTest::qWait(1); // laid out
            keepPicture(*m_window, u"step-up-"_s + QLatin1String(frame.name));
            QCOMPARE(namelessControls(*m_window), QStringList());
            const auto *reason = m_window->findChild<TextLabel *>(u"step-up-reason"_s);
            QVERIFY(reason && reason->isVisible() && !reason->text().isEmpty());
            QSignalSpy cancelled(&sheet, &StepUpSheet::cancelRequested);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
            QTRY_COMPARE(cancelled.size(), 1);
        }
    }
};

QTEST_MAIN(OverWorkTest)
#include "tst_overwork.moc"
