// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timeselection.h"

#include <QDateTime>
#include <QTest>

using namespace stanforis;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Edge = TimeExpression::Edge;
using Kind = TimeFault::Kind;

namespace {

Instant at(const QString &text)
{
    return fromMicroseconds(QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch() * 1000);
}

/// Sunday, 14:32:07 in Tallinn.
Instant now() { return at(u"2026-11-22T12:32:07Z"_s); }
QTimeZone tallinn() { return QTimeZone("Europe/Tallinn"); }

} // namespace

class TestTimeExpression final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(tallinn().isValid()); }

    void aTimeIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        const auto row = [](const char *text, const char *start, const char *end) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(start) << QString::fromLatin1(end);
        };
        const auto point = [&](const char *text, const char *time) { row(text, time, time); };
        point("now", "2026-11-22T12:32:07Z");
        point("  now ", "2026-11-22T12:32:07Z");
        point("now-15m", "2026-11-22T12:17:07Z");
        point("now+90s", "2026-11-22T12:33:37Z");
        point("now-1d+30m", "2026-11-21T13:02:07Z");
        point("now-1M", "2026-10-22T11:32:07Z"); // the same time of day, in summer
        row("now-1h/h", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z");
        row("now/m", "2026-11-22T12:32:00Z", "2026-11-22T12:33:00Z");
        row("now/d", "2026-11-21T22:00:00Z", "2026-11-22T22:00:00Z");
        row("now/w", "2026-11-15T22:00:00Z", "2026-11-22T22:00:00Z"); // Monday to Sunday
        row("now/M", "2026-10-31T22:00:00Z", "2026-11-30T22:00:00Z");
        row("now/y", "2025-12-31T22:00:00Z", "2026-12-31T22:00:00Z");
        row("now-28d/d", "2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z"); // the day summer time ends has 25 hours
        row("2026-11-21", "2026-11-20T22:00:00Z", "2026-11-21T22:00:00Z");
        point("2026-11-22 14:30", "2026-11-22T12:30:00Z");
        point("2026-11-22T14:30:05", "2026-11-22T12:30:05Z");
        point("2026-11-22T14:30:05.250Z", "2026-11-22T14:30:05.250Z");
        point("2026-11-22T14:30+05:30", "2026-11-22T09:00:00Z");
        point("2026-11-22T14:30-0300", "2026-11-22T17:30:00Z");
        point("08:15", "2026-11-22T06:15:00Z");
        point("08:15:30", "2026-11-22T06:15:30Z");
    }

    void aTimeIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, start);
        QFETCH(QString, end);
        const auto parsed = TimeExpression::parse(text, now(), tallinn());
        const auto *expression = std::get_if<TimeExpression>(&parsed);
        QVERIFY(expression);
        QCOMPARE(expression->resolve(now(), tallinn(), Edge::Start), at(start));
        QCOMPARE(expression->resolve(now(), tallinn(), Edge::End), at(end));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("part");
        const auto row = [](const QString &text, Kind kind, const QString &part) {
            QTest::newRow(text.isEmpty() ? "nothing" : qPrintable(text.left(40))) << text << int(kind) << part;
        };
        row(u""_s, Kind::Empty, u""_s);
        row(u"   "_s, Kind::Empty, u""_s);
        row(u"yesterday"_s, Kind::Unreadable, u"yesterday"_s);
        row(u"Now"_s, Kind::Unreadable, u"Now"_s);
        row(u"nowish"_s, Kind::Unreadable, u"ish"_s);
        row(u"now-"_s, Kind::Unreadable, u"-"_s);
        row(u"now-h"_s, Kind::Unreadable, u"-h"_s);
        row(u"now -1h"_s, Kind::Unreadable, u" -1h"_s);
        row(u"now-1"_s, Kind::UnknownUnit, u"-1"_s);
        row(u"now-1H"_s, Kind::UnknownUnit, u"-1H"_s);
        row(u"now-1.5h"_s, Kind::UnknownUnit, u"-1.5h"_s);
        row(u"now/"_s, Kind::UnknownUnit, u"/"_s);
        row(u"now/q"_s, Kind::UnknownUnit, u"/q"_s);
        row(u"now/d-1h"_s, Kind::Unreadable, u"-1h"_s);
        row(u"now-100000d"_s, Kind::TooLarge, u"-100000d"_s);
        row(u"now-99999999999999999999y"_s, Kind::TooLarge, u"-99999999999999999999y"_s);
        row(u"now"_s + u"-1s"_s.repeated(9), Kind::TooLarge, u"-1s"_s);
        row(u"2026-02-30"_s, Kind::NoSuchTime, u"2026-02-30"_s);
        row(u"2026-11-22 25:00"_s, Kind::NoSuchTime, u"2026-11-22 25:00"_s);
        row(u"2026-03-29 03:30"_s, Kind::NoSuchTime, u"2026-03-29 03:30"_s); // the hour left out in spring
        row(u"1812-06-24"_s, Kind::NoSuchTime, u"1812-06-24"_s);
        row(u"2026-11-22 14:30 "_s + u"x"_s, Kind::Unreadable, u"2026-11-22 14:30 x"_s);
        row(u"2026-11-22Z"_s, Kind::Unreadable, u"2026-11-22Z"_s);
        row(u"22.11.2026"_s, Kind::Unreadable, u"22.11.2026"_s);
        row(u"٠٨:١٥"_s, Kind::Unreadable, u"٠٨:١٥"_s);
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, part);
        const auto parsed = TimeExpression::parse(text, now(), tallinn());
        const auto *fault = std::get_if<TimeFault>(&parsed);
        QVERIFY(fault);
        QCOMPARE(int(fault->kind), kind);
        QCOMPARE(fault->part, part);
    }

    void expressionsReadBackTheSame()
    {
        for (const QString &text : {u"now"_s, u"now-1h/h"_s, u"now-1d+30m"_s, u"now/w"_s, u"2026-11-22T12:30:00Z"_s}) {
            const auto parsed = TimeExpression::parse(text, now(), tallinn());
            QVERIFY(std::holds_alternative<TimeExpression>(parsed));
            QCOMPARE(std::get<TimeExpression>(parsed).text(), text);
        }
    }

    void everythingFarStaysInBounds()
    {
        const auto parsed = TimeExpression::parse(u"now-99999y-99999y"_s, now(), tallinn());
        QVERIFY(std::holds_alternative<TimeExpression>(parsed));
        const Instant resolved = std::get<TimeExpression>(parsed).resolve(now(), tallinn(), Edge::Start);
        QVERIFY(resolved >= at(u"1970-01-01T00:00:00Z"_s) && resolved < at(u"1970-01-01T00:00:01Z"_s));
    }

    void aRangeIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("live");
        const auto row = [](const QString &text, const char *from, const char *to, bool live) {
            QTest::newRow(qPrintable(text)) << text << QString::fromLatin1(from) << QString::fromLatin1(to) << live;
        };
        row(u"now-15m to now"_s, "2026-11-22T12:17:07Z", "2026-11-22T12:32:07Z", true);
        row(u"now-15m"_s, "2026-11-22T12:17:07Z", "2026-11-22T12:32:07Z", true);
        row(u"now-1h/h"_s, "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z", true);
        row(u"now-1h/h/now"_s, "2026-11-22T11:00:00Z", "2026-11-22T12:32:07Z", true);
        row(u"now/d to now"_s, "2026-11-21T22:00:00Z", "2026-11-22T12:32:07Z", true);
        row(u"now-1d/d"_s, "2026-11-20T22:00:00Z", "2026-11-21T22:00:00Z", true);
        row(u"now-2h .. now-1h"_s, "2026-11-22T10:32:07Z", "2026-11-22T11:32:07Z", true);
        row(u"PT2H/now"_s, "2026-11-22T10:32:07Z", "2026-11-22T12:32:07Z", true);
        row(u"2026-11-21"_s, "2026-11-20T22:00:00Z", "2026-11-21T22:00:00Z", false);
        row(u"2026-11-20/2026-11-21"_s, "2026-11-19T22:00:00Z", "2026-11-21T22:00:00Z", false);
        row(u"2026-11-22T10:00:00Z/2026-11-22T12:00:00Z"_s, "2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z", false);
        row(u"2026-11-22T10:00Z/PT90M"_s, "2026-11-22T10:00:00Z", "2026-11-22T11:30:00Z", false);
        row(u"P1DT1H/2026-11-22T10:00Z"_s, "2026-11-21T09:00:00Z", "2026-11-22T10:00:00Z", false);
        row(u"2026-11-22 10:00 – 2026-11-22 12:00"_s, "2026-11-22T08:00:00Z", "2026-11-22T10:00:00Z", false);
        row(u"10:00 to 12:00"_s, "2026-11-22T08:00:00Z", "2026-11-22T10:00:00Z", false);
    }

    void aRangeIsRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(bool, live);
        const auto parsed = TimeSelection::parse(text, now(), tallinn());
        const auto *selection = std::get_if<TimeSelection>(&parsed);
        QVERIFY(selection);
        const TimeRange range = selection->range(now(), tallinn());
        QCOMPARE(range.from, at(from));
        QCOMPARE(range.to, at(to));
        QCOMPARE(selection->isLive(), live);
        // Copied and pasted elsewhere, it is the same range.
        const auto again = TimeSelection::parse(selection->text(), now(), QTimeZone::utc());
        QVERIFY2(std::holds_alternative<TimeSelection>(again), qPrintable(selection->text()));
        if (!live)
            QCOMPARE(std::get<TimeSelection>(again).range(now(), tallinn()), range);
    }

    void aRangeThatCanNotBeIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        const auto row = [](const QString &text, Kind kind) { QTest::newRow(qPrintable(text)) << text << int(kind); };
        row(u"now to now-1h"_s, Kind::EndBeforeStart);
        row(u"12:00 to 10:00"_s, Kind::EndBeforeStart);
        row(u"2026-11-22T10:00:00.000Z/2026-11-22T10:00:00.500Z"_s, Kind::TooShort);
        row(u"now-40d to now"_s, Kind::TooLong);
        row(u"now+1h to now+2h"_s, Kind::InTheFuture);
        row(u"PT1H/PT2H"_s, Kind::Unreadable);
        row(u"https://example.net/now"_s, Kind::Unreadable);
        row(u"now-1h to"_s, Kind::Unreadable);
        row(u"to now"_s, Kind::Unreadable);
    }

    void aRangeThatCanNotBeIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        const auto parsed = TimeSelection::parse(text, now(), tallinn());
        const auto *fault = std::get_if<TimeFault>(&parsed);
        QVERIFY(fault);
        QCOMPARE(int(fault->kind), kind);
    }
};

QTEST_GUILESS_MAIN(TestTimeExpression)
#include "tst_timeexpression.moc"
