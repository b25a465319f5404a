// SPDX-License-Identifier: GPL-3.0-or-later
// Threat 15, sector crossover and privilege creep: every person of the simulation against every sector and a set of acts. What
// the personas' file grants is expected, nothing else; headers that claim more have no effect.
#include "tests/support/platformclient.h"

#include "stanforis/catalogue/v1/catalogue.pb.h"
#include "stanforis/health/v1/health.pb.h"
#include "stanforis/records/v1/records.pb.h"
#include "stanforis/subscriptions/v1/subscriptions.pb.h"
#include "stanforis/transactions/v1/transactions.pb.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QNetworkReply>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::test;

namespace {

const QStringList sectors{u"health"_s, u"finance"_s,   u"education"_s, u"agriculture"_s,
                          u"energy"_s, u"transport"_s, u"industry"_s};
constexpr int refused = 7;  // PERMISSION_DENIED
constexpr int missing = 5;  // NOT_FOUND
constexpr int unknown = 16; // UNAUTHENTICATED

template <class Request>
QByteArray naming(const QString &sector)
{
    Request request;
    request.set_sector_id(sector.toStdString());
    return QByteArray::fromStdString(request.SerializeAsString());
}

} // namespace

class SectorsTest : public QObject
{
    Q_OBJECT
private:
    struct Person
    {
        QString subject;
        QMap<QString, QString> roles; ///< by sector
        QMap<QString, QByteArray> tokens;
        QByteArray platform;
    };
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_client;
    QList<Person> m_people;

