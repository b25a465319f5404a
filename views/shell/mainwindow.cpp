// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/mainwindow.h"

#include "views/shell/auditstrip.h"
#include "views/shell/commandpalette.h"
#include "views/shell/connectionbanner.h"
#include "views/shell/identitychip.h"
#include "views/shell/identitydrawer.h"
#include "views/shell/lockscreen.h"
#include "views/shell/lockvault.h"
#include "views/shell/page.h"
#include "views/shell/rail.h"
#include "views/shell/shortcutsdialog.h"
#include "views/shell/statusbar.h"
#include "views/shell/topbar.h"
#include "views/shell/wallmode.h"
#include "views/shell/watermark.h"
#include "views/widgets/breadcrumb.h"
#include "views/widgets/panel.h"
#include "views/wall/wallview.h"
#include "views/widgets/sheet.h"

#include <QEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int wideFrom = 1600; // look.md, "Frame": below it the rail collapses and compact is the default
constexpr int tallFrom = 1000; // in desk density the tiles of the entry page need so much for their figures
constexpr QSize smallest(1024, 640);

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : FramedWindow(parent)
    , m_top(new TopBar(this))
    , m_middle(new QWidget(this))
    , m_column(new QVBoxLayout)
    , m_rail(new Rail(m_middle))
    , m_banner(new ConnectionBanner(m_middle))
    , m_audit(new AuditStrip(m_middle, m_middle))
    , m_pages(new QStackedWidget(m_middle))
    , m_status(new StatusBar(this))
    , m_palette(new CommandPalette(this))
    , m_wall(new WallMode(this, contentLayout(), {m_top, m_middle, m_status}))
    , m_vault(new LockVault(this))
{
    setWindowTitle(u"STANFORIS"_s);
    setMinimumSize(smallest);
    m_column->setSpacing(0);
    m_column->addWidget(m_banner);
    m_column->addWidget(m_audit);
    m_column->addWidget(m_pages, 1);
    auto *middle = new QHBoxLayout(m_middle);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(m_column, 1);
    contentLayout()->addWidget(m_top);
    contentLayout()->addWidget(m_middle, 1);
    contentLayout()->addWidget(m_status);

    connect(m_top, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_top, &TopBar::navigateRequested, this, &MainWindow::navigateRequested);
    connect(m_rail, &Rail::navigateRequested, this, &MainWindow::navigateRequested);
    connect(m_status, &StatusBar::navigateRequested, this, &MainWindow::navigateRequested);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::choose);
    connect(m_banner, &ConnectionBanner::tryNowRequested, this, &MainWindow::tryNowRequested);
    connect(m_top->identity(), &IdentityChip::identityRequested, this, &MainWindow::showIdentity);
    connect(m_top->identity(), &IdentityChip::lockRequested, this, &MainWindow::lockRequested);
    connect(m_audit, &AuditStrip::settleRequested, this, &MainWindow::auditSettleRequested);
    connect(m_top->identity(), &IdentityChip::signOutRequested, this, &MainWindow::signOutRequested);
    connect(m_top->identity(), &IdentityChip::variantRequested, this, &MainWindow::variantRequested);
    connect(m_top->identity(), &IdentityChip::languageRequested, this, &MainWindow::languageRequested);
    connect(m_top->identity(), &IdentityChip::densityRequested, this, [this](std::optional<Density> density) {
        setChosenDensity(density);
        Q_EMIT densityChosen(density);
        fitDensity();
    });
    connect(m_rail, &Rail::collapseRequested, this, [this](bool collapsed) {
        m_railChosen = true;
        m_rail->setCollapsed(collapsed);
        m_top->setNarrow(collapsed);
    });
    m_densityFit.setSingleShot(true); // later: a new style sheet must not arrive in the middle of a layout
    connect(&m_densityFit, &QTimer::timeout, this, &MainWindow::fitDensity);
    connect(m_wall, &WallMode::distanceChosen, this, &MainWindow::viewingDistanceRequested);
    makeShortcuts();
}

void MainWindow::makeShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(Qt::CTRL | Qt::Key_K, [this] {
        if (m_chrome && !isCovered())
            openPalette();
    });
    add(Qt::CTRL | Qt::ALT | Qt::Key_L, [this] { Q_EMIT lockRequested(); });
    add(Qt::ALT | Qt::Key_Left, [this] {
        if (!isCovered())
            Q_EMIT backRequested();
    });
    add(Qt::CTRL | Qt::SHIFT | Qt::Key_F, [this] {
        if (m_chrome && !isCovered()) // who is not signed in sees nothing of what flows
            Q_EMIT actionRequested(u"performance"_s);
    });
    add(Qt::Key_F1, [this] { showShortcuts(); });
    add(Qt::Key_F11, [this] { useWholeScreen(); });
}

