// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/consolerig.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds lifetime{6};

} // namespace

/// The platform hangs for longer than any token lives: connections stay open and nothing answers, as behind a cut cable.
class TestTokenGap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenThatExpiresInTheGapSignsNobodyOut()
    {
#ifndef Q_OS_UNIX
        QSKIP("Only a Unix system can make a process stand still.");
#else
        QTemporaryDir state;
        SimulatorProcess simulator;
        QVERIFY(simulator.start({u"--state"_s, state.path(), u"--token-lifetime"_s, QString::number(lifetime.count())}));
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(simulator)));
        rig.build(simulator.newCode());
        QVERIFY(rig.signIn(u"nv-48707314-maripuu"_s));
        const SectorId sector(u"energy"_s);
        const auto ask = [&] {
            return await<Sector>([&](QObject *context, auto reply) { rig.link->catalogue().sector(context, sector, reply); });
        };
        const auto before = ask();
        QVERIFY2(before, before ? "" : qPrintable(before.error().detail));
        QList<SeriesKey> keys;
        for (const auto &kpi : before->kpis)
            keys.append(kpi.key);
        qsizetype batches = 0;
        const auto watch = rig.link->telemetry().subscribe(sector, SeriesWish::all(keys), TelemetryPort::Route::Preferred,
                                                           [&batches](const TelemetryBatch &) { ++batches; });
        QTRY_VERIFY_WITH_TIMEOUT(batches >= 2, 10'000);

        QSignalSpy states(rig.session.get(), &SessionPort::stateChanged);
        const auto process = pid_t(simulator.process().processId());
        QCOMPARE(::kill(process, SIGSTOP), 0);
        const Instant stopped = rig.clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(rig.clock.now() > stopped + 2 * lifetime, 60'000);
        QVERIFY(rig.session->isOccupied()); // read only at worst
        QCOMPARE(::kill(process, SIGCONT), 0);

        const qsizetype known = batches;
        QTRY_VERIFY_WITH_TIMEOUT(batches >= known + 2, 30'000);
        const auto after = ask();
        QVERIFY2(after, after ? "" : qPrintable(after.error().detail));
        QCOMPARE(rig.session->state(), SessionState::Active);
        for (const auto &change : states)
            QVERIFY(change.first().value<SessionState>() == SessionState::Active ||
                    change.first().value<SessionState>() == SessionState::OfflineGrace);
#endif
    }
};

QTEST_GUILESS_MAIN(TestTokenGap)
#include "tst_tokengap.moc"
