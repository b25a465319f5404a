// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/viewingdistance.h"
#include "views/shell/shellstate.h"
#include "views/widgets/breadcrumb.h"
#include "views/widgets/connectionchip.h"
#include "views/widgets/modeframe.h"
#include "views/widgets/theme.h"

#include <QList>
#include <QTimer>

#include <optional>

class QStackedWidget;
class QVBoxLayout;

namespace stanforis {

class AuditStore;
class AuditStrip;
class CommandPalette;
class ConnectionBanner;
struct IdentityDetails;
class IdentityDrawer;
class LockScreen;
class LockVault;
class Rail;
class StatusBar;
class Page;
class TopBar;
class WallMode;
class Watermark;

/// The frame round every page. State arrives by setters; every wish goes out as a signal; it decides nothing.
/// Narrower than 1600 px it collapses the rail; narrower than that or lower than 1000 px it asks for the compact density.
class MainWindow final : public FramedWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);

    /// Without the chrome only banner, frame and page are left: signed out.
    void setChromeVisible(bool visible);
    /// Shows a page; takes it over as a child when it is new. Pages stay until removePage().
    void setPage(QWidget *page);
    /// Takes the page out of the window and gives it back, unparented; the caller deletes it.
    void removePage(QWidget *page);
    [[nodiscard]] QWidget *page() const;
    /// The link of the page shown: marks the place in the rail.
    void setCurrentLink(const QString &link);
    void setCrumbs(const QList<Crumb> &crumbs);
    void setRail(const QList<RailItem> &items);
    void setConnections(const QList<ChipState> &connections);
    void setClock(const QDateTime &platformTime, const QString &detail = {});
    void setIdentity(const IdentitySummary &identity);
    void setIdentityDetails(const IdentityDetails &details);
    /// Null until it is first opened.
    [[nodiscard]] IdentityDrawer *identityDrawer() const { return m_drawer; }
    void setStatus(const StatusSummary &summary);
    void setBanner(const BannerState &banner);
    /// Covers the work, everything that lies over it and every dialog, or uncovers it as it was. The bar at the bottom keeps its
    /// counts.
    void setLock(const LockState &lock);
    /// A card that somebody could unlock with is in the reader.
    void setCardReady(bool ready);
    [[nodiscard]] bool isCovered() const;
    /// The person has left: what they had open beside the page goes.
    void forgetDialogs();
    /// Nothing can be sent for now: the words lie across the page.
    void setReadOnly(bool readOnly);
    /// Why nothing is signed here now, if so.
    void setAudit(const AuditStore &store, Instant now, bool maySettle);
    /// From how far the wall view is read.
    void setViewingDistance(ViewingDistance distance);
    /// False: no wall is shown, and the page has to be refreshed itself.
    bool refreshWall();
    bool followWall();
    void setPaletteEntries(const QList<PaletteEntry> &entries);
    /// The keys of the page shown, for F1.
    void setPageShortcuts(const QList<ShortcutHelp> &shortcuts);
    /// The density the person chose to have at any size of the window; none: as its size asks.
    void setChosenDensity(std::optional<Density> density);
    void setLanguages(const QList<LanguageItem> &languages, const QString &current);
    /// What sheets lie over: everything between the top bar and the bar at the bottom.
    [[nodiscard]] QWidget *sheetHost() const { return m_middle; }

Q_SIGNALS:
    void navigateRequested(const QString &link);
    /// An entry of the palette that is not a link.
    void actionRequested(const QString &action);
    void backRequested();
    /// The identity drawer has been opened: setIdentityDetails() is due.
    void identityOpened();
    void lockRequested();
    /// The person wants to go on; also to open the browser once more.
    void unlockRequested();
    void unlockByCardRequested();
    void unlockByCodeRequested();
    void unlockCancelRequested();
    void unlockLinkRequested();
    void signOutRequested();
    void signOutEverywhereRequested();
    void idleLockRequested(int minutes);
    void tryNowRequested();
    /// Damage of the audit log was reported; a new log may begin.
    void auditSettleRequested();
    void variantRequested(stanforis::Variant variant);
    /// By the menu, to be kept; none: as the window's size asks.
    void densityChosen(std::optional<stanforis::Density> density);
    /// The theme's density is not the chosen one, or not the one that fits the window's size if none was chosen.
    void densityRequested(stanforis::Density density);
    void languageRequested(const QString &code);
    void viewingDistanceRequested(stanforis::ViewingDistance distance);
    /// Round everything the window paints in answer to update requests; what it takes to paint a frame.
    void paintBegan();
    void painted();
    /// Once: what the window shows first has been painted and handed to the display.
    void shown();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Tab goes as the eye does: top bar, places, banner, page, bar at the bottom. Qt's own order is that of making, in which
    /// a page that came later would stand behind the bar at the bottom.
    bool focusNextPrevChild(bool next) override;

private:
    void makeShortcuts();
    void makeDrawer();
    void showShortcuts();
    void showIdentity();
    void choose(const QString &target);
    void openPalette();
    [[nodiscard]] QList<PaletteEntry> paletteEntries() const;
    void useWholeScreen();
    [[nodiscard]] Page *shownPage() const;
    void fitSize();
    void fitDensity();
    void cover();
    void uncover();

    TopBar *m_top;
    QWidget *m_middle;
    QVBoxLayout *m_column;
    Rail *m_rail;
    ConnectionBanner *m_banner;
    AuditStrip *m_audit;
    QStackedWidget *m_pages;
    StatusBar *m_status;
    CommandPalette *m_palette;
    IdentityDrawer *m_drawer = nullptr; ///< from when it is first opened
    WallMode *m_wall;
    LockVault *m_vault;
    LockScreen *m_lock = nullptr;
    bool m_cardReady = false;
    Watermark *m_watermark = nullptr;
    QString m_title;
    QList<ShortcutHelp> m_pageShortcuts;
    QList<PaletteEntry> m_paletteEntries; ///< of every page
    BannerState m_bannerState;
    bool m_chrome = true;
    bool m_isShown = false;
    bool m_narrow = false;
    bool m_railChosen = false;
    std::optional<Density> m_chosenDensity;
    QTimer m_densityFit;
    bool m_fullScreenFromMaximised = false;
};

} // namespace stanforis
