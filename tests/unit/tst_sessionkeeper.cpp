// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/provider/sessionkeeper.h"
#include "tests/support/platformfakes.h"

#include <QTemporaryDir>
#include <QTest>

using namespace stanforis;
using namespace stanforis::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// Refresh tokens, with a clock that is set by hand.
class TestSessionKeeper : public QObject
{
    Q_OBJECT
private:
    const QString m_workstation = u"spiffe://here/console/one"_s;
    QTemporaryDir m_folder;
    HandClock m_clock;
    std::unique_ptr<IdentityStore> m_store;
    std::unique_ptr<SessionKeeper> m_keeper;

    void start()
    {
        m_keeper.reset();
        m_store = std::make_unique<IdentityStore>();
        QVERIFY(m_store->open(m_folder.filePath(u"identity.db"_s)));
        m_keeper = std::make_unique<SessionKeeper>(*m_store, m_clock);
    }
    QByteArray begin()
    {
        const auto grant = m_keeper->begin(SubjectId(u"nv-1"_s), u"openid"_s, m_workstation);
        return grant ? grant->refreshToken : QByteArray();
    }
    QByteArray rotate(const QByteArray &token)
    {
        const auto grant = m_keeper->rotate(token, m_workstation);
        return grant ? grant->refreshToken : QByteArray();
    }

private Q_SLOTS:
    void init() { start(); }

    /// The answer may be lost for hours: a console that was killed before it could store it starts again the next time.
    void tokenOfBeforeIsTakenUntilItsSuccessorWasUsed()
    {
        const auto first = begin();
        QVERIFY(!rotate(first).isEmpty()); // lost
        m_clock.time += 3h;
        start(); // of the platform
        const auto second = rotate(first);
        QVERIFY(!second.isEmpty());
        m_clock.time += 1h;
        const auto third = rotate(second);
        QVERIFY(!third.isEmpty());
        QVERIFY(rotate(first).isEmpty()); // nobody who has a newer one needs it: a copy is about
        QVERIFY(rotate(third).isEmpty());
    }

    void tokenWhoseSuccessorWasUsedEndsTheSessionAtOnce()
    {
        const auto first = begin();
        const auto second = rotate(first);
        QVERIFY(!rotate(second).isEmpty());
        QVERIFY(rotate(first).isEmpty());
        QVERIFY(m_keeper->active().isEmpty());
    }

    void answerThatCameLateAfterAllIsNotForgiven()
    {
        const auto first = begin();
        const auto lost = rotate(first);
        const auto second = rotate(first);
        QVERIFY(!rotate(second).isEmpty());
        QVERIFY(rotate(lost).isEmpty());
        QVERIFY(m_keeper->active().isEmpty());
    }

    void anotherWorkstationEndsNothing()
    {
        const auto first = begin();
        QVERIFY(!m_keeper->rotate(first, u"spiffe://here/console/two"_s));
        QVERIFY(!rotate(first).isEmpty());
    }

    void nothingIsTakenAfterTheShift()
    {
        const auto first = begin();
        m_clock.time += SessionKeeper::shift + 1s;
        QVERIFY(rotate(first).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSessionKeeper)
#include "tst_sessionkeeper.moc"
