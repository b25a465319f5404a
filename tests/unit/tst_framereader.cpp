// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/decodeprofile.h"
#include "app/link/decode/framereader.h"
#include "app/link/rpcerrors.h"
#include "models/core/mailbox.h"
#include "models/ports/transactionport.h"

#include "stanforis/telemetry/v1/telemetry.pb.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <limits>
#include <thread>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;
namespace wire = stanforis::telemetry::v1;

class TestFrameReader : public QObject
{
    Q_OBJECT
private:
    static wire::Frame frame(quint64 sequence)
    {
        wire::Frame frame;
        frame.set_epoch("e");
        frame.set_sequence(sequence);
        frame.set_sent_us(static_cast<qint64>(sequence) * 1'000'000);
        auto *announcement = frame.add_announcements();
        announcement->set_handle(7);
        announcement->set_series_key("energy/grid/frequency");
        announcement->set_interval_us(1'000'000);
        auto *block = frame.add_blocks();
        block->set_handle(7);
        block->set_first_us(1000);
        block->add_values(50.0);
        block->add_values(49.9);
        block->add_delta_us(1'000'000);
        return frame;
    }
    static Result<DecodedFrame> read(const wire::Frame &frame)
    {
        const auto decoded = FrameReader().read(frame.SerializeAsString());
        return decoded ? Result<DecodedFrame>(**decoded) : Result<DecodedFrame>(decoded.error());
    }

private Q_SLOTS:
    void readsColumns()
    {
        const auto decoded = read(frame(3));
        QVERIFY(decoded);
        QCOMPARE(decoded->batch.blocks.size(), 1);
        const auto &block = decoded->batch.blocks.first();
        QCOMPARE(block.key.value, u"energy/grid/frequency"_s);
        QCOMPARE(block.size(), std::size_t(2));
        QCOMPARE(toMicroseconds(block.time(1)), 1'001'000);
        QCOMPARE(block.values[1], 49.9);
        QCOMPARE(block.sample(0).quality, Quality::Good);
    }

    void qualityRunsMustAddUp()
    {
        auto wired = frame(1);
        auto *run = wired.mutable_blocks(0)->add_quality();
        run->set_quality(wire::QualityRun::MAJOR);
        run->set_length(2);
        QCOMPARE(read(wired)->batch.blocks.first().sample(1).quality, Quality::Major);
        for (const quint32 length : {1u, 3u, 0u, 0xffffffffu}) {
            run->set_length(length);
            QCOMPARE(read(wired)->skippedBlocks, 1);
        }
    }

    void leavesOutBlocksThatCannotBeRead()
    {
        const auto skipped = [](auto change) {
            auto wired = frame(1);
            change(*wired.mutable_blocks(0));
            const auto decoded = read(wired);
            return decoded && decoded->skippedBlocks == 1 && decoded->batch.blocks.isEmpty();
        };
        QVERIFY(skipped([](wire::Block &block) { block.set_handle(8); }));
        QVERIFY(skipped([](wire::Block &block) { block.add_values(1); }));
        QVERIFY(skipped([](wire::Block &block) { block.set_values(0, std::numeric_limits<double>::quiet_NaN()); }));
        QVERIFY(skipped([](wire::Block &block) { block.set_values(1, std::numeric_limits<double>::infinity()); }));
        QVERIFY(skipped([](wire::Block &block) { block.set_delta_us(0, -1); }));
        QVERIFY(skipped([](wire::Block &block) { block.set_delta_us(0, std::numeric_limits<qint64>::max()); }));
        QVERIFY(skipped([](wire::Block &block) { block.set_first_us(-1); }));
        QVERIFY(skipped([](wire::Block &block) { block.set_first_us(25LL * 3600 * 1'000'000); })); // a day after it was sent
        QVERIFY(skipped([](wire::Block &block) {
            block.clear_values();
            block.clear_delta_us();
        }));
    }

    void regularTimeCostsNoTimes()
    {
        const auto regular = [](int count, qint64 step) {
            auto wired = frame(1);
            auto *block = wired.mutable_blocks(0);
            block->clear_delta_us();
            block->clear_values();
            block->set_step_us(step);
            for (int i = 0; i < count; ++i)
                block->add_values(i);
            return *read(wired);
        };
        const auto decoded = regular(1000, 500);
        const auto &block = decoded.batch.blocks.first();
        QVERIFY(block.times.empty());
        QCOMPARE(toMicroseconds(block.time(999)), 1000 + 999 * 500);
        QCOMPARE(block.values[999], 999.0);
        QCOMPARE(decoded.values, 1000u);
        QCOMPARE(regular(2, 0).skippedBlocks, 1);
        QCOMPARE(regular(2, -5).skippedBlocks, 1);
        QCOMPARE(regular(3, std::numeric_limits<qint64>::max()).skippedBlocks, 1);
        QCOMPARE(regular(1, 0).skippedBlocks, 0);
    }

