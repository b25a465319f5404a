// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/consolerig.h"
#include "tests/support/heldkeychain.h"

#include <QSignalSpy>
#include <QSslCertificate>

#include <grpc/support/log.h>

#include <atomic>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

/// The console's workstation identity against the real simulator.
class TestWorkstationIdentity : public QObject
{
    Q_OBJECT
private:
    const QString m_person = u"nv-48707314-maripuu"_s;
    const SectorId m_sector{u"energy"_s};

    [[nodiscard]] static const Workstation &of(const ConsoleRig &rig) { return rig.workstation->workstation(); }

private Q_SLOTS:
    void aWrongCodeIsToldAndAGoodOneEnrols()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build({});
        QCOMPARE(of(rig).phase, WorkstationPhase::NotEnrolled);
        QSignalSpy failed(rig.workstation.get(), &WorkstationPort::enrolmentFailed);
        rig.workstation->enrol(u"ABCD-ABCD-ABCD-ABCD"_s);
        QCOMPARE(of(rig).phase, WorkstationPhase::Enrolling);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::Unauthenticated);
        const auto code = simulator.newCode();
        rig.workstation->enrol(code);
        QTRY_VERIFY(rig.isEnrolled());
        QVERIFY(of(rig).id.startsWith(u"spiffe://simulator.stanforis.example/console/ws-"_s));
        QVERIFY(of(rig).renewal && *of(rig).renewal < of(rig).certificate.until);
        ConsoleRig second;
        QVERIFY(second.read(ConsoleRig::addressOf(simulator)));
        second.build({});
        QSignalSpy used(second.workstation.get(), &WorkstationPort::enrolmentFailed);
        second.workstation->enrol(code);
        QTRY_COMPARE(used.size(), 1);
        QCOMPARE(used[0][0].value<Error>().code, Error::Code::PermissionDenied);
        simulator.kill();
        second.workstation->enrol(u"ABCD-ABCD-ABCD-ABCD"_s);
        QTRY_COMPARE_WITH_TIMEOUT(used.size(), 2, 15'000);
        QCOMPARE(used[1][0].value<Error>().code, Error::Code::Unreachable);
    }

    void itsAuthorityGoesWithItSoThatTlsLooksForNoOther()
    {
        static std::atomic<int> complaints = 0;
        gpr_set_log_function([](gpr_log_func_args *said) { complaints += said->severity == GPR_LOG_SEVERITY_ERROR; });
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        const auto chain = QSslCertificate::fromData(rig.workstation->credential().certificate, QSsl::Pem);
        QCOMPARE(chain.size(), 2);
        QCOMPARE(chain[0].issuerDisplayName(), chain[1].subjectDisplayName());
        QVERIFY(rig.signIn(m_person));
        const auto sectors =
            await<QList<SectorSummary>>([&](QObject *context, auto reply) { rig.link->catalogue().sectors(context, reply); });
        QVERIFY(sectors);
        QTRY_COMPARE_WITH_TIMEOUT(rig.link->transports().state(Transport::Grpc).state, LinkState::Connected, 10'000);
        gpr_set_log_function(nullptr);
        QCOMPARE(complaints.load(), 0);
    }

    void itRenewsItselfAndNothingIsLost()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start({u"--certificate-lifetime"_s, u"12"_s}));
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QVERIFY(rig.isEnrolled());
        const auto id = of(rig).id;
        const auto first = of(rig).certificate.sha256;
        QVERIFY(rig.signIn(m_person));
        QSignalSpy states(rig.session.get(), &SessionPort::stateChanged);

        const auto sector =
            await<Sector>([&](QObject *context, auto reply) { rig.link->catalogue().sector(context, m_sector, reply); });
        QVERIFY2(sector, sector ? "" : qPrintable(sector.error().detail));
        const SeriesKey key = sector->kpis.first().key;
        std::vector<Instant> times;
        const auto watch = rig.link->telemetry().subscribe(m_sector, SeriesWish::all({key}), TelemetryPort::Route::Preferred,
                                                           [&](const TelemetryBatch &batch) {
                                                               for (const SampleBlock &block : batch.blocks) {
                                                                   for (std::size_t i = 0; i < block.size(); ++i)
                                                                       times.push_back(block.time(i));
                                                               }
                                                           });
        QList<LinkState> losses;
        connect(&rig.link->transports(), &TransportMonitor::changed, this, [&losses](const TransportState &state) {
            if (state.transport == Transport::WebSocket && state.state == LinkState::Waiting)
                losses.append(state.state);
        });
        // Over three certificates.
        QTRY_VERIFY_WITH_TIMEOUT(of(rig).renewed && of(rig).certificate.sha256 != first, 15'000);
        const auto second = of(rig).certificate.sha256;
        QTRY_VERIFY_WITH_TIMEOUT(of(rig).certificate.sha256 != second, 15'000);
        QCOMPARE(of(rig).id, id);
        const auto after = times.size();
        QTRY_VERIFY_WITH_TIMEOUT(times.size() > after + 3, 15'000);
        const auto again =
            await<Sector>([&](QObject *context, auto reply) { rig.link->catalogue().sector(context, m_sector, reply); });
        QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
        QCOMPARE(rig.session->state(), SessionState::Active);
        QVERIFY(states.isEmpty());
        QVERIFY(losses.isEmpty());
        std::ranges::sort(times);
        for (std::size_t i = 1; i < times.size(); ++i)
            QVERIFY2(times[i] - times[i - 1] <= std::chrono::milliseconds(1500), "a sample is missing"); // 1 Hz
    }

    void aRevokedOneIsToldAndStreamsEnd()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start({u"--certificate-lifetime"_s, u"8"_s}));
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QVERIFY(rig.signIn(m_person));
        QTRY_COMPARE(rig.link->transports().state(Transport::WebSocket).state, LinkState::Connected);
        QVERIFY(simulator.command(u"revoke "_s + of(rig).id).contains("revoked"_L1));
        QTRY_VERIFY(rig.link->transports().state(Transport::WebSocket).state != LinkState::Connected);
        QTRY_COMPARE_WITH_TIMEOUT(of(rig).phase, WorkstationPhase::NotEnrolled, 10'000);
        QVERIFY(of(rig).problem);
        QCOMPARE(of(rig).problem->code, Error::Code::Unauthenticated);
        rig.workstation->enrol(simulator.newCode()); // and back again
        QTRY_VERIFY(rig.isEnrolled());
    }

    void theKeychainSparesTheCode()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build({});
        HeldKeychain keychain;
        const QUrl url(rig.reached->profile.enrolmentUrl);
        QString id;
        {
            WorkstationKeeper keeper(*rig.http, url, u"here"_s, &keychain, rig.clock);
            keeper.start(simulator.newCode());
            QTRY_COMPARE(keeper.workstation().phase, WorkstationPhase::Enrolled);
            QTRY_VERIFY(keeper.workstation().kept);
            id = keeper.workstation().id;
        }
        QCOMPARE(keychain.held.size(), 1);
        {
            WorkstationKeeper keeper(*rig.http, url, u"here"_s, &keychain, rig.clock);
            keeper.start();
            QTRY_COMPARE(keeper.workstation().phase, WorkstationPhase::Enrolled);
            QCOMPARE(keeper.workstation().id, id);
        }
        {
            // A wallet that starts with the desktop may come later than the console.
            keychain.readsRefused = 1;
            WorkstationKeeper keeper(*rig.http, url, u"here"_s, &keychain, rig.clock);
            keeper.start();
            QTRY_COMPARE(keychain.readsRefused, 0);
            QCOMPARE(keeper.workstation().phase, WorkstationPhase::Looking);
            QTRY_COMPARE_WITH_TIMEOUT(keeper.workstation().phase, WorkstationPhase::Enrolled, 10'000);
            QCOMPARE(keeper.workstation().id, id);
        }
        {
            // Whoever has a code does not wait for it.
            keychain.readsRefused = 100;
            WorkstationKeeper keeper(*rig.http, url, u"there"_s, &keychain, rig.clock);
            keeper.start();
            QTRY_COMPARE(keychain.readsRefused, 99);
            keeper.enrol(simulator.newCode());
            QTRY_COMPARE(keeper.workstation().phase, WorkstationPhase::Enrolled);
            keychain.readsRefused = 0;
            QVERIFY(!QTest::qWaitFor([&keeper] { return keeper.workstation().phase != WorkstationPhase::Enrolled; }, 3000));
        }
        keychain.held.remove(u"workstation/there"_s);
        keychain.held.begin().value() = "garbage";
        WorkstationKeeper keeper(*rig.http, url, u"here"_s, &keychain, rig.clock);
        keeper.start();
        QTRY_COMPARE(keeper.workstation().phase, WorkstationPhase::NotEnrolled);
    }

    void aRenewedOneIsKeptBeforeItIsUsed()
    {
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build({});
        HeldKeychain keychain;
        WorkstationKeeper keeper(*rig.http, QUrl(rig.reached->profile.enrolmentUrl), u"here"_s, &keychain, rig.clock);
        QList<bool> keptFirst;
        connect(&keeper, &WorkstationKeeper::credentialChanged, this, [&](const WorkstationCredential &credential) {
            rig.http->setCredential(credential);
            keptFirst.append(keychain.held.value(u"workstation/here"_s).contains(credential.key));
        });
        keeper.start(simulator.newCode());
        QTRY_COMPARE(keeper.workstation().phase, WorkstationPhase::Enrolled);
        const auto first = keeper.workstation().certificate.sha256;
        keeper.renew();
        QTRY_VERIFY(keeper.workstation().certificate.sha256 != first);
        QCOMPARE(keptFirst, (QList{true, true}));
        QVERIFY(keeper.workstation().kept);
        // A keychain that does not take it keeps nobody waiting, and is asked again.
        keychain.storesRefused = 1;
        const auto second = keeper.workstation().certificate.sha256;
        keeper.renew();
        QTRY_VERIFY(keeper.workstation().certificate.sha256 != second);
        QVERIFY(!keeper.workstation().kept);
        QTRY_VERIFY_WITH_TIMEOUT(keeper.workstation().kept, 10'000);
        QVERIFY(keychain.held.value(u"workstation/here"_s).contains(keeper.credential().key));
    }
};

QTEST_GUILESS_MAIN(TestWorkstationIdentity)
#include "tst_workstation.moc"
