// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nodeconsole.h"

#include <QTcpServer>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// The console against a platform in another language that knows nothing but the contract: values are those of the files, and
/// neither a kill, a restart with other numbers, a cut nor garbage makes it lose or invent one.
class TestNodeServer final : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<NodeServer> m_server;
    std::unique_ptr<NodeConsole> m_console;
    Instant m_begin;
    Instant m_first;

    void begin(const QStringList &more, TelemetryPort::Route route)
    {
        m_begin = fromMicroseconds(toMilliseconds(SystemClock().now()) * 1000) - 2s;
        QVERIFY2(m_server->start(m_begin, more), qPrintable(m_server->problem));
        QVERIFY(m_console->enter(*m_server));
        m_console->follow(route);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->series.lastSample(loadKey), 10'000);
        m_first = m_console->series.lastSample(loadKey)->time + 1us;
    }

    /// Empty when the store holds exactly the file's rows from the first one that came to the last; else what is wrong.
    [[nodiscard]] QString compare(TimeRange without = {}) const
    {
        const Instant end = m_console->series.lastSample(loadKey)->time;
        for (const SeriesKey &key : {loadKey, quakeKey}) {
            std::uint32_t expected = 0;
            for (const Row &row : rowsOf(key, m_begin)) {
                if (row.time < m_first || row.time >= end || without.contains(row.time))
                    continue;
                ++expected;
                const auto sample = m_console->series.sampleAt(key, row.time);
                const QString place = u"%1 at +%2 us"_s.arg(key.value).arg((row.time - m_begin).count());
                if (!sample || sample->time != row.time)
                    return place + u" is missing"_s;
                if (sample->value != row.value)
                    return u"%1 is %2, the file has %3"_s.arg(place).arg(sample->value).arg(row.value);
            }
            std::uint32_t held = 0;
            for (const Column &column : m_console->series.columns(key, {m_first, end}, 1)) {
                if (column.time >= m_first && column.time < end)
                    held += column.count;
            }
            if (held != expected)
                return u"%1 has %2 samples, the file %3"_s.arg(key.value).arg(held).arg(expected);
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<NodeServer>();
        m_console = std::make_unique<NodeConsole>();
    }
    void cleanup()
    {
        m_console.reset();
        m_server.reset();
    }

    void valuesAreThoseOfTheFiles()
    {
        begin({}, TelemetryPort::Route::Preferred);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(m_first + 2s), 10'000);
        QCOMPARE(compare(), QString());
        QTRY_VERIFY_WITH_TIMEOUT(m_console->carries(Transport::Grpc), 40'000); // on a busy machine only at the second try
        QCOMPARE(m_console->connection.unreadable(), 0u);
        QCOMPARE(m_console->connection.dropped(), 0u);
        QTRY_VERIFY(m_console->connection.clock() && m_console->connection.clock()->uncertainty);
        QVERIFY(std::chrono::abs(m_console->connection.clock()->offset) <= *m_console->connection.clock()->uncertainty + 5ms);
    }

    void killedAndBackWithOtherNumbers()
    {
        begin({}, TelemetryPort::Route::Preferred);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(m_first + 1s), 10'000);
        m_server->kill();
        QTRY_COMPARE_WITH_TIMEOUT(m_console->state(Transport::WebSocket), LinkState::Waiting, 5000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->carries(Transport::Grpc) && !m_console->carries(Transport::WebSocket), 5000);
        QVERIFY(m_console->connection.nextAttempt()); // what the banner counts down to
        const Instant killed = m_console->clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->clock.now() > killed + 1500ms, 5000); // rows the console can only read from history
        QVERIFY2(m_server->start(m_begin), qPrintable(m_server->problem));
        const Instant back = m_console->clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(back), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(compare(), QString(), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_console->state(Transport::WebSocket), LinkState::Connected, 30'000);
        QCOMPARE(m_console->connection.dropped(), 0u);
    }

    void holeThatHistoryCannotFillStaysAHole()
    {
        begin({}, TelemetryPort::Route::Preferred);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(m_first + 500ms), 10'000);
        m_server->kill();
        const Instant killed = m_console->clock.now();
        const TimeRange gone{killed + 500ms, killed + 1s};
        QTRY_VERIFY_WITH_TIMEOUT(m_console->clock.now() > gone.to + 500ms, 5000);
        const QString forget = QString::number(toMicroseconds(gone.from)) + u',' + QString::number(toMicroseconds(gone.to));
        QVERIFY2(m_server->start(m_begin, {u"--forget"_s, forget}), qPrintable(m_server->problem));
        const Instant back = m_console->clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(back), 30'000);
        // All the others are there, and nothing was put where nobody knows what was.
        QTRY_VERIFY_WITH_TIMEOUT(m_console->series.sampleAt(loadKey, gone.to + 100ms)->time >= gone.to, 10'000);
        for (const SeriesKey &key : {loadKey, quakeKey}) {
            const auto last = m_console->series.sampleAt(key, gone.to - 1us); // none: the value before is too old to stand for it
            QVERIFY(!last || last->time < gone.from);
        }
    }

    void cutAndResumed_data()
    {
        QTest::addColumn<std::chrono::seconds>("length");
        QTest::newRow("beyond what the server holds") << 5s;
        QTest::newRow("a minute") << 60s; // and through the longer waits between attempts
    }
    void cutAndResumed()
    {
        QFETCH(std::chrono::seconds, length);
        begin({u"--held"_s, u"5"_s}, TelemetryPort::Route::Preferred); // a second of frames
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(m_first + 1s), 10'000);
        m_server->freeze();
        const Instant frozen = m_console->clock.now();
        QTRY_COMPARE_WITH_TIMEOUT(m_console->state(Transport::WebSocket), LinkState::Waiting, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->carries(Transport::Grpc) && !m_console->carries(Transport::WebSocket), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->clock.now() > frozen + length, 70'000);
        m_server->resume();
        const Instant back = m_console->clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(back), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(compare(), QString(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_console->state(Transport::WebSocket), LinkState::Connected, 40'000);
    }

    void garbage_data()
    {
        QTest::addColumn<bool>("grpc");
        QTest::newRow("gRPC") << true;
        QTest::newRow("WebSocket") << false;
    }
    void garbage()
    {
        QFETCH(bool, grpc);
        const Transport transport = grpc ? Transport::Grpc : Transport::WebSocket;
        begin({}, grpc ? TelemetryPort::Route::Preferred : TelemetryPort::Route::UserChannel);
        quint64 unreadable = 0;
        for (const char *kind : {"garbage", "reordered", "hostile", "garbage"}) {
            m_server->command(kind);
            const Instant now = m_console->clock.now();
            QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(now + 400ms), 10'000);
            QTRY_VERIFY_WITH_TIMEOUT(m_console->carries(transport),
                                     40'000); // the stream goes on, or comes back on a busy machine
            if (qstrcmp(kind, "reordered") != 0)
                QTRY_VERIFY(m_console->connection.unreadable() > unreadable); // said in the status bar
            unreadable = m_console->connection.unreadable();
        }
        QCOMPARE(compare(), QString());
        QVERIFY(!m_console->series.lastSample(SeriesKey(u"finance/secret/rate"_s)));
        QCOMPARE(unreadable, 4u + 10u + 4u);

        // More than a message may have: that connection is over, another goes on where it ended. On a busy machine the long
        // message may look like silence first, which ends it as well; then it is sent again.
        for (int attempt = 0; attempt < 3 && m_console->connection.unreadable() == unreadable; ++attempt) {
            QTRY_VERIFY_WITH_TIMEOUT(m_console->carries(transport), 40'000);
            m_server->command("oversized");
            QTRY_VERIFY_WITH_TIMEOUT(!m_console->carries(transport), 20'000);
            const Instant broken = m_console->clock.now();
            QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(broken), 30'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(compare(), QString(), 10'000);
        QVERIFY(m_console->connection.unreadable() > unreadable);
        if (grpc)
            return;
        m_server->command("envelope");
        QTRY_COMPARE_WITH_TIMEOUT(m_console->state(Transport::WebSocket), LinkState::Waiting, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_console->state(Transport::WebSocket), LinkState::Connected, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->carries(transport), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(compare(), QString(), 10'000);
    }

    void wayBackFromTheUserChannelToGrpc()
    {
        QTcpServer free; // finds a port that nobody has
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QString port = QString::number(free.serverPort());
        free.close();
        begin({u"--no-grpc"_s, u"--grpc-port"_s, port}, TelemetryPort::Route::Preferred);
        QTRY_VERIFY_WITH_TIMEOUT(m_console->carries(Transport::WebSocket), 10'000);
        QCOMPARE(m_console->state(Transport::Grpc), LinkState::Waiting);
        m_server->command("grpc");
        QTRY_VERIFY_WITH_TIMEOUT(m_console->carries(Transport::Grpc) && !m_console->carries(Transport::WebSocket), 40'000);
        const Instant changed = m_console->clock.now();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->hasValuesAfter(changed), 10'000);
        QCOMPARE(compare(), QString());
        QCOMPARE(m_console->state(Transport::WebSocket), LinkState::Connected);
    }
};

QTEST_GUILESS_MAIN(TestNodeServer)
#include "tst_nodeserver.moc"
