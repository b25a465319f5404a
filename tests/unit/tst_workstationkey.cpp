// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/workstationkey.h"
#include "tests/support/testauthority.h"

#include <QDateTime>
#include <QTest>

using namespace stanforis;
using namespace stanforis::identity;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

/// What a console takes for its own certificate, whoever sends it.
class TestWorkstationKey : public QObject
{
    Q_OBJECT
private:
    const QByteArray m_name = "subjectAltName=URI:spiffe://stanforis.example/console/ws-1\n";
    const QByteArray m_use = "extendedKeyUsage=clientAuth\n";
    TestAuthority m_authority;

    /// Good for so many hours.
    TestAuthority::Issued issue(const QByteArray &extensions, int hours = 23)
    {
        const auto from = QDateTime::currentDateTimeUtc();
        const auto written = [](const QDateTime &time) { return time.toString(u"yyyyMMddHHmmss'Z'"_s); };
        return m_authority.issue(u"ws-1"_s, "basicConstraints=critical,CA:FALSE\n" + extensions, written(from),
                                 written(from.addSecs(hours * 3600)));
    }
    static QString refusal(const TestAuthority::Issued &issued, const QByteArray &key)
    {
        const auto own = WorkstationKey::fromPem(key);
        if (!own || issued.certificate.isNull())
            return u"the test has none"_s;
        const auto read = readWorkstationCertificate(issued.certificate.toPem(), *own);
        return read ? QString() : read.error().detail;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_authority.create(u"Workstations"_s), m_authority.problem.constData()); }

    void aGoodOneIsTaken()
    {
        const auto issued = issue(m_name + m_use);
        QVERIFY2(!issued.certificate.isNull(), m_authority.problem.constData());
        QCOMPARE(refusal(issued, issued.key), QString());
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("extensions");
        QTest::addColumn<int>("hours");
        QTest::addColumn<QString>("what");
        QTest::newRow("two days") << m_name + m_use << 48 << u"validity"_s;
        QTest::newRow("an hour too long") << m_name + m_use << 25 << u"validity"_s;
        QTest::newRow("no name") << m_use << 23 << u"subjectAltName"_s;
        QTest::newRow("two names") << QByteArray("subjectAltName=URI:spiffe://stanforis.example/console/ws-1,"
                                                 "URI:spiffe://stanforis.example/console/ws-2\n") +
                                          m_use
                                   << 23 << u"subjectAltName"_s;
        QTest::newRow("a host as well") << QByteArray("subjectAltName=URI:spiffe://stanforis.example/console/ws-1,"
                                                      "DNS:stanforis.example\n") +
                                               m_use
                                        << 23 << u"subjectAltName"_s;
        QTest::newRow("no console") << QByteArray("subjectAltName=URI:spiffe://stanforis.example/gateway/1\n") + m_use << 23
                                    << u"subjectAltName"_s;
        QTest::newRow("a server") << m_name + "extendedKeyUsage=serverAuth\n" << 23 << u"extendedKeyUsage"_s;
        QTest::newRow("a server as well") << m_name + "extendedKeyUsage=clientAuth,serverAuth\n" << 23 << u"extendedKeyUsage"_s;
        QTest::newRow("for anything") << m_name << 23 << u"extendedKeyUsage"_s;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(const QByteArray, extensions);
        QFETCH(const int, hours);
        QFETCH(const QString, what);
        const auto issued = issue(extensions, hours);
        QVERIFY2(!issued.certificate.isNull(), m_authority.problem.constData());
        QCOMPARE(refusal(issued, issued.key), what);
    }

    void anotherKeysIsRefused()
    {
        const auto issued = issue(m_name + m_use);
        const auto other = WorkstationKey::generate();
        QVERIFY(other);
        QCOMPARE(refusal(issued, other->pem()), u"another key"_s);
    }

    void anAuthorityIsNoWorkstation()
    {
        const auto from = QDateTime::currentDateTimeUtc();
        const auto issued =
            m_authority.issue(u"ws-1"_s, "basicConstraints=critical,CA:TRUE\n" + m_name + m_use,
                              from.toString(u"yyyyMMddHHmmss'Z'"_s), from.addSecs(3600).toString(u"yyyyMMddHHmmss'Z'"_s));
        QVERIFY2(!issued.certificate.isNull(), m_authority.problem.constData());
        QCOMPARE(refusal(issued, issued.key), u"extendedKeyUsage"_s);
    }
};

QTEST_GUILESS_MAIN(TestWorkstationKey)
#include "tst_workstationkey.moc"
