// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/trustcontroller.h"

#include "app/controllers/diagnosticbundle.h"
#include "models/stores/connectionstore.h"
#include "models/stores/performancestore.h"
#include "models/stores/truststore.h"
#include "views/trust/trustpage.h"
#include "views/widgets/savefile.h"

#include <QDateTime>
#include <QDir>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

TrustController::TrustController(const Stores &stores, const SessionPort &session, const LogPort &log, QObject *parent)
    : QObject(parent)
    , m_stores(stores)
    , m_log(log)
{
    // The log goes back to who was here before.
    const auto note = [this, &session] {
        if (const Identity *person = session.identity())
            m_stores.trust.notePerson(*person);
    };
    connect(&session, &SessionPort::stateChanged, this, note);
    note();
}

TrustController::~TrustController() { m_stores.trust.clear(); }

void TrustController::add(TrustPort &port)
{
    const int source = int(m_ports.size());
    m_ports.append(&port);
    connect(&port, &TrustPort::changed, this, [this, source, from = &port] { m_stores.trust.setItems(source, from->items()); });
    m_stores.trust.setItems(source, port.items());
}

void TrustController::attach(TrustPage *page)
{
    connect(page, &TrustPage::checkRequested, this, &TrustController::check);
    connect(page, &TrustPage::checkAllRequested, this, [this] {
        const QList<TrustItem> items = m_stores.trust.items(); // each check may change the store
        for (const TrustItem &item : items)
            check(item.id);
    });
    connect(page, &TrustPage::diagnosticsRequested, this, [this, page] { saveDiagnostics(page); });
}

void TrustController::check(const TrustId &id)
{
    for (TrustPort *port : std::as_const(m_ports))
        port->check(id); // the others do not know it
}

void TrustController::saveDiagnostics(TrustPage *page)
{
    DiagnosticFacts facts;
    facts.made = SystemClock().now();
    facts.profile = m_stores.connection.profile();
    for (const auto transport : {Transport::Gateway, Transport::Grpc, Transport::WebSocket})
        facts.transports.at(static_cast<std::size_t>(transport)) = m_stores.connection.transport(transport);
    facts.clock = m_stores.connection.clock();
    facts.failure = m_stores.connection.failure();
    facts.trust = m_stores.trust.items();
    facts.performance = m_stores.performance.figures();
    facts.log = m_log.recent();
    facts.personal = QStringList{QDir::homePath(), QDir::home().dirName()} + m_stores.trust.persons();
    const QString time = QDateTime::fromMSecsSinceEpoch(toMilliseconds(facts.made)).toString(u"yyyyMMdd-HHmmss"_s);
    saveFile(page, TrustPage::tr("Save diagnostics"), u"stanforis-diagnostics-%1.json"_s.arg(time), diagnosticBundle(facts));
}

} // namespace stanforis
