// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connection.h"
#include "models/ports/logport.h"
#include "models/ports/sessionport.h"
#include "models/ports/trustport.h"

#include <QObject>

#include <functional>

namespace stanforis {

class ConnectionStore;
class PerformanceStore;
class TrustPage;
class TrustStore;

/// Brings what everybody who looks at something of trust has found into the one store, and what the person asks on the Trust page
/// to whoever can look at it. Works also while the page is not there: the rail shows what it finds. GUI thread.
class TrustController final : public QObject
{
    Q_OBJECT
public:
    struct Stores
    {
        TrustStore &trust;
        const ConnectionStore &connection;
        const PerformanceStore &performance;
    };
    TrustController(const Stores &stores, const SessionPort &session, const LogPort &log, QObject *parent = nullptr);
    ~TrustController() override;

    /// One more who looks at something; is gone before the controller, or lives longer than it.
    void add(TrustPort &port);
    void attach(TrustPage *page);

private:
    void check(const TrustId &id);
    void saveDiagnostics(TrustPage *page);

    Stores m_stores;
    const LogPort &m_log;
    QList<TrustPort *> m_ports;
};

} // namespace stanforis
