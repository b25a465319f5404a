// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/link.h"
#include "models/ports/sessionport.h"
#include "models/ports/settingsport.h"
#include "views/shell/identitydetails.h"
#include "views/shell/shellpresenter.h"

#include <QObject>

#include <optional>

namespace stanforis {

class FrameClock;
class MainWindow;
class SeriesStore;
class TimeContext;
class TrustStore;
class TransactionStore;
class NoticeStore;

/// The frame round the pages ↔ stores: rail, breadcrumb, chips, clock, identity, status and banner follow the stores.
class ShellController final : public QObject
{
    Q_OBJECT
public:
    struct Stores
    {
        CatalogueStore &catalogue;
        SubscriptionStore &subscriptions;
        PermissionStore &permissions;
        HealthStore &health;
        ConnectionStore &connection;
        TransactionStore &transactions;
        NoticeStore &notices;
        SeriesStore &series;
        TimeContext &time;
        TrustStore &trust;
    };
    ShellController(MainWindow &window, const Stores &stores, QObject *parent = nullptr);

    /// Null while no platform is connected.
    void setSession(const SessionPort *session);
    /// How the last attempt to sign in again over covered work ended.
    void setFailure(const Error &failure);
    [[nodiscard]] const FrameClock &clock() const { return *m_clock; }
    /// As it is set, for the identity drawer.
    void setIdleMinutes(int minutes) { m_idleMinutes = minutes; }
    /// The page in view.
    void show(const PageLink &link, const QString &title);

Q_SIGNALS:
    /// A frame is due for the page in view: for its plots only, or for all of it.
    void plotsDue();
    void pageDue();

private:
    void showPlaces();
    void showRail();
    void showMoment();
    void showLock();
    void showIdentity();

    MainWindow &m_window;
    Stores m_stores;
    ShellPresenter m_presenter;
    IdentityText m_identityText;
    int m_idleMinutes = 10;
    bool m_occupied = false;
    const SessionPort *m_session = nullptr;
    std::optional<Error> m_failure;
    SignInWay m_way = SignInWay::Browser; ///< of the last attempt
    FrameClock *m_clock;
    PageLink m_link;
    QString m_title;
};

} // namespace stanforis