void MainWindow::openPalette()
{
    m_palette->setEntries(paletteEntries());
    m_palette->open();
}

QList<PaletteEntry> MainWindow::paletteEntries() const
{
    QList<PaletteEntry> entries = m_paletteEntries;
    if (WallMode::has(shownPage()))
        entries.append({tr("Plots on the whole screen"), tr("F11"), u"wall"_s, u"wall"_s});
    return entries;
}

/// The plots of the page if it has any, to be read from afar; else the window as it is.
void MainWindow::useWholeScreen()
{
    if (m_wall->isOn()) {
        m_wall->leave();
    } else if (m_chrome && !isCovered() && WallMode::has(shownPage())) {
        m_wall->enter(shownPage());
    } else if (isFullScreen()) {
        m_fullScreenFromMaximised ? showMaximized() : showNormal();
    } else {
        m_fullScreenFromMaximised = isMaximized();
        showFullScreen();
    }
}

Page *MainWindow::shownPage() const { return qobject_cast<Page *>(page()); }

void MainWindow::setViewingDistance(ViewingDistance distance) { m_wall->setDistance(distance); }

bool MainWindow::refreshWall()
{
    if (m_wall->isOn())
        m_wall->refresh();
    return m_wall->isOn();
}

bool MainWindow::followWall()
{
    if (m_wall->isOn())
        m_wall->follow();
    return m_wall->isOn();
}

