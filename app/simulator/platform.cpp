// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/platform.h"

#include "app/platform/authority/certificateauthority.h"
#include "app/platform/doors/gateway.h"
#include "app/platform/doors/grpcdoor.h"
#include "app/platform/guard/methodpolicy.h"
#include "app/platform/provider/provider.h"
#include "app/platform/sessions/sessionactivity.h"
#include "app/platform/sessions/sessionmethods.h"
#include "app/platform/sessions/sessionservice.h"
#include "app/platform/workstations/enrolment.h"
#include "app/simulator/services.h"
#include "app/simulator/statefolder.h"

#include <QJsonArray>

namespace stanforis {

using namespace Qt::StringLiterals;

/// In order of dependence; destroyed from the end, so calls end before what they call does.
struct Platform::Parts
{
    Parts(StateFolder stateFolder, CertificateAuthority certificateAuthority, IdentityAuthority identityAuthority,
          WorkstationAuthority forWorkstations, EcKey token, Ledger::Keys ledger, EcKey credential, NoteKey witness)
        : folder(std::move(stateFolder))
        , authority(std::move(certificateAuthority))
        , cards(std::move(identityAuthority))
        , workstationAuthority(std::move(forWorkstations))
        , tokenKey(std::move(token))
        , ledgerKeys(std::move(ledger))
        , credentialKey(std::move(credential))
        , witnessKey(std::move(witness))
    {}

    StateFolder folder;
    CertificateAuthority authority;
    IdentityAuthority cards;
    WorkstationAuthority workstationAuthority;
    EcKey tokenKey;
    Ledger::Keys ledgerKeys;
    EcKey credentialKey;
    NoteKey witnessKey;
    std::vector<Persona> personas;
    Addresses addresses;
    std::unique_ptr<TlsListener> listener; ///< until the gateway takes it

    std::unique_ptr<Services> services;
    IdentityStore identities;
    WorkstationStore workstationStore;
    std::unique_ptr<WorkstationRegister> workstations;
    std::unique_ptr<Enrolment> enrolment;
    std::unique_ptr<RevocationListMaker> revokedServers;
    std::unique_ptr<RevocationListMaker> revokedWorkstations;
    std::unique_ptr<TrustListMaker> trustList;
    const Clock *clock = nullptr;
    std::unique_ptr<PinKeeper> pins;
    std::unique_ptr<SessionKeeper> sessions;
    std::unique_ptr<SessionActivity> activity;
    std::unique_ptr<SessionService> sessionService;
    std::unique_ptr<Guard> guard;
    std::unique_ptr<Provider> provider;

    Methods methods;
    std::unique_ptr<Dispatch> dispatch;
    std::unique_ptr<GrpcDoor> grpcDoor;
    std::unique_ptr<Gateway> gateway;

