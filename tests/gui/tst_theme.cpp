// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/plotmetrics.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/icons.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace stanforis;

class ThemeTest final : public QObject
{
    Q_OBJECT

private:
    ThemeManager *m_manager = nullptr;

    static QList<Theme> everyTheme()
    {
        QList<Theme> themes;
        for (const Variant variant : {Variant::Light, Variant::Dark}) {
            for (const Density density : {Density::Desk, Density::Compact, Density::Wall})
                themes.append(Theme::load(variant, density));
        }
        return themes;
    }

private Q_SLOTS:
    void initTestCase() { m_manager = new ThemeManager(qApp); }

    void everyTokenResolves()
    {
        for (const Theme &theme : everyTheme()) { // a missing token would have ended the program
            QCOMPARE(theme.plot().series.size(), 8);
            QCOMPARE(theme.plot().seriesDash.size(), 8);
            for (const QColor &color : theme.plot().series)
                QVERIFY(color.isValid());
            QVERIFY(theme.plot().seriesDash.first().isEmpty());
            QCOMPARE(theme.plot().seriesDash.at(4), QList<qreal>({6, 3}));
            QVERIFY(theme.metrics().row > 0 && theme.metrics().plotLabel >= 11 &&
                    theme.frame().rail > theme.frame().railCollapsed);
            QVERIFY(theme.density() == Density::Wall || theme.space(10) == 64);
            QVERIFY(theme.quality(Quality::Major).isValid());
            QVERIFY(!theme.quality(Quality::Good).isValid());
            QVERIFY(!styleSheetOf(theme, u"."_s).contains(u'@'));
        }
    }

