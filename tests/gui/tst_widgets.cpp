// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/accessiblevalue.h"
#include "views/widgets/breadcrumb.h"
#include "views/widgets/button.h"
#include "views/widgets/connectionchip.h"
#include "views/widgets/field.h"
#include "views/widgets/icons.h"
#include "views/widgets/modeframe.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/qrsymbol.h"
#include "views/widgets/qualityoverlay.h"
#include "views/widgets/segmentedcontrol.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/sheet.h"
#include "views/widgets/thememanager.h"
#include "views/widgets/valuelabel.h"
#include "views/widgets/words.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace stanforis;

class WidgetsTest final : public QObject
{
    Q_OBJECT

private:
    static QString spokenValue(QWidget *widget)
    {
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        return interface ? interface->text(QAccessible::Value) : QString();
    }

    static QImage mark(Severity severity, bool acknowledged)
    {
        QImage image(48, 48, QImage::Format_Grayscale8); // colour must not be needed to tell them apart
        image.fill(Qt::black);
        QPainter painter(&image);
        paintSeverityMark(painter, QRectF(0, 0, 48, 48), severity, acknowledged, Theme::of(nullptr));
        return image;
    }

private Q_SLOTS:
    void initTestCase() { new ThemeManager(qApp); }

    void marksDifferInGreyscale()
    {
        QList<QImage> seen;
        for (const Severity severity :
             {Severity::Normal, Severity::Low, Severity::Medium, Severity::High, Severity::Critical, Severity::Unknown}) {
            for (const bool acknowledged : {false, true}) {
                const QImage image = mark(severity, acknowledged);
                const bool hollowIsSame = severity == Severity::Normal || severity == Severity::Unknown;
                QCOMPARE(seen.contains(image), hollowIsSame && acknowledged);
                seen.append(image);
            }
        }
    }

    void valuesAreSpoken()
    {
        ValueLabel value;
        value.setAccessibleName(u"Frequency"_s);
        value.setState({u"49.982"_s, u"Hz"_s, Severity::Normal, 38s});
        QCOMPARE(spokenValue(&value), u"49.982 Hz, 38\u00A0s old"_s);
        SeverityLabel severity;
        severity.setSeverity(Severity::High, true);
        QCOMPARE(spokenValue(&severity), u"High, acknowledged"_s);
        QCOMPARE(severity.accessibleName(), u"High"_s);
        ConnectionChip chip;
        chip.setState({u"gRPC"_s, true, 200ms});
        QCOMPARE(chip.accessibleName(), u"gRPC"_s);
        QCOMPARE(spokenValue(&chip), u"connected, last message 0.2\u00A0s ago"_s);
    }

    void figuresAreWrittenOneWay()
    {
        QCOMPARE(Words::number(18204316), u"18\u00A0204\u00A0316"_s);
        QCOMPARE(Words::number(-1620.456, 2), u"\u22121\u00A0620.46"_s);
        QCOMPARE(Words::number(999, 1), u"999.0"_s);
        QCOMPARE(Words::number(-0.001, 1), u"0.0"_s);
        QCOMPARE(Words::number(qQNaN()), u"–"_s);
        QCOMPARE(Words::age(252s), u"4\u00A0m 12\u00A0s"_s);
        QCOMPARE(Words::age(3h + 5min), u"3\u00A0h 5\u00A0m"_s);
        QCOMPARE(Words::zone(QDateTime(QDate(2026, 1, 1), QTime(), Qt::OffsetFromUTC, 19800)), u"UTC+5:30"_s);
    }

    void anErrorSaysTheLimitAndMovesNothing()
    {
        FormField field(u"Dose"_s);
        field.setRequired(true);
        field.show();
        const int height = field.sizeHint().height();
        field.setError(u"Above 10 mg a day"_s);
        QCOMPARE(field.sizeHint().height(), height);
        QCOMPARE(field.editor()->accessibleName(), u"Dose"_s);
        QCOMPARE(field.editor()->accessibleDescription(), u"Above 10 mg a day"_s);
        field.setError({});
        QCOMPARE(field.editor()->accessibleDescription(), u"required"_s);
    }

