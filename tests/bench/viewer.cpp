// SPDX-License-Identifier: GPL-3.0-or-later
// The product's way from the wire to the picture, watched: gRPC, frame reader, store, a wall of plots on the frame clock.
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"
#include "tests/bench/wall.h"

#include "app/link/decode/framereader.h"
#include "app/link/grpcchannel.h"
#include "app/link/transportmonitor.h"
#include "models/telemetry/seriesstore.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <cstdlib>

namespace stanforis::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Counts from `begin()` on.
class Viewer final : public QObject
{
public:
    Viewer(const QString &endpoint, const QByteArray &trust, Duration window)
        : m_monitor(m_clock)
        , m_channel(endpoint, trust, m_revocations.path(), m_monitor)
        , m_wall(m_store, window, m_clock)
        , m_watch(&m_wall, [this] { painted(); })
    {
        connect(&m_wall, &Wall::followed, this, [this] {
            m_inPaint.insert(m_inPaint.end(), m_stored.begin(), m_stored.end());
            m_stored.clear();
        });
    }

    void show() { m_wall.show(); }
    void hide() { m_wall.hide(); }

    void open()
    {
        auto decode = [this, reader = std::make_shared<FrameReader>()](std::string_view bytes) -> Delivery {
            auto frame = reader->read(bytes);
            if (!frame)
                return [this] { ++m_unreadable; };
            const std::shared_ptr<DecodedFrame> &decoded = *frame;
            m_skipped += decoded->skippedBlocks;
            return {[this, decoded] { take(*decoded); }, decoded->values};
        };
        telemetry::v1::SubscribeRequest request;
        request.set_sector_id("energy");
        m_call = m_channel.open("/stanforis.telemetry.v1.Telemetry/Subscribe",
                                QByteArray::fromStdString(request.SerializeAsString()), {}, std::move(decode), Backlog::Newest);
        connect(m_call.get(), &StreamCall::finished, this, [](const Error &error) {
            std::fputs(qPrintable(u"the stream ended: "_s + error.detail), stderr);
            QCoreApplication::exit(1);
        });
    }

    void begin()
    {
        m_latencies.clear();
        m_frames = 0;
        m_samples = 0;
        m_lost = 0;
        m_began = steadyMicroseconds();
        m_beganAt = m_clock.now();
        m_cpu = cpuMilliseconds();
        m_woken = wakeUps(QCoreApplication::applicationPid());
    }

    [[nodiscard]] QJsonObject result() const
    {
        const double seconds = static_cast<double>(steadyMicroseconds() - m_began) / 1e6;
        const qint64 self = QCoreApplication::applicationPid();
        return {
            {u"seconds"_s, seconds},
            {u"p50_ms"_s, percentile(m_latencies, 0.5)},
            {u"p99_ms"_s, percentile(m_latencies, 0.99)},
            {u"batches"_s, static_cast<double>(m_latencies.size())},
            {u"lost"_s, m_lost},
            {u"unreadable"_s, m_unreadable + m_skipped},
            {u"frames"_s, m_frames},
            {u"samples"_s, m_samples},
            {u"cpu_ms"_s, cpuMilliseconds() - m_cpu},
            {u"wakeups_per_s"_s, (wakeUps(self) - m_woken) / seconds},
            {u"memory_mb"_s, treeMemory(self) / 1e6},
        };
    }

private:
    void take(const DecodedFrame &frame)
    {
        if (m_sequence != 0 && frame.sequence != m_sequence + 1)
            m_lost += static_cast<double>(frame.sequence - m_sequence - 1);
        m_sequence = frame.sequence;
        for (const SampleBlock &block : frame.batch.blocks)
            m_samples += static_cast<double>(block.size());
        m_store.append(frame.batch.blocks);
        m_stored.push_back(frame.batch.sent);
        m_wall.wake();
    }

    void painted()
    {
        const Instant now = m_clock.now();
        for (const Instant sent : m_inPaint) {
            if (sent >= m_beganAt)
                m_latencies.push_back(static_cast<double>((now - sent).count()) / 1e3);
        }
        m_inPaint.clear();
        ++m_frames;
        m_wall.notePainted();
    }

    SystemClock m_clock;
    SeriesStore m_store;
    TransportMonitor m_monitor;
    QTemporaryDir m_revocations; ///< empty: the source takes nothing back
    GrpcChannel m_channel;
    Wall m_wall;
    PaintWatch m_watch;
    std::unique_ptr<StreamCall> m_call;

    std::vector<Instant> m_stored;  ///< when the batches were sent that no plot has taken yet
    std::vector<Instant> m_inPaint; ///< those the plots have taken
    std::vector<double> m_latencies;
    quint64 m_sequence = 0;
    qint64 m_began = 0;
    Instant m_beganAt;
    double m_cpu = 0;
    double m_woken = 0;
    double m_samples = 0;
    double m_lost = 0;
    int m_unreadable = 0;
    std::atomic<int> m_skipped = 0; ///< blocks, counted where they are decoded
    int m_frames = 0;
};

/// ENDPOINT TRUST WINDOW_MS WARM_UP_MS MEASURE_MS [hidden]
int run(const QStringList &arguments)
{
    Viewer viewer(arguments.value(0), arguments.value(1).toLatin1(), std::chrono::milliseconds(arguments.value(2).toInt()));
    viewer.show();
    viewer.open();
    if (arguments.value(5) == u"hidden"_s)
        QTimer::singleShot(1s, &viewer, [&viewer] { viewer.hide(); });
    const int warmUp = arguments.value(3).toInt();
    QTimer::singleShot(warmUp, &viewer, [&viewer] { viewer.begin(); });
    QTimer::singleShot(warmUp + arguments.value(4).toInt(), &viewer, [&viewer] {
        answer(viewer.result());
        std::fflush(nullptr);
        std::_Exit(0); // the stream need not be closed in good order, and the store need not be emptied
    });
    return QCoreApplication::exec();
}

} // namespace

Part viewerPart() { return {u"viewer"_s, run}; }

} // namespace stanforis::bench