    [[nodiscard]] Result<Done> takePort(quint16 port);
    [[nodiscard]] Result<Done> openState(const Options &options);
    void sign(const Options &options);
    [[nodiscard]] Result<Done> openDoors(const Options &options);
};

Platform::Platform(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{}

Platform::~Platform() = default;

QString Platform::address() const { return m_parts->addresses.platform(); }

QByteArray Platform::authoritySha256() const { return m_parts->authority.authoritySha256(); }

Result<QString> Platform::newEnrolmentCode() { return m_parts->workstations->newCode(); }

Result<Done> Platform::revokeWorkstation(const QString &id)
{
    const auto done = m_parts->workstations->revoke(id);
    m_parts->revokedWorkstations->renew();
    return done;
}

Result<Done> Platform::revokeServer()
{
    const auto done = m_parts->authority.revokeServer(m_parts->clock->now());
    m_parts->revokedServers->renew();
    return done;
}

Result<std::unique_ptr<Platform>> Platform::start(const Options &options, const Clock &clock)
{
    auto folder = StateFolder::open(options.stateFolder);
    if (!folder && folder.error().code == Error::Code::Conflict)
        return Error{folder.error().code, folder.error().detail + u". Stop it first, or choose another folder with --state."_s};
    if (!folder)
        return Error{folder.error().code, folder.error().detail + u". Choose a folder that you may write with --state."_s};
    auto authority = CertificateAuthority::open(folder->file(u"authority"_s), clock.now());
    if (!authority)
        return explain(u"The platform's certificates cannot be used"_s, authority.error());
    auto cards = IdentityAuthority::open(folder->file(u"cards"_s), clock.now());
    if (!cards)
        return explain(u"The identity authority cannot be used"_s, cards.error());
    auto workstationAuthority = WorkstationAuthority::open(folder->file(u"authority"_s), QLatin1String(trustDomain), clock.now());
    if (!workstationAuthority)
        return explain(u"The workstations' authority cannot be used"_s, workstationAuthority.error());
    auto tokenKey = EcKey::loadOrCreate(folder->file(u"authority/token.key"_s));
    if (!tokenKey)
        return explain(u"The key for tokens cannot be used"_s, tokenKey.error());
    auto receiptKey = EcKey::loadOrCreate(folder->file(u"authority/receipt.key"_s));
    if (!receiptKey)
        return explain(u"The key for receipts cannot be used"_s, receiptKey.error());
    auto checkpointKey = NoteKey::loadOrCreate(folder->file(u"authority/ledger.key"_s), QLatin1String(ledgerOrigin));
    if (!checkpointKey)
        return explain(u"The key for the ledger cannot be used"_s, checkpointKey.error());
    auto credentialKey = EcKey::loadOrCreate(folder->file(u"authority/credential.key"_s));
    if (!credentialKey)
        return explain(u"The key for credentials cannot be used"_s, credentialKey.error());
    auto witnessKey = NoteKey::loadOrCreate(folder->file(u"authority/witness.key"_s), QLatin1String(witnessName));
    if (!witnessKey)
        return explain(u"The key for audit logs cannot be used"_s, witnessKey.error());
    auto parts = std::make_unique<Parts>(
        std::move(*folder), std::move(*authority), std::move(*cards), std::move(*workstationAuthority), std::move(*tokenKey),
        Ledger::Keys{std::move(*receiptKey), std::move(*checkpointKey)}, std::move(*credentialKey), std::move(*witnessKey));
    auto personas = loadPersonas(u":/simulator/personas.json"_s);
    if (!personas)
        return personas.error();
    parts->personas = std::move(*personas);

    parts->clock = &clock;
    if (const auto taken = parts->takePort(options.port); !taken)
        return taken.error();
    if (const auto opened = parts->openState(options); !opened)
        return opened.error();
    if (const auto opened = parts->openDoors(options); !opened)
        return opened.error();
    parts->services->start();
    return std::unique_ptr<Platform>(new Platform(std::move(parts)));
}

Result<Done> Platform::Parts::takePort(quint16 port)
{
    listener = std::make_unique<TlsListener>(authority, workstationAuthority);
    if (!listener->listen(QHostAddress::LocalHost, port)) {
        return Error{Error::Code::Unreachable,
                     u"Port %1 on 127.0.0.1 cannot be used: %2. Choose another one with --port, or 0 for any free one."_s.arg(
                         QString::number(port), listener->errorString())};
    }
    addresses.port = listener->serverPort(); // every other address follows from it
    return Done{};
}

Result<Done> Platform::Parts::openState(const Options &options)
{
    const auto sealCertificate = authority.sealCertificate(ledgerKeys.receipts, clock->now());
    if (!sealCertificate)
        return explain(u"The seal for receipts cannot be used"_s, sealCertificate.error());
    const ReceiptSeal::Seal seal{ledgerKeys.receipts, *sealCertificate, authority.authorityPem()};
    auto opened = Services::open({folder.path(),
                                  addresses,
                                  cards,
                                  ledgerKeys,
                                  credentialKey,
                                  witnessKey,
                                  seal,
                                  {options.loadSeries, options.loadHertz},
                                  options.past},
                                 personas, *clock);
    if (!opened)
        return opened.error();
    services = std::move(*opened);
    services->addMethods(methods);
    if (const auto done = identities.open(folder.file(u"identity.sqlite"_s)); !done)
        return explain(u"The identities cannot be used"_s, done.error());
    if (const auto done = workstationStore.open(folder.file(u"workstations.sqlite"_s)); !done)
        return explain(u"The workstations cannot be used"_s, done.error());
    workstations =
        std::make_unique<WorkstationRegister>(workstationStore, workstationAuthority, options.certificateLifetime, *clock);
    enrolment = std::make_unique<Enrolment>(*workstations, workstationAuthority.pem(), *clock);
    pins = std::make_unique<PinKeeper>(identities, *clock);
    if (const auto done = pins->ensure(personas); !done)
        return explain(u"The identities cannot be used"_s, done.error());
    sessions = std::make_unique<SessionKeeper>(identities, *clock);
    activity = std::make_unique<SessionActivity>(*sessions, *clock);
    sessionService = std::make_unique<SessionService>(*sessions, *activity, personas);
    addSessionMethods(methods, *sessionService);
    applyMethodPolicy(methods, services->offer(), options.freshFor);
    return Done{};
}

/// What the platform says about itself.
void Platform::Parts::sign(const Options &options)
{
    revokedServers = std::make_unique<RevocationListMaker>(
        authority.authorityPem(), authority.authorityKey(), options.listLifetime, [this] { return authority.revokedServers(); },
        *clock);
    revokedWorkstations = std::make_unique<RevocationListMaker>(
        workstationAuthority.pem(), workstationAuthority.key(), options.listLifetime,
        [this] { return workstations->revokedCertificates(); }, *clock);
    const auto keySet = [](const QJsonArray &keys) { return QJsonObject{{u"keys"_s, keys}}; };
    trustList = std::make_unique<TrustListMaker>(
        authority.trustListSigner(),
        QJsonObject{
            {u"platform"_s, addresses.platform()},
            {u"server_authorities"_s, QJsonArray{trustedAuthority(authority.authorityPem(), addresses.revokedServers())}},
            {u"workstation_authorities"_s,
             QJsonArray{trustedAuthority(workstationAuthority.pem(), addresses.revokedWorkstations())}},
            {u"keys"_s, QJsonObject{{u"provider"_s, keySet({tokenKey.publicJwk()})},
                                    {u"receipts"_s, keySet({ledgerKeys.receipts.publicJwk()})},
                                    {u"ledger"_s, keySet({ledgerKeys.checkpoints.publicJwk(), witnessKey.cosignerJwk()})}}}},
        *clock);
}

Result<Done> Platform::Parts::openDoors(const Options &options)
{
    sign(options);
    auto page = LoginPage::load();
    if (!page)
        return page.error();
    const ProviderSettings settings{addresses.issuer(),
                                    addresses.apiBase(),
                                    addresses.sectorResourcePrefix(),
                                    QLatin1String(consoleClientId),
                                    options.tokenLifetime,
                                    {.lifetime = options.codeLifetime}};
    guard = std::make_unique<Guard>(Guard::Settings{settings.issuer, settings.platformResource, settings.sectorResourcePrefix},
                                    tokenKey, services->entitlements(), *sessions, *workstations, *clock);
    QObject::connect(guard.get(), &Guard::admitted, activity.get(), &SessionActivity::note);
    dispatch = std::make_unique<Dispatch>(methods, *guard);
    grpcDoor = std::make_unique<GrpcDoor>(*dispatch, *workstations);
    const auto grpcPort = grpcDoor->listen(authority, workstationAuthority, options.grpcPort);
    if (!grpcPort) {
        return Error{grpcPort.error().code,
                     u"gRPC: %1. Choose another one with --grpc-port, or 0 for any free one."_s.arg(grpcPort.error().detail)};
    }
    addresses.grpcPort = *grpcPort;
    provider = std::make_unique<Provider>(Provider::Parts{settings, tokenKey, personas, std::move(*page)}, cards, *pins,
                                          *sessions, services->entitlements(), *guard, *clock);
    gateway = std::make_unique<Gateway>(
        std::move(listener),
        Gateway::Documents{
            connectionProfile(addresses, services->nationName(), authority.authorityPem()),
            toJwks({ledgerKeys.receipts.publicJwk(), ledgerKeys.checkpoints.publicJwk(), witnessKey.cosignerJwk()}),
            [this] { return trustList->jws(); }, [this] { return revokedServers->der(); },
            [this] { return revokedWorkstations->der(); },
            [this](const QString &path) -> std::optional<HttpResponse> {
                const auto document = services->registry().find(path);
                if (!document)
                    return {};
                return HttpResponse::text(document->type, document->body);
            }},
        Gateway::Parts{*provider, *enrolment, *dispatch, *guard, *workstations});
    return Done{};
}

} // namespace stanforis