    void textIsReadableOnEverySurface()
    {
        for (const Theme &theme : everyTheme()) {
            const SurfaceColors &s = theme.surface();
            for (const QColor &surface : {s.base, s.frame, s.panel, s.raised, s.input, s.sheet, s.hover, s.selected}) {
                for (const QColor &text :
                     {theme.text().primary, theme.text().secondary, theme.text().tertiary, theme.text().stale})
                    QVERIFY2(contrastRatio(text, surface) >= 4.5, qPrintable(text.name() + u" on "_s + surface.name()));
            }
            for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
                const SeverityColors &colors = theme.severity(severity);
                QVERIFY(contrastRatio(colors.text, s.panel) >= 4.5);
                QVERIFY(contrastRatio(colors.edge, s.panel) >= 3.0);
                QVERIFY(contrastRatio(colors.onFill, colors.fill) >= 4.5);
                QVERIFY(contrastRatio(theme.text().tertiary, colors.tint) >= 4.5);
            }
            for (const Mode mode : {Mode::Live, Mode::Simulation, Mode::Replay})
                QVERIFY(contrastRatio(theme.mode(mode).text, theme.mode(mode).banner) >= 4.5);
            QVERIFY(contrastRatio(theme.accent().onFill, theme.accent().fill) >= 4.5);
            QVERIFY(contrastRatio(theme.accent().focus, s.panel) >= 3.0);
            QVERIFY(contrastRatio(theme.line().control, s.panel) >= 3.0);
        }
    }

    /// look.md, "Wall type" and "Plots".
    void wallsTakeTheirSizesFromTheTokens()
    {
        const Theme wall = Theme::load(Variant::Dark, Density::Wall);
        QCOMPARE(wall.font(TypeRole::Caption).pixelSize(), 60);
        QCOMPARE(wall.font(TypeRole::Title).pixelSize(), 72);
        QCOMPARE(wall.font(TypeRole::Value).pixelSize(), 120);
        QCOMPARE(wall.font(TypeRole::Display).pixelSize(), 104);
        QCOMPARE(wall.metrics().severityMark, 64);
        QCOMPARE(wall.metrics().panelPadding, 40);
        QCOMPARE(wall.frame().banner, 84);
        QCOMPARE(wall.frame().topBar, 140);
        QCOMPARE(wall.stroke().modeFrame, 12);
        QCOMPARE(wall.stroke().hair, 2);
        QCOMPARE(wall.radius(), 8);
        const PlotMetrics plots = PlotMetrics::of(wall);
        QCOMPARE(plots.firstLine, 4);
        QCOMPARE(plots.otherLine, 3);
        QCOMPARE(plots.abnormalLine, 6);
        QCOMPARE(plots.hair, 2);
        QCOMPARE(plots.tick, 12);
        QVERIFY(plots.margins.bottom() >= plots.tick + wall.lineHeight(TypeRole::Caption));
    }

    void nothingOnAWallIsSmallerThanItsSmallestText()
    {
        for (const int smallest : {11, 24, 60, 72, 180}) {
            const Theme wall = Theme::wall(Variant::Light, smallest);
            QCOMPARE(wall.density(), Density::Wall);
            for (int role = 0; role <= int(TypeRole::Code); ++role) {
                QVERIFY(wall.font(TypeRole(role)).pixelSize() >= smallest);
                QVERIFY(wall.lineHeight(TypeRole(role)) + 1 >= QFontMetrics(wall.font(TypeRole(role))).height());
            }
            QCOMPARE(wall.metrics().gutter, qRound(32 * smallest / 60.0));
        }
        QCOMPARE(Theme::wall(Variant::Dark, 72), Theme::wall(Variant::Dark, 72));
        QVERIFY(!(Theme::wall(Variant::Dark, 72) == Theme::wall(Variant::Dark, 71)));
    }

    void aPartOfAWindowMayHaveAThemeOfItsOwn()
    {
        QWidget outer;
        auto *part = new QWidget(&outer);
        auto *inner = new QWidget(part);
        int told = 0;
        followTheme(inner, [&told](const Theme &) { ++told; });
        const Theme wall = Theme::wall(Variant::Light, 40);
        Theme::setFor(part, wall);
        QCOMPARE(told, 2);
        QCOMPARE(Theme::of(inner), wall);
        QCOMPARE(Theme::of(part), wall);
        QCOMPARE(Theme::of(&outer), Theme::of(nullptr));
        Theme::setFor(part, wall);
        QCOMPARE(told, 2); // nothing has changed
        Theme::setFor(part, std::nullopt);
        QCOMPARE(told, 3);
        QCOMPARE(Theme::of(inner), Theme::of(nullptr));
    }

    void figuresKeepTheirWidth()
    {
        const QFont font = Theme::of(nullptr).font(TypeRole::Value);
        QCOMPARE(QFontInfo(font).family(), u"IBM Plex Sans"_s);
        const QFontMetricsF metrics(font);
        for (const QChar digit : u"123456789"_s)
            QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(u'0'));
    }

    void nothingIsSmallerThanElevenPixels()
    {
        for (const Theme &theme : everyTheme()) {
            for (int role = 0; role <= int(TypeRole::Code); ++role)
                QVERIFY(theme.font(TypeRole(role)).pixelSize() >= 11);
        }
        QCOMPARE(Theme::load(Variant::Dark, Density::Compact).font(TypeRole::Body).pixelSize(), 12);
        QCOMPARE(Theme::load(Variant::Dark, Density::Compact).font(TypeRole::Value).pixelSize(), 20);
    }

    void aChangeReachesEveryWidget()
    {
        QWidget widget;
        QSignalSpy changed(m_manager, &ThemeManager::themeChanged);
        m_manager->setVariant(Variant::Light);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(Theme::of(&widget).variant(), Variant::Light);
        QCOMPARE(qApp->palette().color(QPalette::Window), Theme::of(&widget).surface().base);
        m_manager->setVariant(Variant::Light);
        QCOMPARE(changed.size(), 1);
        m_manager->setDensity(Density::Compact);
        QCOMPARE(Theme::of(&widget).metrics().row, 24);
        m_manager->setDensity(Density::Desk);
    }

    void reducedMotionStopsEveryMovement()
    {
        const Theme still = Theme::load(Variant::Dark, Density::Desk, true);
        QCOMPARE(still.motion().sheet.count(), 0);
        QCOMPARE(Theme::load(Variant::Dark, Density::Desk).motion().sheet.count(), 160);
    }

    void everyIconPaintsInTheColourAsked()
    {
        const QColor color = Theme::of(nullptr).text().primary;
        const QStringList files = QDir(u":/stanforis/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(files.size() > 40);
        for (const QString &file : files) {
            const QString name = file.chopped(4);
            QVERIFY(Icons::contains(name));
            const QImage image = Icons::pixmap(name, color, 40).toImage();
            int painted = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    painted += image.pixelColor(x, y).alpha() == 255 && image.pixelColor(x, y).rgb() == color.rgb();
            }
            QVERIFY2(painted > 10, qPrintable(name));
        }
        QVERIFY(!Icons::contains(u"nothing"_s));
        QVERIFY(Icons::pixmap(u"nothing"_s, color, 20).isNull());
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
