// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QJsonObject>
#include <QTest>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

constexpr auto energyOperator = "nv-48707314-maripuu"_L1;
constexpr auto auditor = "nv-35907011-vaher"_L1; // holds every sector
const QByteArray listSectors = "/stanforis.catalogue.v1.Catalogue/ListSectors";
const QByteArray getSector = "/stanforis.catalogue.v1.Catalogue/GetSector";

QByteArray requestFor(const char *sector)
{
    catalogue::v1::GetSectorRequest request;
    request.set_sector_id(sector);
    return QByteArray::fromStdString(request.SerializeAsString());
}

QByteArray textOf(const QJsonObject &object, QLatin1String name) { return object[name].toString().toLatin1(); }

using Door = Answer (PlatformClient::*)(const QByteArray &, const QByteArray &, const QByteArray &);

void addDoors()
{
    QTest::addColumn<int>("door");
    QTest::newRow("HTTPS") << 0;
    QTest::newRow("WebSocket") << 1;
    QTest::newRow("gRPC") << 2;
}

Door door()
{
    QFETCH_GLOBAL(int, door);
    constexpr std::array doors{&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc};
    return doors[std::size_t(door)];
}

} // namespace

/// The same rules on each of the three doors of the real simulator.
class tst_Doors : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_client;
    QJsonObject m_tokens;
    QByteArray m_platform;
    QByteArray m_energy;

    Answer call(const QByteArray &path, const QByteArray &token, const QByteArray &request = {})
    {
        return ((*m_client).*door())(path, token, request);
    }

private Q_SLOTS:
    void initTestCase_data() { addDoors(); }
    void initTestCase();
    void rightTokenIsServed();
    void noTokenIsRefused();
    void garbageTokenIsRefused();
    void changedTokenIsRefused();
    void identityTokenIsRefused();
    void platformTokenOpensNoSector();
    void sectorTokenIsNotForThePlatform();
    void sectorTokenOpensNoOtherSector();
    void unknownMethodIsRefused();
    void garbageRequestIsRefused();
    void oversizedRequestIsRefused();
    void staleTokenIsRefused();
    void standardHealthIsServed();
};

void tst_Doors::initTestCase()
{
    if (m_client)
        return; // once for all doors
    QVERIFY2(m_simulator.start(), m_simulator.errorOutput());
    m_client = std::make_unique<PlatformClient>(m_simulator);
    m_tokens = m_client->tokensOf(auditor);
    m_platform = textOf(m_tokens, "access_token"_L1);
    QVERIFY(!m_platform.isEmpty());
    const auto answer = m_client->refresh(m_tokens["refresh_token"_L1].toString(), m_client->sectorResource(u"energy"_s)).json();
    m_energy = textOf(answer, "access_token"_L1);
    QVERIFY(!m_energy.isEmpty());
    m_client->connectionToken = m_platform;
}

void tst_Doors::rightTokenIsServed()
{
    catalogue::v1::ListSectorsResponse sectors;
    const auto listed = call(listSectors, m_platform);
    QCOMPARE(listed.code, 0);
    QVERIFY(sectors.ParseFromArray(listed.body.constData(), int(listed.body.size())));
    QCOMPARE(sectors.sectors_size(), 7);
    catalogue::v1::Sector sector;
    const auto energy = call(getSector, m_energy, requestFor("energy"));
    QCOMPARE(energy.code, 0);
    QVERIFY(sector.ParseFromArray(energy.body.constData(), int(energy.body.size())));
    QCOMPARE(sector.summary().id(), "energy");
}

void tst_Doors::noTokenIsRefused()
{
    QFETCH_GLOBAL(int, door);
    if (door == 1)
        QCOMPARE(m_client->webSocketWith({}), 4401);
    else
        QCOMPARE(call(listSectors, {}).code, 16);
}

void tst_Doors::garbageTokenIsRefused()
{
    QCOMPARE(call(listSectors, "eyJ.garbage.token").code, 16);
    QCOMPARE(call(listSectors, QByteArray(7000, 'a')).code, 16);
}

void tst_Doors::changedTokenIsRefused()
{
    auto token = m_energy;
    const auto position = token.indexOf('.') + 10;
    token[position] = token[position] == 'A' ? 'B' : 'A';
    QCOMPARE(call(getSector, token, requestFor("energy")).code, 16);
}

void tst_Doors::identityTokenIsRefused() { QCOMPARE(call(listSectors, textOf(m_tokens, "id_token"_L1)).code, 16); }

void tst_Doors::platformTokenOpensNoSector() { QCOMPARE(call(getSector, m_platform, requestFor("energy")).code, 16); }

void tst_Doors::sectorTokenIsNotForThePlatform() { QCOMPARE(call(listSectors, m_energy).code, 16); }

void tst_Doors::sectorTokenOpensNoOtherSector()
{
    QCOMPARE(call(getSector, m_energy, requestFor("health")).code, 7); // although this person holds both
}

void tst_Doors::unknownMethodIsRefused() { QCOMPARE(call("/stanforis.catalogue.v1.Catalogue/DropAll", m_platform).code, 5); }

void tst_Doors::garbageRequestIsRefused()
{
    QCOMPARE(call(getSector, m_energy, QByteArray(64, '\xff')).code, 3);
    QCOMPARE(call(getSector, m_energy, requestFor("energy")).code, 0); // and nothing is broken by it
}

void tst_Doors::oversizedRequestIsRefused()
{
    QFETCH_GLOBAL(int, door);
    const QByteArray large(2 * 1024 * 1024, 'x');
    QCOMPARE(call(getSector, m_energy, large).code, door == 1 ? -1009 : 3); // RFC 6455 §7.4.1: too big
    QCOMPARE(call(getSector, m_energy, requestFor("energy")).code, 0);
}

void tst_Doors::staleTokenIsRefused()
{
    SimulatorProcess shortLived;
    QVERIFY(shortLived.start({u"--token-lifetime"_s, u"1"_s}));
    PlatformClient client(shortLived);
    const auto tokens = client.tokensOf(energyOperator);
    const auto stale = textOf(tokens, "access_token"_L1);
    QTRY_COMPARE_WITH_TIMEOUT(client.overHttps(listSectors, stale, {}).code, 16, 10'000);
    const auto fresh = client.refresh(tokens["refresh_token"_L1].toString()).json();
    client.connectionToken = textOf(fresh, "access_token"_L1);
    QCOMPARE((client.*door())(listSectors, stale, {}).code, 16);
    QFETCH_GLOBAL(int, door);
    if (door == 1)
        QCOMPARE(client.webSocketWith(stale), 4401);
}

void tst_Doors::standardHealthIsServed()
{
    QFETCH_GLOBAL(int, door);
    if (door != 2)
        QSKIP("grpc.health.v1 belongs to the gRPC door.");
    // Any probe may ask, without a token. grpc.health.v1.HealthCheckResponse: field 1, SERVING = 1.
    const auto whole = m_client->overGrpc("/grpc.health.v1.Health/Check", {}, {});
    QCOMPARE(whole.code, 0);
    QCOMPARE(whole.body, QByteArray("\x08\x01", 2));
    QCOMPARE(m_client->overGrpc("/grpc.health.v1.Health/Check", {}, QByteArray("\n\x06nobody", 8)).code, 5);
}

QTEST_GUILESS_MAIN(tst_Doors)
#include "tst_doors.moc"