    void onlyWhatWasAskedForComesThrough()
    {
        FrameReader reader({SeriesKey(u"energy/grid/load"_s)});
        const auto decoded = *reader.read(frame(1).SerializeAsString());
        QVERIFY(decoded->batch.blocks.isEmpty());
        QCOMPARE(decoded->skippedBlocks, 1);
    }

    void memoryOfAFrameThatWasLetGoIsUsedAgain()
    {
        auto wired = frame(1);
        auto *run = wired.mutable_blocks(0)->add_quality();
        run->set_length(2);
        run->set_quality(wire::QualityRun::MAJOR);
        FrameReader reader;
        auto irregular = *reader.read(wired.SerializeAsString());
        const DecodedFrame *place = irregular.get();
        const double *values = irregular->batch.blocks.constFirst().values.data();
        irregular->resumedAfter = 1;
        irregular->batch.hole = true;
        irregular.reset();

        wired = frame(2);
        wired.mutable_blocks(0)->clear_delta_us();
        wired.mutable_blocks(0)->set_step_us(5);
        const auto regular = *reader.read(wired.SerializeAsString());
        QCOMPARE(regular.get(), place);
        const SampleBlock &block = regular->batch.blocks.constFirst();
        QCOMPARE(block.values.data(), values);
        QVERIFY(block.times.empty() && block.quality.empty());
        QCOMPARE(toMicroseconds(block.time(1)), 1005);
        QCOMPARE(regular->sequence, quint64(2));
        QCOMPARE(regular->values, quint64(2));
        QVERIFY(!regular->resumedAfter && !regular->batch.hole);
    }

    void whatSomebodyHoldsIsLeftAlone()
    {
        FrameReader reader;
        const auto held = *reader.read(frame(1).SerializeAsString());
        auto wired = frame(2);
        wired.mutable_blocks(0)->set_values(0, 1);
        auto second = *reader.read(wired.SerializeAsString());
        QCOMPARE(held->batch.blocks.constFirst().values.front(), 50.0);

        const QList<SampleBlock> blocks = second->batch.blocks;
        second.reset();
        wired.set_sequence(3);
        wired.mutable_blocks(0)->set_values(0, 2);
        const auto third = *reader.read(wired.SerializeAsString());
        QCOMPARE(blocks.constFirst().values.front(), 1.0);
        QCOMPARE(third->batch.blocks.constFirst().values.front(), 2.0);
    }

    void aFrameOutlivesItsReader()
    {
        std::shared_ptr<DecodedFrame> held;
        {
            FrameReader reader;
            held = *reader.read(frame(1).SerializeAsString());
        }
        QCOMPARE(held->batch.blocks.constFirst().values.front(), 50.0);
    }

    void framesAreReadOnOneThreadAndLetGoOnAnother()
    {
        constexpr int frames = 500;
        using Held = std::shared_ptr<DecodedFrame>;
        Mailbox<Held> box(
            {8}, [] {}, Overflow::Keep);
        std::thread decoding([&box] {
            FrameReader reader;
            auto wired = frame(1);
            for (int i = 1; i <= frames; ++i) {
                wired.set_sequence(static_cast<quint64>(i));
                wired.mutable_blocks(0)->set_values(1, i);
                while (box.isFull())
                    std::this_thread::yield();
                box.put(*reader.read(wired.SerializeAsString()));
            }
        });
        quint64 seen = 0;
        bool right = true;
        while (seen < frames) {
            for (const Held &held : box.take()) {
                ++seen;
                right =
                    right && held->sequence == seen && held->batch.blocks.constFirst().values.back() == static_cast<double>(seen);
            }
            std::this_thread::yield();
        }
        decoding.join();
        QVERIFY(right);
    }

    void blocksThatAreLeftOutLeaveNothingBehind()
    {
        auto wired = frame(1);
        auto *unknown = wired.add_blocks(); // nobody announced it
        unknown->set_handle(8);
        unknown->add_values(1);
        *wired.add_blocks() = wired.blocks(0);
        wired.mutable_blocks(2)->set_values(1, 7);
        FrameReader reader;
        for (int i = 0; i < 3; ++i) {
            const auto decoded = *reader.read(wired.SerializeAsString());
            QCOMPARE(decoded->batch.blocks.size(), 2);
            QCOMPARE(decoded->skippedBlocks, 1);
            QCOMPARE(decoded->values, quint64(4));
            QCOMPARE(decoded->batch.blocks.at(1).values[1], 7.0);
        }
    }

