// SPDX-License-Identifier: GPL-3.0-or-later
// Paints every part and the empty frame in both themes and three sizes. The pictures go to the folder named by
// STANFORIS_PICTURES, or to a temporary one.
#include "tests/gui/gallery.h"
#include "views/shell/commandpalette.h"
#include "views/shell/mainwindow.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace stanforis;

class GalleryTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_temporary;
    QString m_folder;
    ThemeManager *m_themes = nullptr;

    void save(QWidget &widget, const QString &name)
    {
        const QPixmap picture = widget.grab();
        QVERIFY(picture.save(QDir(m_folder).filePath(name + u".png"_s)));
        QVERIFY(picture.toImage().colorCount() == 0 && !picture.isNull());
    }

    static QString name(Variant variant) { return variant == Variant::Dark ? u"dark"_s : u"light"_s; }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = qEnvironmentVariable("STANFORIS_PICTURES", m_temporary.path());
        m_themes = new ThemeManager(qApp);
    }

    void everyPartPaints()
    {
        for (const Variant variant : {Variant::Dark, Variant::Light}) {
            m_themes->setVariant(variant);
            const std::unique_ptr<QWidget> gallery(makeGallery());
            gallery->resize(1920, 1080);
            gallery->show();
            gallery->findChild<LoadingState *>(u"waiting"_s)->start(u"Reading 8 of 14"_s);
            gallery->activateWindow();
            gallery->findChild<QWidget *>(u"focused"_s)->setFocus(Qt::TabFocusReason);
            QTest::qWait(150);
            save(*gallery, u"components-"_s + name(variant));
        }
    }

    void theFrameFitsEverySize()
    {
        for (const Variant variant : {Variant::Dark, Variant::Light}) {
            m_themes->setVariant(variant);
            for (const QSize size : {QSize(1366, 768), QSize(1920, 1080), QSize(3840, 2160)}) {
                MainWindow window;
                connect(&window, &MainWindow::densityRequested, m_themes, &ThemeManager::setDensity);
                fillShell(window, true);
                auto *page = new QWidget(&window);
                window.setPage(page);
                window.resize(size);
                window.show();
                QTest::qWait(50);
                QCOMPARE(window.size(), size);
                save(window, u"shell-%1-%2"_s.arg(name(variant)).arg(size.width()));
                if (size.width() == 1366) {
                    fillShell(window, false);
                    window.findChild<CommandPalette *>()->open();
                    QTest::qWait(50);
                    save(window, u"shell-%1-lost"_s.arg(name(variant)));
                }
                m_themes->setDensity(Density::Desk);
            }
        }
    }

    void theFrameMirrors()
    {
        qApp->setLayoutDirection(Qt::RightToLeft);
        MainWindow window;
        fillShell(window, false);
        window.resize(1920, 1080);
        window.show();
        QTest::qWait(50);
        save(window, u"shell-mirrored"_s);
        qApp->setLayoutDirection(Qt::LeftToRight);
    }
};

QTEST_MAIN(GalleryTest)
#include "tst_gallery.moc"
