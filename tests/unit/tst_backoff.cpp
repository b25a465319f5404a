// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/backoff.h"
#include "models/core/mailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace stanforis;

class TestBackoff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pausesGrowToThirtySeconds()
    {
        Backoff backoff;
        for (const int seconds : {1, 2, 5, 10, 30, 30, 30})
            QCOMPARE(backoff.next(0.5).count(), seconds * 1000);
        backoff.reset();
        QCOMPARE(backoff.next(0.0).count(), 800);
        QVERIFY(backoff.next(0.99).count() <= 2400);
    }

    void mailboxRingsOncePerEmptying()
    {
        int rings = 0;
        Mailbox<int> box({3}, [&rings] { ++rings; });
        for (int i = 0; i < 5; ++i)
            box.put(i);
        QCOMPARE(rings, 1);
        QCOMPARE(box.takeDropped(), 2u);
        QCOMPARE(box.takeDropped(), 0u);
        QCOMPARE(box.take(), (std::deque<int>{2, 3, 4}));
        box.put(9);
        QCOMPARE(rings, 2);
        box.close();
        box.put(10);
        QCOMPARE(rings, 2);
        QVERIFY(box.take().empty());
    }

    void mailboxIsBoundedByWeight()
    {
        Mailbox<int> box({100, 10}, [] {});
        for (int i = 0; i < 4; ++i)
            box.put(i, 4);
        QCOMPARE(box.takeDropped(), 8u);
        QCOMPARE(box.take(), (std::deque<int>{2, 3}));
        box.put(1, 2);
        box.put(2, 50); // heavier than the box holds: taken all the same, alone
        QVERIFY(box.isFull());
        QCOMPARE(box.takeDropped(), 2u);
        QCOMPARE(box.take(), (std::deque<int>{2}));
    }

    void mailboxThatKeepsLetsNothingGo()
    {
        Mailbox<int> box(
            {2}, [] {}, Overflow::Keep);
        for (int i = 0; i < 4; ++i)
            box.put(i);
        QVERIFY(box.isFull());
        QCOMPARE(box.takeDropped(), 0u);
        QCOMPARE(box.take(), (std::deque<int>{0, 1, 2, 3}));
        QVERIFY(!box.isFull());
    }

    void mailboxKeepsOrderAcrossThreads()
    {
        std::atomic<int> rings = 0;
        Mailbox<int> box({100'000}, [&rings] { ++rings; });
        std::thread writer([&box] {
            for (int i = 0; i < 50'000; ++i)
                box.put(i);
        });
        int expected = 0;
        while (expected < 50'000) {
            for (const int item : box.take())
                QCOMPARE(item, expected++);
        }
        writer.join();
        QVERIFY(rings >= 1);
        QCOMPARE(box.takeDropped(), 0u);
    }
};

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