void MainWindow::showShortcuts()
{
    if (isCovered())
        return;
    QList<ShortcutHelp> everywhere;
    if (m_chrome)
        everywhere.append({{tr("Ctrl+K"), tr("Go to a page, sector or service, or do something")},
                           {tr("Ctrl+Alt+L"), tr("Lock this console")},
                           {tr("Ctrl+Shift+F"), tr("Show or hide how fast this console is")}});
    everywhere.append(
        {{tr("Alt+Left"), tr("Go back")},
         {tr("F1"), tr("Show these keys")},
         {tr("F11"), WallMode::has(shownPage()) ? tr("Show the plots on the whole screen, to be read from afar, or leave them")
                                                : tr("Use the whole screen, or leave it")},
         {tr("Tab"), tr("Go to the next control")}});
    QList<ShortcutHelp> here = m_pageShortcuts;
    if (m_wall->isOn()) {
        here.clear();
        for (const KeyHelp &help : WallView::keys())
            here.append({help.keys, help.what});
    }
    auto *dialog = new ShortcutsDialog(here, everywhere, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showIdentity()
{
    if (isCovered())
        return;
    if (!m_drawer)
        makeDrawer();
    m_drawer->open();
    Q_EMIT identityOpened();
}

void MainWindow::makeDrawer()
{
    m_drawer = new IdentityDrawer(m_middle);
    connect(m_drawer, &IdentityDrawer::lockRequested, this, &MainWindow::lockRequested);
    connect(m_drawer, &IdentityDrawer::signOutRequested, this, &MainWindow::signOutRequested);
    connect(m_drawer, &IdentityDrawer::signOutEverywhereRequested, this, &MainWindow::signOutEverywhereRequested);
    connect(m_drawer, &IdentityDrawer::idleLockRequested, this, &MainWindow::idleLockRequested);
}

void MainWindow::setIdentityDetails(const IdentityDetails &details) { m_drawer->setDetails(details); }

void MainWindow::choose(const QString &target)
{
    if (target.startsWith(u"stanforis://"_s))
        Q_EMIT navigateRequested(target);
    else if (target == u"lock"_s)
        Q_EMIT lockRequested();
    else if (target == u"identity"_s)
        showIdentity();
    else if (target == u"wall"_s)
        useWholeScreen();
    else
        Q_EMIT actionRequested(target);
}

void MainWindow::setChromeVisible(bool visible)
{
    if (!visible)
        m_wall->leave();
    m_chrome = visible;
    m_top->setVisible(visible);
    m_rail->setVisible(visible);
    m_status->setVisible(visible);
    m_banner->setVisible(visible && m_bannerState.shown);
    m_audit->setVisible(visible && !m_lock && m_audit->hasSomethingToSay());
    if (!visible) {
        m_palette->dismiss();
        if (m_drawer)
            m_drawer->dismiss();
    }
}

void MainWindow::setPage(QWidget *page)
{
    if (page != m_pages->currentWidget())
        m_wall->leave();
    if (m_pages->indexOf(page) < 0)
        m_pages->addWidget(page);
    // Someone who was in the page before goes on in this one; someone in the rail stays there.
    QWidget *before = m_pages->currentWidget();
    const bool follow = !focusWidget() || (before && before != page && before->isAncestorOf(focusWidget()));
    m_pages->setCurrentWidget(page);
    if (m_watermark)
        m_watermark->raise();
    if (follow)
        page->setFocus(Qt::OtherFocusReason);
}

void MainWindow::removePage(QWidget *page)
{
    if (page == m_pages->currentWidget())
        m_wall->leave();
    m_pages->removeWidget(page);
    page->setParent(nullptr);
}

QWidget *MainWindow::page() const { return m_pages->currentWidget(); }

void MainWindow::setCurrentLink(const QString &link) { m_rail->setCurrent(link); }

void MainWindow::setCrumbs(const QList<Crumb> &crumbs)
{
    m_top->setCrumbs(crumbs);
    m_wall->setPlace(crumbs.isEmpty() ? QString() : crumbs.last().title);
    m_title = crumbs.isEmpty() ? u"STANFORIS"_s : tr("%1 – STANFORIS").arg(crumbs.last().title);
    if (!isCovered())
        setWindowTitle(m_title);
}

void MainWindow::setRail(const QList<RailItem> &items) { m_rail->setItems(items); }

void MainWindow::setConnections(const QList<ChipState> &connections) { m_top->setConnections(connections); }

void MainWindow::setClock(const QDateTime &platformTime, const QString &detail)
{
    m_top->setClock(platformTime, detail);
    m_wall->setClock(platformTime);
}

void MainWindow::setIdentity(const IdentitySummary &identity) { m_top->identity()->setIdentity(identity); }

void MainWindow::setStatus(const StatusSummary &summary)
{
    m_status->setSummary(summary);
    m_wall->setSummary(summary);
}

void MainWindow::setBanner(const BannerState &banner)
{
    m_bannerState = banner;
    m_banner->setState(banner);
    m_banner->setVisible(m_chrome && banner.shown);
}

void MainWindow::setLock(const LockState &lock)
{
    if (lock.shown && !m_lock)
        cover();
    if (m_lock)
        m_lock->setState(lock);
    if (lock.shown)
        setWindowTitle(tr("%1 – STANFORIS").arg(lock.title));
    else if (m_lock)
        uncover();
}

void MainWindow::forgetDialogs() { m_vault->forgetDialogs(); }

void MainWindow::setReadOnly(bool readOnly)
{
    if (readOnly == (m_watermark != nullptr))
        return;
    if (readOnly) {
        m_watermark = new Watermark(tr("READ ONLY"), m_pages);
        m_watermark->setObjectName(u"read-only"_s);
        m_watermark->show();
        m_watermark->raise();
    } else {
        delete std::exchange(m_watermark, nullptr);
    }
}

void MainWindow::setCardReady(bool ready)
{
    m_cardReady = ready;
    if (m_lock)
        m_lock->setCardReady(ready);
}

bool MainWindow::isCovered() const { return m_lock; }

void MainWindow::cover()
{
    m_wall->suspend();
    QList<QRect> outlines;
    if (const QWidget *shown = page()) {
        const auto panels = shown->findChildren<Panel *>();
        for (const Panel *panel : panels) {
            const QRect at(panel->mapTo(m_pages, QPoint(0, 0)), panel->size());
            if (panel->isVisible() && std::ranges::none_of(outlines, [&at](const QRect &outer) { return outer.contains(at); }))
                outlines.append(at);
        }
    }
    m_palette->dismiss();
    if (m_drawer)
        m_drawer->dismiss();
    m_audit->hide();
    QList<QWidget *> parts;
    const auto sheets = m_middle->findChildren<Sheet *>(Qt::FindDirectChildrenOnly);
    for (Sheet *sheet : sheets)
        parts.append(sheet);
    parts += {m_palette, m_pages};
    m_vault->close(parts);

    m_lock = new LockScreen(m_middle);
    m_lock->setOutlines(outlines, m_pages->size());
    m_lock->setCardReady(m_cardReady);
    connect(m_lock, &LockScreen::unlockRequested, this, &MainWindow::unlockRequested);
    connect(m_lock, &LockScreen::unlockByCardRequested, this, &MainWindow::unlockByCardRequested);
    connect(m_lock, &LockScreen::unlockByCodeRequested, this, &MainWindow::unlockByCodeRequested);
    connect(m_lock, &LockScreen::cancelRequested, this, &MainWindow::unlockCancelRequested);
    connect(m_lock, &LockScreen::copyLinkRequested, this, &MainWindow::unlockLinkRequested);
    connect(m_lock, &LockScreen::signOutRequested, this, &MainWindow::signOutRequested);
    m_column->addWidget(m_lock, 1);
    m_lock->show();
    m_rail->setEnabled(false);
    m_status->setEnabled(false);
    m_top->setCovered(true);
    m_lock->firstFocus()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::uncover()
{
    m_column->removeWidget(m_lock);
    m_lock->hide();
    std::exchange(m_lock, nullptr)->deleteLater(); // the wish to sign out may come from within it
    m_column->addWidget(m_pages, 1);
    m_rail->setEnabled(true);
    m_status->setEnabled(true);
    m_top->setCovered(false);
    setWindowTitle(m_title);
    m_vault->open();
    m_audit->setVisible(m_chrome && m_audit->hasSomethingToSay());
    m_wall->resume();
}

void MainWindow::setAudit(const AuditStore &store, Instant now, bool maySettle)
{
    m_audit->setState(store, now, maySettle);
    m_audit->setVisible(m_chrome && !m_lock && m_audit->hasSomethingToSay());
}

void MainWindow::setPaletteEntries(const QList<PaletteEntry> &entries)
{
    m_paletteEntries = entries;
    m_palette->setEntries(paletteEntries());
}

void MainWindow::setPageShortcuts(const QList<ShortcutHelp> &shortcuts) { m_pageShortcuts = shortcuts; }

void MainWindow::setChosenDensity(std::optional<Density> density)
{
    m_chosenDensity = density;
    m_top->identity()->setChosenDensity(density);
}

void MainWindow::setLanguages(const QList<LanguageItem> &languages, const QString &current)
{
    m_top->identity()->setLanguages(languages, current);
}

bool MainWindow::event(QEvent *event)
{
    // The first picture answers to the display, not to a request of ours; it is handed over when the event has been handled.
    if (event->type() == QEvent::Paint && !std::exchange(m_isShown, true)) {
        QMetaObject::invokeMethod(this, &MainWindow::shown, Qt::QueuedConnection);
        m_densityFit.start();
    }
    if (event->type() != QEvent::UpdateRequest)
        return FramedWindow::event(event);
    Q_EMIT paintBegan();
    const bool taken = FramedWindow::event(event);
    Q_EMIT painted();
    return taken;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    FramedWindow::resizeEvent(event);
    fitSize();
}

bool MainWindow::focusNextPrevChild(bool next)
{
    if (m_palette->isVisible())
        return FramedWindow::focusNextPrevChild(next);
    QList<QWidget *> stops;
    for (QWidget *part : std::initializer_list<QWidget *>{m_top, m_rail, m_banner, m_audit,
                                                          m_lock ? static_cast<QWidget *>(m_lock) : m_pages, m_status}) {
        for (QWidget *widget = part->nextInFocusChain(); widget != part; widget = widget->nextInFocusChain()) {
            const bool reachable =
                (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() && widget->isVisible() && widget->isEnabled();
            if (reachable && part->isAncestorOf(widget))
                stops.append(widget);
        }
        if (part == m_top) // its crumbs are made anew with every page, but are read first
            std::ranges::stable_partition(
                stops, [](const QWidget *stop) { return qobject_cast<const Breadcrumb *>(stop->parentWidget()); });
    }
    if (stops.isEmpty())
        return false;
    // A page that has the focus itself stands before what is in it.
    const QWidget *now = focusWidget();
    qsizetype at = stops.indexOf(now);
    if (at < 0 && now) {
        const auto inside = std::ranges::find_if(stops, [now](const QWidget *stop) { return now->isAncestorOf(stop); });
        at = inside == stops.end() ? -1 : inside - stops.begin() - (next ? 1 : 0);
    }
    const qsizetype count = stops.size();
    QWidget *target = stops.at(next ? (at + 1) % count : (std::max<qsizetype>(at, 0) + count - 1) % count);
    target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void MainWindow::fitSize()
{
    const bool narrow = width() < wideFrom;
    if (std::exchange(m_narrow, narrow) != narrow && !m_railChosen) {
        m_rail->setCollapsed(narrow);
        m_top->setNarrow(narrow);
    }
    // Before it is shown the window manager has not had its word: a window that is about to fill the screen would be dressed
    // twice more.
    if (m_isShown)
        m_densityFit.start();
}

void MainWindow::fitDensity()
{
    const bool small = width() < wideFrom || height() < tallFrom;
    const Density fitting = m_chosenDensity.value_or(small ? Density::Compact : Density::Desk);
    if (fitting != Theme::of(this).density())
        Q_EMIT densityRequested(fitting);
}

} // namespace stanforis