    void oneLongFrameDoesNotKeepItsMemory()
    {
        FrameReader reader;
        auto wired = frame(1);
        wired.mutable_blocks(0)->clear_delta_us();
        wired.mutable_blocks(0)->set_step_us(1);
        for (int i = 0; i < 10'000; ++i)
            wired.mutable_blocks(0)->add_values(0.5);
        (void)reader.read(wired.SerializeAsString());
        const auto small = *reader.read(frame(2).SerializeAsString());
        QVERIFY(small->batch.blocks.constFirst().values.capacity() < 100);
    }

    void manySmallFieldsAreRefusedBeforeTheyCostMemory()
    {
        std::string bytes; // a block in two bytes, more of them than a frame may have
        for (int i = 0; i < 200'001; ++i)
            bytes += std::string("\x2a\x00", 2);
        QVERIFY(!FrameReader().read(bytes));
        QVERIFY(!FrameReader().read(std::string(FrameReader::largestFrame + 1, '\0')));
    }

    void largestFrameIsRead()
    {
        auto wired = frame(1);
        auto *block = wired.mutable_blocks(0);
        block->clear_delta_us();
        block->clear_values();
        block->set_step_us(1);
        for (int i = 0; i < FrameReader::mostValues; ++i)
            block->add_values(0.5);
        QCOMPARE(read(wired)->values, quint64(FrameReader::mostValues));
        block->add_values(1);
        QVERIFY(!read(wired));
    }

    void noBytesMakeItFail()
    {
        QRandomGenerator random(1);
        const auto good = frame(1).SerializeAsString();
        for (int i = 0; i < 5000; ++i) {
            auto bytes = good.substr(0, random.bounded(static_cast<quint32>(good.size())) + 1);
            bytes[random.bounded(static_cast<quint32>(bytes.size()))] = static_cast<char>(random.bounded(256));
            FrameReader reader;
            (void)reader.read(bytes);
        }
        QVERIFY(!FrameReader().read(std::string("\xff\xff\xff")));
    }

    void sequenceTellsHolesAndRepeats()
    {
        SequenceTracker tracker;
        auto first = *read(frame(5));
        QVERIFY(tracker.place(first));
        QVERIFY(!first.batch.hole);
        auto next = *read(frame(6));
        QVERIFY(tracker.place(next));
        QVERIFY(!next.batch.hole);
        auto again = *read(frame(6));
        QVERIFY(!tracker.place(again));
        auto later = *read(frame(9));
        QVERIFY(tracker.place(later));
        QVERIFY(later.batch.hole);
        QVERIFY(later.batch.missing.from < fromMicroseconds(6'000'000));
        QCOMPARE(later.batch.missing.to, fromMicroseconds(9'000'000));
        auto wired = frame(1);
        wired.set_epoch("f");
        wired.set_sent_us(12'000'000);
        auto restarted = *read(wired);
        QVERIFY(tracker.place(restarted));
        QVERIFY(restarted.batch.hole);
        QCOMPARE(tracker.sequence(), 1u);
    }

    void resumedSamplesMakeTheHoleNotTheTimeOfSending()
    {
        const auto burst = [](quint64 sequence, qint64 second) { // sent now, measured then
            auto wired = frame(sequence);
            wired.set_sent_us(1'000'000'000);
            wired.mutable_blocks(0)->set_first_us(second * 1'000'000);
            return *read(wired);
        };
        SequenceTracker tracker;
        auto first = burst(1, 100);
        auto second = burst(2, 102);
        auto fourth = burst(4, 106);
        QVERIFY(tracker.place(first) && tracker.place(second) && tracker.place(fourth));
        QVERIFY(fourth.batch.hole);
        QVERIFY(fourth.batch.missing.contains(fromMicroseconds(104'000'000)));
    }

    void numbersThatBeginAnewWithoutANewEpochAreSeenAtTheFirstFrame()
    {
        SequenceTracker tracker;
        auto before = *read(frame(900));
        QVERIFY(tracker.place(before));
        auto repeated = *read(frame(3));
        QVERIFY(!tracker.place(repeated)); // in the middle of a call it is an old one
        auto anew = *read(frame(3));
        anew.resumedAfter = 900;
        QVERIFY(tracker.place(anew));
        QCOMPARE(tracker.sequence(), 3u);
    }

    void violationsArriveFromEveryDoor()
    {
        const auto overGrpc = errorFromRpc(3, u"Two fields need another value.\npower: at most 100 MW\nunit: choose one"_s);
        const auto overHttps =
            errorFromHttp(400, "{\"code\":3,\"message\":\"x\",\"violations\":[{\"fieldId\":\"power\","
                               "\"description\":\"at most 100 MW\"},{\"fieldId\":\"unit\",\"description\":\"choose one\"}]}");
        for (const auto &error : {overGrpc, overHttps}) {
            QCOMPARE(error.code, Error::Code::Invalid);
            const auto violations = remoteViolations(error);
            QCOMPARE(violations.size(), 2);
            QCOMPARE(violations[0].field, u"power"_s);
            QCOMPARE(violations[1].description, u"choose one"_s);
        }
        QCOMPARE(errorFromHttp(403, "<html>").code, Error::Code::PermissionDenied);
        QCOMPARE(errorFromRpc(16, {}).code, Error::Code::Unauthenticated);
    }

    void profileIsReadStrictly()
    {
        const auto address = *PlatformAddress::parse(u"https://127.0.0.1:8443"_s);
        const QJsonObject good{{u"version"_s, 1},
                               {u"contract"_s, u"v1"_s},
                               {u"name"_s, u"N"_s},
                               {u"platform"_s, u"P"_s},
                               {u"mode"_s, u"simulation"_s},
                               {u"issuer"_s, u"https://127.0.0.1:8443/id"_s},
                               {u"grpc_endpoint"_s, u"127.0.0.1:9443"_s},
                               {u"websocket_url"_s, u"wss://127.0.0.1:8443/channel"_s},
                               {u"api_base"_s, u"https://127.0.0.1:8443/api"_s},
                               {u"platform_resource"_s, u"https://127.0.0.1:8443/api"_s},
                               {u"sector_resource_prefix"_s, u"https://127.0.0.1:8443/api/sectors/"_s},
                               {u"receipt_jwks_uri"_s, u"https://127.0.0.1:8443/api/receipt-keys"_s},
                               {u"enrolment_url"_s, u"https://127.0.0.1:8443/workstations/enrol"_s},
                               {u"trust_list_url"_s, u"https://127.0.0.1:8443/.well-known/stanforis-trust-list"_s},
                               {u"trust_anchors"_s, QJsonArray()},
                               {u"client_id"_s, u"c"_s}};
        const auto decode = [&address](const QJsonObject &object) {
            return decodeProfile(address, QJsonDocument(object).toJson());
        };
        QVERIFY(decode(good));
        QCOMPARE(decode(good)->mode, Mode::Simulation);
        for (const auto &name : good.keys()) {
            auto missing = good;
            missing.remove(name);
            QVERIFY2(!decode(missing), qPrintable(name));
            auto wrong = good;
            wrong.insert(name, QJsonObject());
            QVERIFY2(!decode(wrong), qPrintable(name));
        }
        for (const auto &name : {u"issuer"_s, u"api_base"_s, u"receipt_jwks_uri"_s}) {
            for (const auto &value : {u"http://127.0.0.1:8443/id"_s, u"https://elsewhere.example/id"_s, u"file:///etc"_s}) {
                auto wrong = good;
                wrong.insert(name, value);
                QVERIFY2(!decode(wrong), qPrintable(name));
            }
        }
        QVERIFY(!decodeProfile(address, "<html>hello</html>"));

        QCOMPARE(decode(good)->timeZone, QString()); // need not be stated
        auto zoned = good;
        for (const auto &zone : {u"Europe/Tallinn"_s, u"America/Argentina/Buenos_Aires"_s, u"Etc/GMT+12"_s, u"UTC"_s}) {
            zoned.insert(u"time_zone"_s, zone);
            QVERIFY2(decode(zoned), qPrintable(zone));
            QCOMPARE(decode(zoned)->timeZone, zone);
        }
        for (const QJsonValue &zone : {QJsonValue(2), QJsonValue(u""_s), QJsonValue(u"../../etc/passwd"_s), QJsonValue(u"/UTC"_s),
                                       QJsonValue(u"UTC\n"_s), QJsonValue(QString(65, u'a')), QJsonValue(QJsonValue::Null)}) {
            zoned.insert(u"time_zone"_s, zone);
            QVERIFY2(!decode(zoned), qPrintable(zone.toVariant().toString()));
        }
    }

    void addressIsHttpsAndNothingElse()
    {
        const auto digest = QString(64, u'a');
        QVERIFY(PlatformAddress::parse(u"https://platform.example"_s));
        QCOMPARE(PlatformAddress::parse(u"https://127.0.0.1:1#sha256="_s + digest)->authoritySha256.size(), 32);
        for (const auto &wrong :
             {u"http://platform.example"_s, u"platform.example"_s, u""_s, u"https://"_s, u"https://u:p@h"_s, u"https://h/x"_s,
              u"https://h?x"_s, u"https://h#sha256=abc"_s, QString(u"https://h#md5="_s + digest)})
            QVERIFY2(!PlatformAddress::parse(wrong), qPrintable(wrong));
    }
};

QTEST_APPLESS_MAIN(TestFrameReader)
#include "tst_framereader.moc"
