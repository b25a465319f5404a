// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/platformclient.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stanforis::test;

/// One-time codes of the real simulator.
class tst_Enrolment : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    SimulatorProcess m_simulator;
    std::unique_ptr<PlatformClient> m_bare;

    [[nodiscard]] PlatformClient::Reply enrol(const QString &code, const QByteArray &request)
    {
        const QJsonObject asked{{u"code"_s, code}, {u"csr"_s, QString::fromLatin1(request)}};
        return m_bare->post(u"/workstations/enrol"_s, "application/json", QJsonDocument(asked).toJson());
    }
    [[nodiscard]] static QByteArray newRequest() { return TestWorkstation::requestFor(TestWorkstation::newKey()); }

private Q_SLOTS:
    void init()
    {
        QVERIFY2(m_simulator.start({u"--state"_s, m_state.path()}), m_simulator.errorOutput());
        m_bare = std::make_unique<PlatformClient>(m_simulator, TestWorkstation());
    }
    void cleanup() { QVERIFY(m_simulator.stop()); }

    void aCodeWorksOnceAndForItsKeyAgain()
    {
        const auto code = m_simulator.newCode();
        const auto request = newRequest();
        QCOMPARE(enrol(code, request).status, 200);
        QCOMPARE(enrol(code, request).status, 200); // suppose the first answer never arrived
        const auto other = enrol(code, newRequest());
        QCOMPARE(other.status, 403);
        QCOMPARE(other.json()["code"_L1].toInt(), 7);
        QVERIFY(other.json()["message"_L1].toString().contains(u"has been used"_s));
    }

    void itIsReadAsAPersonWritesIt()
    {
        auto code = m_simulator.newCode();
        QCOMPARE(enrol(u' ' + code.toLower().replace(u'-', u' ') + u' ', newRequest()).status, 200);
    }

    void aBadRequestDoesNotCostTheCode_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("garbage") << QByteArray("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n");
        QTest::newRow("large") << QByteArray(20'000, 'a');
        auto changed = newRequest();
        const auto position = changed.indexOf('\n', 200) - 10;
        changed[position] = changed[position] == 'A' ? 'B' : 'A';
        QTest::newRow("signature does not hold") << changed;
        QProcess rsa;
        rsa.start(u"openssl"_s, {u"req"_s, u"-new"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, u"/dev/null"_s,
                                 u"-subj"_s, u"/CN=x"_s});
        QVERIFY(rsa.waitForFinished());
        QTest::newRow("RSA") << rsa.readAllStandardOutput();
    }
    void aBadRequestDoesNotCostTheCode()
    {
        QFETCH(QByteArray, request);
        const auto code = m_simulator.newCode();
        QCOMPARE(enrol(code, request).status, 400);
        QCOMPARE(enrol(code, newRequest()).status, 200);
    }

    void guessingIsStopped()
    {
        const auto request = newRequest();
        for (int guess = 0; guess < 10; ++guess)
            QCOMPARE(enrol(u"ABCD-ABCD-ABCD-%1"_s.arg(guess, 4, 10, QLatin1Char('A')), request).status, 401);
        const auto stopped = enrol(m_simulator.newCode(), request);
        QCOMPARE(stopped.status, 503);
        QVERIFY(stopped.json()["message"_L1].toString().contains(u"Too many"_s));
    }

    void codesAreNeitherKeptNorLogged()
    {
        const auto code = m_simulator.newCode();
        QCOMPARE(enrol(code, newRequest()).status, 200);
        const auto open = m_simulator.newCode();
        QVERIFY(m_simulator.stop());
        const auto log = m_simulator.errorOutput();
        for (const auto &secret : {code, open}) {
            const auto plain = QString(secret).remove(u'-').toLatin1();
            QVERIFY(!log.contains(secret.toLatin1()) && !log.contains(plain));
            for (QDirIterator files(m_state.path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto content = file.readAll();
                QVERIFY2(!content.contains(secret.toLatin1()) && !content.contains(plain), qPrintable(file.fileName()));
            }
        }
        init(); // for cleanup()
    }

    void workstationsAndRevocationsOutliveARestart()
    {
        const auto kept = m_simulator.enrolAnother();
        const auto revoked = m_simulator.enrolAnother();
        QVERIFY(m_simulator.command(u"revoke "_s + revoked.id).contains("revoked"_L1));
        QVERIFY(m_simulator.command(u"revoke spiffe://nobody"_s).contains("error"_L1));
        QVERIFY(m_simulator.stop());
        init();
        PlatformClient good(m_simulator, kept);
        PlatformClient bad(m_simulator, revoked);
        QCOMPARE(good.get(u"/api/nothing"_s).status, 405);
        QCOMPARE(bad.get(u"/api/nothing"_s).status, 401);
    }
};

QTEST_GUILESS_MAIN(tst_Enrolment)
#include "tst_enrolment.moc"
