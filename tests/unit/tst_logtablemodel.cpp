// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logtablemodel.h"
#include "models/items/recordlistmodel.h"
#include "models/items/recordsectionmodel.h"
#include "models/items/spantablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestLogTableModel final : public QObject
{
    Q_OBJECT

    static QList<LogLine> lines(int from, int count)
    {
        QList<LogLine> lines;
        for (int line = from; line < from + count; ++line)
            lines.append({fromMicroseconds(line * 1'000'000LL), line % 2 ? LogLine::Level::Warn : LogLine::Level::Info,
                          u"c%1"_s.arg(line % 3), u"line %1"_s.arg(line)});
        return lines;
    }

private Q_SLOTS:
    void filterUnderstandsLevelInstanceAndWords()
    {
        const LogLine line{{}, LogLine::Level::Warn, u"ipay-c3"_s, u"screening took=1204ms"_s};
        QVERIFY(LogFilter::parse({}).accepts(line));
        QVERIFY(LogFilter::parse(u"level>=WARN"_s).accepts(line));
        QVERIFY(!LogFilter::parse(u"level>=error"_s).accepts(line));
        QVERIFY(LogFilter::parse(u"instance:c3 screening"_s).accepts(line));
        QVERIFY(!LogFilter::parse(u"screening pass"_s).accepts(line));
    }

    void takesEachLineOnce()
    {
        LogTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(lines(0, 10));
        model.add(lines(5, 10));
        QCOMPARE(model.rowCount(), 15);
        QCOMPARE(model.rate(), 1.0);
        model.setFilter(u"level>=warn"_s);
        QCOMPARE(model.rowCount(), 7);
    }

    void timesAreWrittenInTheZone()
    {
        LogTableModel model;
        model.add(lines(0, 3));
        QSignalSpy written(&model, &LogTableModel::dataChanged);
        model.setZone(QTimeZone("Asia/Kathmandu")); // UTC+5:30 in 1970
        QCOMPARE(model.index(1, LogTableModel::Time).data().toString(), u"05:30:01.000"_s);
        QCOMPARE(written.count(), 1);
        model.setZone(QTimeZone::utc());
        QCOMPARE(model.index(1, LogTableModel::Time).data().toString(), u"00:00:01.000"_s);
        model.setZone(QTimeZone::utc());
        QCOMPARE(written.count(), 2);
    }

    void pauseKeepsBackAndLosesNothing()
    {
        LogTableModel model;
        model.add(lines(0, 4));
        model.setPaused(true);
        model.add(lines(2, 6));
        model.add(lines(2, 8));
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.heldBack(), 6);
        model.setPaused(false);
        QCOMPARE(model.rowCount(), 10);
    }

    void oldestAreLetGo()
    {
        LogTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(lines(0, 2500));
        QCOMPARE(model.rowCount(), 2000);
        QCOMPARE(model.index(1999, LogTableModel::Text).data().toString(), u"line 2499"_s);
    }

    void spansAndRecords()
    {
        SpanTableModel spans;
        QAbstractItemModelTester spanTester(&spans, QAbstractItemModelTester::FailureReportingMode::QtTest);
        spans.setTrace({u"t"_s, {}, {{u"a"_s, 0, 0ms, 100ms, Severity::Normal}, {u"b"_s, 1, 90ms, 40ms, Severity::Low}}});
        QCOMPARE(spans.length(), Duration(130ms));
        RecordListModel records;
        QAbstractItemModelTester recordTester(&records, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Record record;
        record.id = RecordId(u"r1"_s);
        record.title = u"Hydro Taal 2"_s;
        record.values = {{u"plant"_s, u"Hydro Taal 2"_s}, {u"available"_s, u"120"_s}};
        records.setRecords({record});
        records.setColumns({{u"plant"_s, u"Plant"_s, {}, false}, {u"available"_s, u"Available"_s, u"MW"_s, true}});
        QCOMPARE(records.index(0).data(RecordListModel::AsideRole).toString(), QString(u"120"_s + QChar::Nbsp + u"MW"_s));
        QVERIFY(records.indexOf(RecordId(u"r1"_s)).isValid());
        RecordSectionModel section({u"Calls"_s, {u"Time"_s, u"Power"_s}, {{u"14 Nov 09:12"_s, u"80"_s}, {u"2 Nov"_s, {}}}});
        QAbstractItemModelTester sectionTester(&section, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(section.index(0, 1).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        QVERIFY(section.index(0, 0).data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
    }
};

QTEST_GUILESS_MAIN(TestLogTableModel)
#include "tst_logtablemodel.moc"
