// SPDX-License-Identifier: GPL-3.0-or-later
// Answers from history that tell more than was asked for, or never come to an end.
#include "app/link/caller.h"
#include "app/link/grpcchannel.h"
#include "app/link/telemetrylink.h"
#include "app/link/transportmonitor.h"
#include "app/link/trustanchor.h"
#include "app/link/userchannel.h"
#include "models/ports/httpport.h"
#include "models/ports/tokensource.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Answer = std::function<telemetry::v1::HistoryResponse(const telemetry::v1::HistoryRequest &)>;

/// Answers each question in a later turn of the event loop.
class AnsweringHttp final : public HttpPort
{
public:
    void send(QObject *context, const HttpRequest &request, Reply<HttpAnswer> reply) override
    {
        ++calls;
        telemetry::v1::HistoryRequest asked;
        asked.ParseFromArray(request.body.constData(), static_cast<int>(request.body.size()));
        const QByteArray body = QByteArray::fromStdString(answer(asked).SerializeAsString());
        QMetaObject::invokeMethod(
            context,
            [reply, body] {
                reply(HttpAnswer{200, {}, body});
            },
            Qt::QueuedConnection);
    }
    Answer answer;
    int calls = 0;
};

class OneToken final : public TokenSource
{
public:
    void token(QObject *context, const std::optional<SectorId> &, Reply<QString> reply) override
    {
        QMetaObject::invokeMethod(
            context, [reply] { reply(u"access"_s); }, Qt::QueuedConnection);
    }
    void stepUp(QObject *, const SignInDemand &, Reply<Done>) override {}
    void refuse(const QString &) override {}
};

const SeriesKey key{u"energy/grid/frequency"_s};
const Instant start = fromMicroseconds(1'700'000'000'000'000);

void addColumn(telemetry::v1::HistorySeries *series, std::int64_t time)
{
    series->add_time_us(time);
    series->add_minimum(1);
    series->add_maximum(1);
    series->add_first(1);
    series->add_last(1);
    series->add_count(1);
}

telemetry::v1::HistorySeries *seriesIn(telemetry::v1::HistoryResponse &response)
{
    auto *series = response.add_series();
    series->set_series_key(key.value.toStdString());
    series->set_interval_us(1000);
    return series;
}

} // namespace

class TelemetryLinkTest final : public QObject
{
    Q_OBJECT

    Result<QList<HistorySeries>> ask(TimeRange range, int columns)
    {
        Result<QList<HistorySeries>> answer = Error{Error::Code::TimedOut, {}};
        QEventLoop loop; // a thousand answers: waiting in steps would take a while
        m_link.history(this, {SectorId(u"energy"_s), {key}, range, columns}, [&](Result<QList<HistorySeries>> came) {
            answer = std::move(came);
            loop.quit();
        });
        QTimer::singleShot(30s, &loop, &QEventLoop::quit);
        loop.exec();
        return answer;
    }
    [[nodiscard]] quint64 counted() const { return m_monitor.state(Transport::Gateway).unreadable; }

    SystemClock m_clock;
    TransportMonitor m_monitor{m_clock};
    OneToken m_tokens;
    AnsweringHttp m_http;
    GrpcChannel m_grpc{u"127.0.0.1:1"_s, "none", {}, m_monitor}; // without revocation lists it is not used
    UserChannel m_channel{QUrl(u"wss://127.0.0.1:1"_s), TrustAnchor::system(), nullptr, m_tokens, m_monitor};
    Caller m_caller{m_grpc, m_http, u"https://127.0.0.1:1/api"_s, m_tokens};
    TelemetryLink m_link{m_caller, {m_grpc, m_channel, m_tokens, m_monitor}};

private Q_SLOTS:
    void init() { m_http.calls = 0; }

    void piecesAreJoined()
    {
        m_http.answer = [](const telemetry::v1::HistoryRequest &asked) {
            telemetry::v1::HistoryResponse response;
            addColumn(seriesIn(response), asked.from_us());
            if (asked.to_us() - asked.from_us() > 1'000'000)
                response.set_complete_to_us(asked.from_us() + 1'000'000);
            return response;
        };
        const quint64 before = counted();
        const auto answer = ask({start, start + 5s}, 0);
        QVERIFY(answer);
        QCOMPARE(answer->first().columns.size(), 5);
        QCOMPARE(answer->first().end, std::optional(start + 5s));
        QCOMPARE(m_http.calls, 5);
        QCOMPARE(counted(), before);
    }

    void anAnswerThatNeverEndsIsACountedError()
    {
        m_http.answer = [](const telemetry::v1::HistoryRequest &asked) {
            telemetry::v1::HistoryResponse response;
            addColumn(seriesIn(response), asked.from_us());
            response.set_complete_to_us(asked.from_us() + 1);
            return response;
        };
        const quint64 before = counted();
        const auto answer = ask({start, start + 1h}, 0);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::Malformed);
        QCOMPARE(m_http.calls, 1000);
        QCOMPARE(counted(), before + 1);
    }

    void anAnswerThatGoesBackEndsThere()
    {
        m_http.answer = [](const telemetry::v1::HistoryRequest &asked) {
            telemetry::v1::HistoryResponse response;
            addColumn(seriesIn(response), asked.from_us());
            response.set_complete_to_us(asked.from_us());
            return response;
        };
        QVERIFY(ask({start, start + 1h}, 0));
        QCOMPARE(m_http.calls, 1);
    }

    void whatWasNotAskedForIsACountedError_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("told");
        QTest::addColumn<qint64>("from"); // µs after the beginning
        QTest::newRow("one column too many") << 10 << 11 << qint64(0);
        QTest::newRow("too many samples") << 0 << 500'001 << qint64(0);
        QTest::newRow("before the range") << 10 << 3 << qint64(-1);
        QTest::newRow("behind the range") << 10 << 3 << qint64(3'600'000'000 - 2);
    }
    void whatWasNotAskedForIsACountedError()
    {
        QFETCH(const int, columns);
        QFETCH(const int, told);
        QFETCH(const qint64, from);
        m_http.answer = [&](const telemetry::v1::HistoryRequest &asked) {
            telemetry::v1::HistoryResponse response;
            auto *series = seriesIn(response);
            for (int i = 0; i < told; ++i)
                addColumn(series, asked.from_us() + from + i);
            return response;
        };
        const quint64 before = counted();
        const auto answer = ask({start, start + 1h}, columns);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::Malformed);
        QCOMPARE(counted(), before + 1);
    }

    void asMuchAsWasAskedForIsTaken()
    {
        m_http.answer = [](const telemetry::v1::HistoryRequest &asked) {
            telemetry::v1::HistoryResponse response;
            auto *series = seriesIn(response);
            for (int i = 0; i < 10; ++i)
                addColumn(series, asked.from_us() + i);
            return response;
        };
        const auto answer = ask({start, start + 1h}, 10);
        QVERIFY(answer);
        QCOMPARE(answer->first().columns.size(), 10);
    }
};

QTEST_GUILESS_MAIN(TelemetryLinkTest)
#include "tst_telemetrylink.moc"
