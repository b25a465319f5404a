// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/catalogue/catalogue.h"
#include "app/platform/state/wire.h"
#include "app/platform/telemetry/historystore.h"
#include "app/platform/telemetry/telemetryhub.h"
#include "app/platform/telemetry/telemetrymethods.h"
#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::StringLiterals;
using namespace telemetry::v1;

namespace {

class FrameSink final : public Sink
{
public:
    bool send(const QByteArray &message) override
    {
        if (full)
            return false;
        Frame frame;
        if (!frame.ParseFromArray(message.constData(), int(message.size())))
            return false;
        frames.push_back(frame);
        return true;
    }
    void finish(const Error &) override {}

    std::vector<Frame> frames;
    bool full = false;
};

} // namespace

class TestTelemetryHub : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Catalogue> m_catalogue = Catalogue::load().value();
    SeriesDirectory m_directory{*m_catalogue};
    SystemClock m_clock;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<TelemetryHub> m_hub;
    Methods m_methods;
    Caller m_caller;

    void push(int count = 1)
    {
        for (int i = 0; i < count; ++i) {
            auto tick = std::make_shared<Tick>();
            tick->time = fromMicroseconds(qint64(m_hub->sequence() + 1) * 1'000'000);
            tick->values.assign(size_t(m_directory.size()), double(m_hub->sequence() + 1));
            m_hub->push(tick);
        }
    }
    [[nodiscard]] SubscribeRequest request() const
    {
        SubscribeRequest request;
        request.set_sector_id("energy");
        request.add_series_keys("energy/grid-balancing/demand");
        request.add_series_keys("energy/grid-balancing/reserve");
        return request;
    }
    [[nodiscard]] Result<std::unique_ptr<QObject>> subscribe(const SubscribeRequest &request, Sink &sink)
    {
        auto stream =
            m_methods["/stanforis.telemetry.v1.Telemetry/Subscribe"].stream(&m_caller, serializeMessage(request), &sink);
        QCoreApplication::processEvents();
        return stream;
    }

private Q_SLOTS:
    void init()
    {
        m_methods.clear();
        m_hub = std::make_unique<TelemetryHub>(m_directory, u"test"_s, m_clock);
        m_history = HistoryStore::open(m_directory, {}).value();
        addTelemetryMethods(m_methods, *m_hub, *m_history);
        m_caller.sector = SectorId(u"energy"_s);
    }
    void everyTickIsAFrameAndHandlesAreAnnouncedOnce()
    {
        FrameSink sink;
        push();
        const auto stream = subscribe(request(), sink).value();
        push(2);
        QCOMPARE(sink.frames.size(), 3u);
        QCOMPARE(sink.frames[0].announcements_size(), 2);
        QCOMPARE(sink.frames[0].announcements(1).series_key(), std::string("energy/grid-balancing/reserve"));
        QCOMPARE(sink.frames[0].announcements(1).unit(), std::string("MW"));
        QCOMPARE(sink.frames[1].announcements_size(), 0);
        QCOMPARE(sink.frames[2].sequence(), quint64(3));
        QCOMPARE(sink.frames[2].blocks_size(), 2);
        QCOMPARE(sink.frames[2].blocks(0).values(0), 3.0);
        QCOMPARE(sink.frames[2].simulated_by(), std::string("test"));
    }
    void streamWithoutATickSaysThatItIsAlive()
    {
        FrameSink sink;
        const auto stream = subscribe(request(), sink).value();
        QCOMPARE(sink.frames.size(), 1u);
        QCOMPARE(sink.frames[0].blocks_size(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(sink.frames.size() >= 2, 3000);
    }
    void resumeSendsWhatIsHeldAndCountsWhatIsNot()
    {
        FrameSink sink;
        push(400); // 300 are held: 101 to 400
        auto resumed = request();
        resumed.set_epoch(m_hub->epoch());
        resumed.set_resume_after(90);
        const auto stream = subscribe(resumed, sink).value();
        QCOMPARE(sink.frames.size(), 300u);
        QCOMPARE(sink.frames.front().missed(), quint64(10));
        QCOMPARE(sink.frames.front().sequence(), quint64(101));
        QCOMPARE(sink.frames.back().sequence(), quint64(400));
    }
    void anotherEpochStartsFromNow()
    {
        FrameSink sink;
        push(20);
        auto resumed = request();
        resumed.set_epoch("of an earlier run");
        resumed.set_resume_after(3);
        const auto stream = subscribe(resumed, sink).value();
        QCOMPARE(sink.frames.size(), 1u);
        QCOMPARE(sink.frames[0].sequence(), quint64(20));
        QCOMPARE(sink.frames[0].epoch(), m_hub->epoch());
    }
    void slowPeerFindsAHole()
    {
        FrameSink sink;
        push();
        const auto stream = subscribe(request(), sink).value();
        sink.full = true;
        push(2);
        sink.full = false;
        push();
        QCOMPARE(sink.frames.size(), 2u);
        QCOMPARE(sink.frames[1].sequence(), quint64(4));
    }
    void streamEndsWithItsObject()
    {
        FrameSink sink;
        auto stream = subscribe(request(), sink).value();
        stream.reset();
        push();
        QCOMPARE(sink.frames.size(), 1u);
    }
    void anotherSectorIsDeniedAndUnknownIsInvalid()
    {
        FrameSink sink;
        auto wrong = request();
        wrong.set_sector_id("health");
        QCOMPARE(subscribe(wrong, sink).error().code, Error::Code::PermissionDenied);
        wrong = request();
        wrong.add_series_keys("health/patient-registry/rate");
        QCOMPARE(subscribe(wrong, sink).error().code, Error::Code::PermissionDenied);
        wrong = request();
        wrong.add_series_keys("energy/no/such");
        QCOMPARE(subscribe(wrong, sink).error().code, Error::Code::Invalid);
        QVERIFY(sink.frames.empty());
    }
    void searchFindsByAllWordsInOneSector()
    {
        SearchSeriesRequest request;
        request.set_sector_id("energy");
        request.set_text("reserve hestmark");
        const auto &method = m_methods["/stanforis.telemetry.v1.Telemetry/SearchSeries"];
        auto response = parseMessage<SearchSeriesResponse>(*method.unary(&m_caller, serializeMessage(request)));
        QCOMPARE(response->total(), 1u);
        QCOMPARE(response->measures(0).series_key(), std::string("energy/hestmark/reserve"));
        request.set_text("");
        request.set_limit(5);
        response = parseMessage<SearchSeriesResponse>(*method.unary(&m_caller, serializeMessage(request)));
        QCOMPARE(response->measures_size(), 5);
        QVERIFY(response->total() > 100);
    }
};

QTEST_GUILESS_MAIN(TestTelemetryHub)
#include "tst_telemetryhub.moc"