    void qualityMovesNothing()
    {
        QWidget page;
        auto *layout = new QVBoxLayout(&page);
        auto *tile = new KpiTile(u"Frequency"_s);
        layout->addWidget(tile);
        auto *overlay = new QualityOverlay(&page);
        page.show();
        const QRect before = tile->geometry();
        overlay->setQuality(tile, Quality::Major);
        QApplication::sendPostedEvents();
        QCOMPARE(tile->geometry(), before);
        QCOMPARE(tile->accessibleDescription(), u"major doubt"_s);
    }

    void dialogsTakeTheModeOfTheirWindow()
    {
        FramedWindow window;
        window.setMode({Mode::Simulation, {}, u"Norvane"_s});
        FramedDialog dialog(u"Keys"_s, &window);
        QCOMPARE(dialog.mode().mode, Mode::Simulation);
    }

    void theFocusRingMovesNothing()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        QPushButton *first = makeButton(u"First"_s);
        QPushButton *second = makeButton(u"Second"_s);
        layout->addWidget(first);
        layout->addWidget(second);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first->setFocus(Qt::TabFocusReason);
        const QRect before = second->geometry();
        QTest::keyClick(&window, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), second);
        const auto *ring = window.findChild<QWidget *>(u"focusRing"_s);
        QVERIFY(ring && ring->isVisible());
        QCOMPARE(ring->geometry(), before.adjusted(-4, -4, 4, 4));
        QCOMPARE(second->geometry(), before);
    }

    void aSheetKeepsTheFocusAndGivesItBack()
    {
        QWidget host;
        host.resize(1200, 700);
        auto *opener = makeButton(u"Sign"_s, ButtonKind::Primary, &host);
        Sheet sheet(&host);
        sheet.setTitle(u"Confirm and sign"_s);
        auto *field = new FormField(u"Reason"_s);
        sheet.setBody(field);
        QPushButton *sign = makeButton(u"Sign with PIN 2"_s, ButtonKind::Primary);
        sheet.addFootWidget(sign);
        host.show();
        host.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&host));
        opener->setFocus();
        sheet.open(field->editor());
        QCOMPARE(QApplication::focusWidget(), field->editor());
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(sheet.isAncestorOf(QApplication::focusWidget()));
        }
        QSignalSpy closed(&sheet, &Sheet::closed);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
        QVERIFY(!sheet.isVisible());
        QCOMPARE(QApplication::focusWidget(), opener);
    }

    void waitingIsSilentThenShownThenExplained()
    {
        LoadingState waiting;
        waiting.resize(300, 120);
        waiting.show();
        waiting.start(u"Reading services"_s);
        auto *cancel = waiting.findChild<QPushButton *>();
        QVERIFY(!cancel->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 4000);
        QVERIFY(spokenValue(&waiting).startsWith(u"Reading services"_s));
        QSignalSpy cancelled(&waiting, &LoadingState::cancelRequested);
        cancel->click();
        QCOMPARE(cancelled.size(), 1);
        waiting.stop();
        QVERIFY(!cancel->isVisible());
    }

    void choicesAreAskedForOnlyByPeople()
    {
        SegmentedControl control(u"Time"_s, {u"Live"_s, u"Fixed"_s});
        QSignalSpy asked(&control, &SegmentedControl::choiceRequested);
        control.setCurrentIndex(1);
        QCOMPARE(asked.size(), 0);
        control.findChildren<QAbstractButton *>().first()->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(control.currentIndex(), 0);
    }

    void symbolIsReadByAScanner()
    {
        const QString scanner = QStandardPaths::findExecutable(u"zbarimg"_s);
        QVERIFY2(!scanner.isEmpty(), "zbarimg is missing; installer/dependencies.sh --tests installs it");
        const QTemporaryDir folder;
        for (const QString &content : {u"https://id.norvane.example/device?user_code=BCDF-GHJK"_s,
                                       u"https://127.0.0.1:49152/device?user_code=%C4%9F-1&place=n%C3%B5ukogu%20saal"_s}) {
            QrSymbol symbol;
            symbol.setContent(content);
            symbol.resize(symbol.sizeHint());
            const QString picture = folder.filePath(u"symbol.png"_s);
            QVERIFY(symbol.grab().save(picture));
            QProcess reader;
            reader.start(scanner, {u"--quiet"_s, u"--raw"_s, picture});
            QVERIFY(reader.waitForFinished());
            QCOMPARE(QString::fromUtf8(reader.readAllStandardOutput()).trimmed(), content);
        }
    }

    void focusRingStaysWithItsButton()
    {
        QWidget window;
        window.resize(400, 300);
        auto *panel = new QWidget(&window);
        panel->setGeometry(20, 20, 360, 60);
        auto *inner = new QWidget(panel);
        inner->setGeometry(0, 0, 120, 40);
        auto *button = makeButton(u"Go on"_s, ButtonKind::Normal, inner);
        button->setGeometry(0, 0, 120, 40); // no room for the ring in there
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        button->setFocus(Qt::TabFocusReason);
        const auto middle = [&window](const QWidget *widget) { return widget->mapTo(&window, widget->rect().center()); };
        const auto *ring = window.findChild<QWidget *>(u"focusRing"_s);
        QVERIFY(ring && ring->isVisible());
        QCOMPARE(middle(ring), middle(button));
        panel->move(20, 120); // a strip came in above
        QCOMPARE(middle(ring), middle(button));
        inner->move(100, 10);
        QCOMPARE(middle(ring), middle(button));
    }

    void crumbsLead()
    {
        Breadcrumb crumbs;
        crumbs.setCrumbs({{u"Norvane"_s, u"stanforis://entry"_s}, {u"Energy"_s, {}}});
        QSignalSpy asked(&crumbs, &Breadcrumb::navigateRequested);
        const auto buttons = crumbs.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 1);
        buttons.first()->click();
        QCOMPARE(asked.first().first().toString(), u"stanforis://entry"_s);
    }

    void sameCrumbsLeaveTheKeyboardWhereItIs()
    {
        Breadcrumb crumbs;
        const QList<Crumb> way{
            {u"Entry"_s, u"stanforis://entry"_s}, {u"Energy"_s, u"stanforis://sector/energy"_s}, {u"Grid"_s, {}}};
        crumbs.setCrumbs(way);
        crumbs.show();
        crumbs.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&crumbs));
        auto *energy = crumbs.findChildren<QPushButton *>().at(1);
        energy->setFocus();
        crumbs.setCrumbs(way); // as with every change of what is healthy
        QVERIFY(energy->hasFocus());
        QCOMPARE(crumbs.findChildren<QPushButton *>().at(1), energy);
    }

    void iconsAreDrawnForTheScreenThatAsks()
    {
        const QIcon icon = Icons::icon(u"check"_s, Qt::red, 20);
        QCOMPARE(icon.actualSize({32, 32}), QSize(20, 20)); // never larger than meant
        QCOMPARE(icon.actualSize({16, 16}), QSize(16, 16));
        const QPixmap fine = icon.pixmap({16, 16}, 1.5);
        QCOMPARE(fine.size(), QSize(24, 24));
        QCOMPARE(fine.devicePixelRatio(), 1.5);
        QVERIFY(fine.toImage() != icon.pixmap({16, 16}, 1.5, QIcon::Disabled).toImage());
        QVERIFY(Icons::icon(u"no such icon"_s, Qt::red, 20).isNull());
    }
};

QTEST_MAIN(WidgetsTest)
#include "tst_widgets.moc"
