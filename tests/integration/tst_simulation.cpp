// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include "stanforis/simulation/v1/simulation.pb.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

const QByteArray getLoad = "/stanforis.simulation.v1.Simulation/GetLoad";
const QByteArray setLoad = "/stanforis.simulation.v1.Simulation/SetLoad";
const QString trainer = u"nv-48003072-soosaar"_s;

QByteArray wish(quint32 series, quint32 hertz)
{
    simulation::v1::SetLoadRequest request;
    request.set_series(series);
    request.set_hertz(hertz);
    return QByteArray::fromStdString(request.SerializeAsString());
}

} // namespace

/// Who may set the load of the simulation, on each of the three doors of the real simulator.
class tst_Simulation : public QObject
{
    Q_OBJECT
private:
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_client;

    [[nodiscard]] QByteArray enter(const QString &subject)
    {
        const auto token = m_client->tokensOf(subject)["access_token"_L1].toString().toLatin1();
        m_client->connectionToken = token;
        return token;
    }
    [[nodiscard]] Answer call(const QByteArray &path, const QByteArray &token, const QByteArray &request)
    {
        constexpr std::array doors{&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc};
        QFETCH_GLOBAL(int, door);
        return ((*m_client).*doors[std::size_t(door)])(path, token, request);
    }
    [[nodiscard]] static simulation::v1::Load load(const Answer &answer)
    {
        simulation::v1::Load load;
        load.ParseFromArray(answer.body.constData(), int(answer.body.size()));
        return load;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("door");
        QTest::newRow("HTTPS") << 0;
        QTest::newRow("WebSocket") << 1;
        QTest::newRow("gRPC") << 2;
    }
    void initTestCase()
    {
        if (m_client)
            return; // once for all doors
        QVERIFY2(m_simulator.start(), m_simulator.errorOutput());
        m_client = std::make_unique<PlatformClient>(m_simulator);
    }

    void trainersSetIt()
    {
        const auto token = enter(trainer);
        QFETCH_GLOBAL(int, door);
        const auto series = quint32(70 + door);
        const auto answer = call(setLoad, token, wish(series, 2));
        QCOMPARE(answer.code, 0);
        QCOMPARE(load(answer).series(), series);
        const auto now = load(call(getLoad, token, {}));
        QCOMPARE(now.series(), series);
        QCOMPARE(now.hertz(), 2u);
        QCOMPARE(now.shares_size(), 7);
    }

    void limitsHold()
    {
        const auto token = enter(trainer);
        for (const auto &request : {wish(10'001, 1), wish(1, 0), wish(1, 11), wish(0xffffffffu, 0xffffffffu)})
            QCOMPARE(call(setLoad, token, request).code, 3);
    }

    void everybodyElseIsRefused_data()
    {
        QTest::addColumn<QString>("subject");
        for (const auto &subject :
             {u"nv-38905120-lepik"_s, u"nv-48707314-maripuu"_s, u"nv-37202113-tammsaar"_s, u"nv-46611054-tamm"_s,
              u"nv-47809220-rebane"_s, u"nv-36804182-ilves"_s, u"nv-35907011-vaher"_s})
            QTest::newRow(qPrintable(subject)) << subject;
    }
    void everybodyElseIsRefused()
    {
        QFETCH(QString, subject);
        const auto token = enter(subject);
        QCOMPARE(call(setLoad, token, wish(10, 1)).code, 7);
        QCOMPARE(call(getLoad, token, {}).code, 7);
    }

    void sectorTokensDoNotOpenIt()
    {
        const auto tokens = m_client->tokensOf(trainer);
        m_client->connectionToken = tokens["access_token"_L1].toString().toLatin1();
        const auto energy =
            m_client->refresh(tokens["refresh_token"_L1].toString(), m_client->sectorResource(u"energy"_s)).json();
        QCOMPARE(call(setLoad, energy["access_token"_L1].toString().toLatin1(), wish(10, 1)).code, 16);
    }

    void theRoleIsInTheTokens()
    {
        const auto claims = [](const QJsonValue &token) {
            const auto part = token.toString().section(u'.', 1, 1).toLatin1();
            return QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
        };
        const auto tokens = m_client->tokensOf(trainer);
        QCOMPARE(claims(tokens["access_token"_L1])["roles"_L1].toArray(), QJsonArray{u"trainer"_s});
        QCOMPARE(claims(tokens["id_token"_L1])["roles"_L1].toArray(), QJsonArray{u"trainer"_s});
        const auto others = m_client->tokensOf(u"nv-35907011-vaher"_s);
        QCOMPARE(claims(others["access_token"_L1])["roles"_L1].toArray(), QJsonArray());
    }
};

QTEST_GUILESS_MAIN(tst_Simulation)
#include "tst_simulation.moc"
