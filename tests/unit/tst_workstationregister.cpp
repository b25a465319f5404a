// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/workstations/workstationregister.h"
#include "tests/support/platformfakes.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/pem.h>

using namespace Qt::StringLiterals;
using namespace stanforis;
using namespace stanforis::testing;
using namespace std::chrono_literals;

namespace {

QByteArray newRequest()
{
    const auto key = EcKey::generate();
    X509_REQ *request = X509_REQ_new();
    X509_REQ_set_pubkey(request, key->handle());
    X509_REQ_sign(request, key->handle(), EVP_sha256());
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509_REQ(bio, request);
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    const QByteArray pem(data, qsizetype(size));
    BIO_free_all(bio);
    X509_REQ_free(request);
    return pem;
}

QByteArray derOf(const WorkstationAuthority::Issued &issued) { return QSslCertificate(issued.pem, QSsl::Pem).toDer(); }

} // namespace

/// What depends on time: codes that end, certificates that are replaced.
class tst_WorkstationRegister : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    HandClock m_clock;
    std::unique_ptr<WorkstationAuthority> m_authority;
    std::unique_ptr<WorkstationStore> m_store;
    std::unique_ptr<WorkstationRegister> m_register;

    void open()
    {
        m_register.reset();
        m_store = std::make_unique<WorkstationStore>();
        QVERIFY(m_store->open(m_folder.filePath(u"workstations.sqlite"_s)));
        m_register = std::make_unique<WorkstationRegister>(*m_store, *m_authority, 24h, m_clock);
    }
    [[nodiscard]] Result<WorkstationAuthority::Issued> enrol() { return m_register->enrol(*m_register->newCode(), newRequest()); }

private Q_SLOTS:
    void initTestCase()
    {
        auto authority = WorkstationAuthority::open(m_folder.path(), u"test.example"_s, m_clock.now());
        QVERIFY(authority);
        m_authority = std::make_unique<WorkstationAuthority>(std::move(*authority));
    }
    void init() { open(); }

    void aCodeEnds()
    {
        const auto code = m_register->newCode();
        const auto late = m_register->newCode();
        m_clock.time += WorkstationRegister::codeLife - 1s;
        QVERIFY(m_register->enrol(*code, newRequest()));
        m_clock.time += 1s;
        const auto refused = m_register->enrol(*late, newRequest());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::PermissionDenied);
        QVERIFY(refused.error().detail.contains(u"too old"_s));
    }

    void aCertificateIsForADayAtMost()
    {
        const auto issued = enrol();
        QVERIFY(issued->until - issued->from <= 24h);
        const auto der = derOf(*issued);
        QVERIFY(m_register->peerOf(der));
        m_clock.time += 24h;
        QVERIFY(!m_register->peerOf(der));
    }

    void theFirstUseOfANewerOneEndsTheOlder()
    {
        const auto first = enrol();
        const auto peer = m_register->peerOf(derOf(*first));
        m_clock.time += 12h;
        const auto second = m_register->renew(*peer, newRequest());
        QVERIFY(second);
        m_clock.time += 1h;
        QVERIFY(m_register->peerOf(derOf(*first))); // its answer may have been lost: nothing was used yet
        const auto renewed = m_register->peerOf(derOf(*second));
        QVERIFY(renewed);
        QCOMPARE(renewed->workstation, peer->workstation);
        QVERIFY(renewed->thumbprint != peer->thumbprint);
        m_clock.time += WorkstationRegister::grace - 1s;
        QVERIFY(m_register->peerOf(derOf(*first)));
        m_clock.time += 1s;
        QVERIFY(!m_register->peerOf(derOf(*first)));
        QVERIFY(m_register->peerOf(derOf(*second)));
    }

    void revocationIsToldAndOutlivesARestart()
    {
        const auto issued = enrol();
        const auto other = enrol();
        const auto peer = m_register->peerOf(derOf(*issued));
        QSignalSpy revoked(m_register.get(), &Workstations::revoked);
        QVERIFY(m_register->revoke(peer->workstation));
        QCOMPARE(revoked.size(), 1);
        QCOMPARE(m_register->revoke(u"spiffe://test.example/console/nobody"_s).error().code, Error::Code::NotFound);
        open();
        QVERIFY(!m_register->peerOf(derOf(*issued)));
        QVERIFY(m_register->peerOf(derOf(*other)));
    }

    void aCertificateThatIsNotInTheRegisterIsNone()
    {
        // By the right authority, but never issued here.
        const auto stray = m_authority->issue(newRequest(), m_authority->idOf(u"ws-stray"_s), m_clock.now(), 24h);
        QVERIFY(stray);
        QVERIFY(!m_register->peerOf(derOf(*stray)));
        QVERIFY(!m_register->peerOf({}));
        QVERIFY(!m_register->peerOf("garbage"));
    }
};

QTEST_GUILESS_MAIN(tst_WorkstationRegister)
#include "tst_workstationregister.moc"
