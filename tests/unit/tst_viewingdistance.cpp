// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/viewingdistance.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace stanforis;

class ViewingDistanceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// look.md, "Wall type": 98 inch, 3840x2160, 5 m.
    void theExampleOfTheSpecification()
    {
        QCOMPARE(smallestFont(ViewingDistance::ofMillimetres(5000), 0.565), 60);
        QCOMPARE(smallestFont(ViewingDistance::ofMillimetres(6000), 0.565), 72);
    }

    void capitalsSubtendSixteenMinutesEverywhere()
    {
        const double minutes = 180 * 60 / M_PI;
        for (int millimetres = 1000; millimetres <= 20'000; millimetres += 500) {
            for (const double pitch : {0.1, 0.25, 0.565, 1.13}) {
                const int font = smallestFont(ViewingDistance::ofMillimetres(millimetres), pitch);
                const double seen = 2 * std::atan(font * 0.698 * pitch / 2 / millimetres) * minutes;
                QVERIFY2(seen >= 15.98, qPrintable(QString::number(seen)));
                QVERIFY(font * 0.698 - millimetres * 0.00465 / pitch < 2); // and no more than a pixel or two above it
            }
        }
    }

    void distancesKeepToTheirSteps()
    {
        QCOMPARE(ViewingDistance().millimetres(), 6000);
        QCOMPARE(ViewingDistance::ofMillimetres(0).millimetres(), 1000);
        QCOMPARE(ViewingDistance::ofMillimetres(7260).millimetres(), 7500);
        QCOMPARE(ViewingDistance::ofMillimetres(1'000'000).millimetres(), 20'000);
        QCOMPARE(ViewingDistance::ofMillimetres(1000).nearer().millimetres(), 1000);
        QCOMPARE(ViewingDistance::ofMillimetres(20'000).farther().millimetres(), 20'000);
        QCOMPARE(ViewingDistance().farther().millimetres(), 6500);
    }

    void screensThatSayNothingTrueAreTakenForUsualOnes()
    {
        QCOMPARE(pixelPitch(2170, 3840), 2170.0 / 3840);
        QCOMPARE(pixelPitch(0, 3840), 0.25);
        QCOMPARE(pixelPitch(160, 0), 0.25);
        QCOMPARE(pixelPitch(16, 3840), 0.25);
        QCOMPARE(pixelPitch(100'000, 1920), 0.25);
        QCOMPARE(pixelPitch(std::numeric_limits<double>::quiet_NaN(), 1920), 0.25);
    }

    void aScreenTooSmallSaysFromHowFarItIsRead()
    {
        QCOMPARE(farthestFor(60, 0.565).millimetres(), 5000);
        QCOMPARE(farthestFor(71, 0.565).millimetres(), 5500);
        QCOMPARE(farthestFor(1, 0.565).millimetres(), 1000);
        QCOMPARE(farthestFor(10'000, 0.565).millimetres(), 20'000);
    }
};

QTEST_GUILESS_MAIN(ViewingDistanceTest)
#include "tst_viewingdistance.moc"