    const Person &whoHas(const QString &sector, const QString &role) const
    {
        return *std::ranges::find_if(m_people, [&](const Person &person) { return person.roles.value(sector) == role; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_simulator.start());
        m_client = std::make_unique<PlatformClient>(m_simulator);
        QFile file(QStringLiteral(STANFORIS_SOURCE_DIR "/resources/catalogue/personas.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto personas = QJsonDocument::fromJson(file.readAll())["personas"_L1].toArray();
        QVERIFY(personas.size() >= 8);
        for (const auto &persona : personas) {
            Person person{persona["subject"_L1].toString(), {}, {}, {}};
            for (const auto &held : persona["subscriptions"_L1].toArray())
                person.roles.insert(held["sector"_L1].toString(), held["role"_L1].toString());
            m_people.append(person);
        }
    }

    void tokensAreGivenForOnesOwnSectorsOnly()
    {
        for (Person &person : m_people) {
            const auto first = m_client->tokensOf(person.subject);
            person.platform = first["access_token"_L1].toString().toLatin1();
            QString refresh = first["refresh_token"_L1].toString();
            QVERIFY2(!refresh.isEmpty(), qPrintable(person.subject));
            for (const QString &sector : sectors) {
                const auto answer = m_client->refresh(refresh, m_client->sectorResource(sector)).json();
                const bool granted = person.roles.contains(sector);
                QVERIFY2(answer.contains("access_token"_L1) == granted, qPrintable(person.subject + u' ' + sector));
                if (!granted) {
                    QCOMPARE(answer["error"_L1].toString(), u"invalid_target"_s);
                    continue;
                }
                person.tokens.insert(sector, answer["access_token"_L1].toString().toLatin1());
                if (const auto next = answer["refresh_token"_L1].toString(); !next.isEmpty())
                    refresh = next;
            }
        }
    }

    void tokenOpensItsOwnSectorAndNoOther()
    {
        std::mt19937 random(15);
        constexpr std::array doors{&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc};
        int tried = 0;
        for (const Person &person : std::as_const(m_people)) {
            for (auto held = person.tokens.cbegin(); held != person.tokens.cend(); ++held) {
                m_client->connectionToken = person.platform;
                const auto door = doors[random() % doors.size()];
                const QString &other = sectors[qsizetype(random() % std::size_t(sectors.size()))];
                const auto answer = ((*m_client).*door)("/stanforis.records.v1.Records/List", held.value(),
                                                        naming<records::v1::ListRequest>(other));
                const bool own = other == held.key();
                QVERIFY2((answer.code == refused) == !own, qPrintable(person.subject + u' ' + held.key() + u" at "_s + other));
                QVERIFY(answer.code != unknown);
                ++tried;
            }
        }
        QVERIFY(tried > 25);
    }

    void healthTokenIsRefusedInFinanceOnEveryDoor()
    {
        const Person &physician = whoHas(u"health"_s, u"operator"_s);
        const auto token = physician.tokens.value(u"health"_s);
        m_client->connectionToken = physician.platform;
        for (const auto door : {&PlatformClient::overHttps, &PlatformClient::overWebSocket, &PlatformClient::overGrpc})
            QCOMPARE(((*m_client).*door)("/stanforis.health.v1.Health/Inspect", token,
                                         naming<health::v1::InspectRequest>(u"finance"_s))
                         .code,
                     refused);
    }

    /// Role by act: each operation of each page of the catalogue, by each person who may see the sector.
    void operationIsForTheRolesThatItNames()
    {
        int allowed = 0;
        int denied = 0;
        for (const QString &sector : sectors) {
            QFile file(QStringLiteral(STANFORIS_SOURCE_DIR "/resources/catalogue/%1.json").arg(sector));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto pages = QJsonDocument::fromJson(file.readAll())["pages"_L1].toArray();
            QVERIFY(!pages.isEmpty());
            for (const auto &page : pages) {
                for (const auto &operation : page["operations"_L1].toArray()) {
                    transactions::v1::PrepareRequest request;
                    request.set_sector_id(sector.toStdString());
                    request.set_service_id(page["serviceId"_L1].toString().toStdString());
                    request.set_page_id(page["id"_L1].toString().toStdString());
                    request.set_operation_id(operation["id"_L1].toString().toStdString());
                    request.set_record_id("no such record");
                    const auto bytes = QByteArray::fromStdString(request.SerializeAsString());
                    const auto roles = operation["roleIds"_L1].toArray();
                    QVERIFY(!roles.isEmpty());
                    for (const Person &person : std::as_const(m_people)) {
                        if (!person.tokens.contains(sector))
                            continue;
                        const bool may = roles.contains(person.roles.value(sector));
                        const auto answer = m_client->overHttps("/stanforis.transactions.v1.Transactions/Prepare",
                                                                person.tokens.value(sector), bytes);
                        // Who may gets as far as the record, which is not there.
                        QVERIFY2(answer.code == (may ? missing : refused), qPrintable(person.subject + u' ' + sector));
                        ++(may ? allowed : denied);
                    }
                }
            }
        }
        QVERIFY(allowed > 5);
        QVERIFY(denied > 50);
    }

    /// Whom the catalogue names as those who open a page are exactly those whom the platform lets read it.
    void pageOpensToTheRolesThatTheCatalogueNames()
    {
        QMap<QString, int> read; // by role
        QMap<QString, int> kept;
        for (const Person &person : std::as_const(m_people)) {
            for (auto held = person.tokens.cbegin(); held != person.tokens.cend(); ++held) {
                const auto answer = m_client->overHttps("/stanforis.catalogue.v1.Catalogue/GetSector", held.value(),
                                                        naming<catalogue::v1::GetSectorRequest>(held.key()));
                catalogue::v1::Sector sector;
                QVERIFY(sector.ParseFromString(answer.body.toStdString()));
                const QString role = person.roles.value(held.key());
                for (const auto &service : sector.services()) {
                    for (const auto &page : service.pages()) {
                        records::v1::ListRequest request;
                        request.set_sector_id(sector.summary().id());
                        request.set_service_id(service.id());
                        request.set_page_id(page.id());
                        const auto list = m_client->overHttps("/stanforis.records.v1.Records/List", held.value(),
                                                              QByteArray::fromStdString(request.SerializeAsString()));
                        const bool named = std::ranges::count(page.role_ids(), role.toStdString()) > 0;
                        QVERIFY2(list.code == (named ? 0 : refused),
                                 qPrintable(person.subject + u' ' + QString::fromStdString(page.id())));
                        ++(named ? read : kept)[role];
                    }
                }
            }
        }
        QVERIFY(read.value(u"auditor"_s) > 3 && kept.value(u"auditor"_s) == 0);
        QVERIFY(kept.value(u"observer"_s) > 3 && read.value(u"observer"_s) == 0);
        QVERIFY(read.value(u"operator"_s) > 3);
    }

    void headersThatClaimMoreHaveNoEffect()
    {
        const Person &nobody = *std::ranges::find_if(m_people, [](const Person &person) { return person.roles.isEmpty(); });
        const Person &auditor = whoHas(u"energy"_s, u"auditor"_s);
        QNetworkAccessManager network;
        const auto post = [&](const QByteArray &token, const QString &method, const QByteArray &body) {
            QNetworkRequest request(QUrl(m_simulator.profile()["api_base"_L1].toString() + method));
            request.setSslConfiguration(m_simulator.tls());
            request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/x-protobuf"));
            request.setRawHeader("Authorization", "Bearer " + token);
            request.setRawHeader("X-Roles", "energy:operator,energy:approver,security-officer");
            request.setRawHeader("X-Sub", "nv-48707314-maripuu");
            request.setRawHeader("X-Sid", "somebody-else");
            request.setRawHeader("X-Client-Cert-Sha256", "AAAA");
            std::unique_ptr<QNetworkReply> reply(network.post(request, body));
            if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 10'000))
                return -1;
            return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        };
        const auto list = u"/stanforis.records.v1.Records/List"_s;
        QCOMPARE(post(nobody.platform, list, naming<records::v1::ListRequest>(u"energy"_s)), 401); // still no sector token
        QCOMPARE(post(auditor.tokens.value(u"energy"_s), list, naming<records::v1::ListRequest>(u"finance"_s)), 403);
        QCOMPARE(post(nobody.platform, u"/stanforis.sessions.v1.Sessions/End"_s, {}), 403); // no officer by header
    }

    void conflictingRolesAreRefused_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("role");
        QTest::newRow("operator who would approve") << u"nv-48707314-maripuu"_s << u"approver"_s;
        QTest::newRow("approver who would operate") << u"nv-47809220-rebane"_s << u"operator"_s;
        QTest::newRow("security officer who would operate") << u"nv-47106153-kask"_s << u"operator"_s;
    }
    void conflictingRolesAreRefused()
    {
        QFETCH(const QString, subject);
        QFETCH(const QString, role);
        const Person &person = *std::ranges::find(m_people, subject, &Person::subject);
        subscriptions::v1::RequestRequest request;
        request.set_sector_id("energy");
        request.set_role_id(role.toStdString());
        request.set_purpose("A second role that does not go with the first");
        const auto now = QDateTime::currentMSecsSinceEpoch() * 1000;
        request.set_from_us(now);
        request.set_to_us(now + 86'400'000'000);
        const auto answer = m_client->overHttps("/stanforis.subscriptions.v1.Subscriptions/Request", person.platform,
                                                QByteArray::fromStdString(request.SerializeAsString()));
        QCOMPARE(answer.code, 3);
        QVERIFY2(answer.body.contains("role_id"), answer.body);
    }
};

QTEST_GUILESS_MAIN(SectorsTest)
#include "tst_threat15_sectors.moc"
