// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controllers/streammanager.h"
#include "app/identity/trustverifier.h"
#include "app/identity/workstationkeeper.h"
#include "app/link/httpclient.h"
#include "app/link/platformlink.h"
#include "app/link/trustwatch.h"
#include "models/ports/signerport.h"
#include "models/ports/tokensource.h"
#include "models/stores/connectionstore.h"
#include "models/telemetry/seriesstore.h"
#include "tests/support/nodeserver.h"

#include <QTest>
#include <QTimer>

namespace stanforis::test {

inline const SectorId energySector{QStringLiteral("energy")};
inline const SeriesKey loadKey{QStringLiteral("energy/grid/load")};
inline const SeriesKey quakeKey{QStringLiteral("energy/quakes/magnitude")};

class FixedToken final : public TokenSource
{
public:
    void token(QObject *context, const std::optional<SectorId> &, Reply<QString> reply) override
    {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(QStringLiteral("test-token")); });
    }
    void refuse(const QString &) override {}
    void stepUp(QObject *context, const SignInDemand &, Reply<Done> reply) override
    {
        QTimer::singleShot(0, context, [reply = std::move(reply)] { reply(Error{Error::Code::StepUpNeeded, {}}); });
    }
};

class NobodySigns final : public SignerPort
{
public:
    bool asksForPin() override { return false; }
    void enrolment(QObject *, const QString &, Reply<KeyEnrolment> reply) override { reply(m_error); }
    Result<Intent> compose(const Draft &, const Prepared &) const override { return m_error; }
    Result<Intent> read(const QByteArray &, const QByteArray &, const QString &) const override { return m_error; }
    void sign(QObject *, const Intent &, const QByteArray &, const SignatureHeader &, Secret, Reply<QByteArray> reply) override
    {
        reply(m_error);
    }
    Result<ReceiptFacts> verifyReceipt(const Receipt &, const QByteArray &) const override { return m_error; }

private:
    const Error m_error{Error::Code::Unauthenticated, {}};
};

/// What the console has between its windows and the platform, at a platform that shares no code with it.
struct NodeConsole
{
    SystemClock clock;
    FixedToken tokens;
    NobodySigns signer;
    ConnectionStore connection;
    SeriesStore series;
    TrustVerifier verifier;
    std::unique_ptr<TrustWatch> trust;
    std::unique_ptr<HttpClient> http;
    std::unique_ptr<WorkstationKeeper> workstation;
    std::unique_ptr<PlatformLink> link;
    std::unique_ptr<StreamManager> streams;

    [[nodiscard]] bool enter(NodeServer &server)
    {
        const TrustTools tools{verifier, nullptr, clock};
        ProfileReader reader(tools);
        std::optional<Reached> reached;
        const auto address = PlatformAddress::parse(server.address());
        if (!address)
            return false;
        reader.read(*address, {}, [&reached](Result<Reached> result) {
            if (result)
                reached = *result;
        });
        if (!QTest::qWaitFor([&reached] { return reached.has_value(); }, 10'000))
            return false;
        server.grpcPort = reached->profile.grpcEndpoint.section(QLatin1Char(':'), -1);
        trust = std::make_unique<TrustWatch>(reached->platformTrust(), reached->profile, tools);
        http = std::make_unique<HttpClient>(reached->anchor);
        http->setRevocations(trust->revocations());
        workstation = std::make_unique<WorkstationKeeper>(*http, QUrl(reached->profile.enrolmentUrl), reached->profile.address,
                                                          nullptr, clock);
        link = std::make_unique<PlatformLink>(*reached, *trust, *http, tokens, signer, clock);
        QObject::connect(workstation.get(), &WorkstationKeeper::credentialChanged, link.get(),
                         [this](const WorkstationCredential &credential) {
                             http->setCredential(credential);
                             link->setCredential(credential);
                         });
        workstation->start(server.code);
        if (!QTest::qWaitFor([this] { return workstation->workstation().phase == WorkstationPhase::Enrolled; }, 10'000))
            return false;
        streams = std::make_unique<StreamManager>(link->telemetry(), series);
        QObject::connect(&link->transports(), &TransportMonitor::changed, &connection, [this](const TransportState &state) {
            connection.setTransport(state);
            connection.setClock(link->clock());
        });
        link->setSignedIn(true);
        return true;
    }
    void follow(TelemetryPort::Route route)
    {
        streams->need(&connection, energySector, route, SeriesWish::all({loadKey, quakeKey}));
    }

    [[nodiscard]] LinkState state(Transport transport) const { return connection.transport(transport).state; }
    [[nodiscard]] bool carries(Transport transport) const { return connection.transport(transport).carriesTelemetry; }
    [[nodiscard]] bool hasValuesAfter(Instant time) const
    {
        const auto last = series.lastSample(loadKey);
        return last && last->time > time;
    }
    ~NodeConsole()
    {
        streams.reset();
        link.reset();
    }
};

} // namespace stanforis::test
