// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/link.h"

#include <QTest>

using namespace stanforis;

class LinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksSurviveTheRoundTrip_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"stanforis://entry", "stanforis://subscriptions", "stanforis://sign-in", "stanforis://trust",
                                 "stanforis://sessions", "stanforis://training/load", "stanforis://sector/energy",
                                 "stanforis://sector/energy/service/grid-balancing",
                                 "stanforis://sector/health/service/patient-registry/page/medication",
                                 "stanforis://sector/health/service/patient-registry/page/medication?record=NV-1%2F2"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void linksSurviveTheRoundTrip()
    {
        QFETCH(QString, text);
        const auto link = PageLink::parse(text);
        QVERIFY(link);
        QCOMPARE(link->toString(), text);
    }

    void whatIsNotALinkIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "https://entry", "stanforis://", "stanforis://nowhere", "stanforis://sector", "stanforis://sector/",
              "stanforis://training", "stanforis://training/else", "stanforis://sector/a/service", "stanforis://sector/a/page/b",
              "stanforis://sector/a b", "stanforis://sector/../../etc", "stanforis://sector/a/service/b/page/c/d/e"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("long") << QString(QStringLiteral("stanforis://sector/") + QString(5000, u'a'));
    }
    void whatIsNotALinkIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!PageLink::parse(text));
    }

    void parentsLeadToEntry()
    {
        auto link = *PageLink::parse(QStringLiteral("stanforis://sector/a/service/b/page/c?record=1"));
        link = link.parent();
        QCOMPARE(link.toString(), QStringLiteral("stanforis://sector/a/service/b"));
        link = link.parent();
        QCOMPARE(link.toString(), QStringLiteral("stanforis://sector/a"));
        link = link.parent();
        QCOMPARE(link.toString(), QStringLiteral("stanforis://entry"));
        QCOMPARE(link.parent(), link);
    }
};

QTEST_GUILESS_MAIN(LinkTest)
#include "tst_link.moc"
