// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/sessionmachine.h"

#include <QTest>

#include <random>

using namespace stanforis;
using enum SessionState;
using Event = SessionEvent;

namespace {

constexpr std::array states{SignedOut, SigningIn, Active, Locked, StepUp, OfflineGrace, Expired};
constexpr std::array events{Event::SignInBegan, Event::SignInSucceeded, Event::SignInFailed,  Event::StepUpBegan,
                            Event::StepUpEnded, Event::LockAsked,       Event::ProviderLost,  Event::Renewed,
                            Event::Ended,       Event::SignedOut,       Event::SignedInLocked};

SessionMachine after(std::initializer_list<Event> happened)
{
    SessionMachine machine;
    for (const Event event : happened)
        machine.handle(event);
    return machine;
}

} // namespace

class TestSessionMachine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStateHasAWayOut()
    {
        for (const SessionState state : states) {
            const auto leaves = std::ranges::any_of(SessionMachine::transitions(),
                                                    [state](const auto &line) { return line.from == state && line.to != state; });
            QVERIFY2(leaves, qPrintable(QString::number(int(state))));
        }
    }

    void noPairOfStateAndEventIsDecidedTwice()
    {
        for (const SessionState state : states) {
            for (const Event event : events)
                QVERIFY(std::ranges::count_if(SessionMachine::transitions(),
                                              [&](const auto &line) { return line.from == state && line.event == event; }) <= 1);
        }
    }

    void lockIsLeftOnlyBySigningIn()
    {
        auto machine = after({Event::SignInBegan, Event::SignInSucceeded, Event::LockAsked});
        QCOMPARE(machine.state(), Locked);
        for (const Event event :
             {Event::Renewed, Event::StepUpEnded, Event::SignInSucceeded, Event::SignInFailed, Event::ProviderLost}) {
            QVERIFY(!machine.handle(event));
            QCOMPARE(machine.state(), Locked);
        }
        machine.handle(Event::SignInBegan);
        QVERIFY(machine.isCovered());
        machine.handle(Event::SignInFailed);
        QCOMPARE(machine.state(), Locked);
        machine.handle(Event::SignInBegan);
        machine.handle(Event::SignInSucceeded);
        QCOMPARE(machine.state(), Active);
    }

    void signInUnderALockNeverOpensTheWork()
    {
        QCOMPARE(after({Event::SignInBegan, Event::SignedInLocked}).state(), Locked);
        auto machine = after({Event::SignInBegan, Event::SignInSucceeded, Event::LockAsked, Event::SignInBegan});
        QVERIFY(machine.handle(Event::SignedInLocked));
        QVERIFY(machine.isCovered() && !machine.mayAct());
        QCOMPARE(machine.beneath(), Locked);
    }

    void sessionThatEndsDuringAnUnlockComesBackAsExpired()
    {
        auto machine = after({Event::SignInBegan, Event::SignInSucceeded, Event::LockAsked, Event::SignInBegan, Event::Ended});
        QCOMPARE(machine.state(), SigningIn);
        QCOMPARE(machine.beneath(), Expired);
        machine.handle(Event::SignInFailed);
        QCOMPARE(machine.state(), Expired);
    }

    void firstSignInThatFailsLeavesNobody()
    {
        const auto machine = after({Event::SignInBegan, Event::Ended, Event::SignInFailed});
        QCOMPARE(machine.state(), SignedOut);
        QVERIFY(!machine.isOccupied());
    }

    /// Whatever comes in whatever order.
    void randomEventsKeepTheRules_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void randomEventsKeepTheRules()
    {
        QFETCH(const unsigned, seed);
        std::mt19937 random(seed);
        SessionMachine machine;
        std::array<int, states.size()> met{};
        for (int i = 0; i < 20'000; ++i) {
            const SessionMachine before = machine;
            const Event event = events[random() % events.size()];
            const bool meant = machine.handle(event);
            ++met[std::size_t(machine.state())];
            if (!meant) {
                QCOMPARE(machine.state(), before.state());
                QCOMPARE(machine.beneath(), before.beneath());
            }
            QVERIFY(machine.state() == SigningIn || machine.beneath() == machine.state());
            QVERIFY(machine.beneath() == SignedOut || machine.beneath() == Locked || machine.beneath() == Expired ||
                    machine.state() != SigningIn);
            QCOMPARE(machine.mayAct(), machine.state() == Active);
            // The network alone signs nobody out and opens nothing.
            if (event == Event::ProviderLost || event == Event::Renewed) {
                QCOMPARE(machine.isOccupied(), before.isOccupied());
                QCOMPARE(machine.isCovered(), before.isCovered());
            }
            if (event == Event::SignedOut)
                QCOMPARE(machine.state(), SignedOut);
            else if (before.isOccupied())
                QVERIFY(machine.isOccupied());
            // What is covered is uncovered by a sign-in, or taken away.
            if (before.isCovered() && !machine.isCovered())
                QVERIFY(event == Event::SignInSucceeded || event == Event::SignedOut);
            if (event == Event::LockAsked && before.isOccupied())
                QVERIFY(machine.isCovered());
        }
        for (const int count : met)
            QVERIFY(count > 0);
    }
};

QTEST_APPLESS_MAIN(TestSessionMachine)
#include "tst_sessionmachine.moc"
