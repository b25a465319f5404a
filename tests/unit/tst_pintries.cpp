// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/pintries.h"

#include <QTest>

using namespace stanforis;
using namespace stanforis::card;
using namespace Qt::StringLiterals;
using Pin = CardFacts::Pin;

namespace {

/// One PIN of a card, as the card itself accounts for it.
Token token(const QString &label, Pin left = Pin::Ready)
{
    Token made;
    made.facts.serial = u"4830211"_s;
    made.facts.label = label;
    made.facts.pin = left;
    return made;
}

const Result<QByteArray> right = QByteArray("signature");
const Result<QByteArray> wrong = Error{Error::Code::Invalid, pinProblem};

} // namespace

class TestPinTries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeWrongOnesInARowEndIt()
    {
        PinTries tries;
        const auto pin = token(u"PIN 1"_s); // a card that tells nothing
        for (const Pin left : {Pin::FewTries, Pin::LastTry, Pin::Blocked}) {
            tries.note(pin, wrong);
            QCOMPARE(tries.left(pin), left);
        }
    }

    void aRightOneBeginsAnew()
    {
        PinTries tries;
        const auto pin = token(u"PIN 1"_s);
        tries.note(pin, wrong);
        tries.note(pin, wrong);
        tries.note(pin, right);
        QCOMPARE(tries.left(pin), Pin::Ready);
        tries.note(pin, wrong);
        QCOMPARE(tries.left(pin), Pin::FewTries);
    }

    void eachPinOfACardIsCountedForItself()
    {
        PinTries tries;
        for (int i = 0; i < 3; ++i)
            tries.note(token(u"PIN 2"_s), wrong);
        QCOMPARE(tries.left(token(u"PIN 2"_s)), Pin::Blocked);
        QCOMPARE(tries.left(token(u"PIN 1"_s)), Pin::Ready);
    }

    void theCardsOwnAccountCounts()
    {
        PinTries tries;
        QCOMPARE(tries.left(token(u"PIN 1"_s, Pin::LastTry)), Pin::LastTry);
        tries.note(token(u"PIN 1"_s, Pin::LastTry), wrong);
        QCOMPARE(tries.left(token(u"PIN 1"_s)), Pin::Blocked);
        tries.welcome(token(u"PIN 1"_s, Pin::Blocked)); // put in anew as it was
        QCOMPARE(tries.left(token(u"PIN 1"_s)), Pin::Blocked);
        tries.welcome(token(u"PIN 1"_s)); // unblocked elsewhere
        QCOMPARE(tries.left(token(u"PIN 1"_s)), Pin::Ready);
    }

    void whatIsNoFaultOfThePinCountsForNothing()
    {
        PinTries tries;
        tries.note(token(u"PIN 1"_s), Error{Error::Code::NotFound, cardProblem});
        tries.note(token(u"PIN 1"_s), Error{Error::Code::Unavailable, cardFault});
        QCOMPARE(tries.left(token(u"PIN 1"_s)), Pin::Ready);
        tries.note(token(u"PIN 1"_s), Error{Error::Code::PermissionDenied, pinProblem}); // the card says so
        QCOMPARE(tries.left(token(u"PIN 1"_s)), Pin::Blocked);
    }
};

QTEST_GUILESS_MAIN(TestPinTries)
#include "tst_pintries.moc"
