// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/cardreader.h"
#include "tests/support/cardfolder.h"
#include "tests/support/consolerig.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <array>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t pinSize = 12;
constexpr uchar mask = 0xa5;

/// The PIN as this test knows it: never in the clear, so that its own copy is not what the scan finds.
using Masked = std::array<uchar, pinSize>;

Masked readMasked(const QString &path)
{
    QFile file(path);
    Masked masked{};
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return masked;
    for (auto &byte : masked) {
        char read = 0;
        file.read(&read, 1);
        byte = uchar(read) ^ mask;
    }
    return masked;
}

QByteArray clear(const Masked &masked)
{
    QByteArray pin(qsizetype(pinSize), '\0');
    for (std::size_t at = 0; at < pinSize; ++at)
        pin[qsizetype(at)] = char(masked[at] ^ mask);
    return pin;
}

/// How often the PIN stands in this process's memory, as bytes or as UTF-16.
int occurrences(const Masked &masked)
{
    QFile maps(u"/proc/self/maps"_s), memory(u"/proc/self/mem"_s);
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    int found = 0;
    static QByteArray window(1 << 20, '\0'); // one place for all scans: what it saw is searched as well
    for (const auto &line : maps.readAll().split('\n')) {
        const auto ends = line.left(line.indexOf(' ')).split('-');
        if (ends.size() != 2 || !line.contains(" rw"))
            continue; // what cannot be written was not written
        const auto from = ends[0].toULongLong(nullptr, 16), to = ends[1].toULongLong(nullptr, 16);
        for (auto at = from; at < to; at += std::uint64_t(window.size()) - 2 * pinSize) {
            if (!memory.seek(qint64(at)))
                break;
            const auto wanted = std::min<std::uint64_t>(std::uint64_t(window.size()), to - at);
            const auto size = memory.read(window.data(), qint64(wanted));
            for (qint64 start = 0; start < size; ++start) {
                for (const std::size_t stride : {std::size_t(1), std::size_t(2)}) {
                    if (start + qint64(stride * pinSize) > size)
                        continue;
                    std::size_t same = 0;
                    while (same < pinSize && (uchar(window.constData()[start + qint64(same * stride)]) ^ mask) == masked[same])
                        ++same;
                    found += same == pinSize ? 1 : 0;
                }
            }
        }
    }
    window.fill('\0');
    return found;
}

} // namespace

/// Threat 11: the PIN is captured, or the card is locked by tries that nobody meant.
class TestThreat11 : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_state;
    CardFolder m_cards;
    SimulatorProcess m_simulator;
    Masked m_pin{};

    /// Something that the card's holder may sign.
    static Result<Intent> composed(ConsoleRig &rig)
    {
        const SectorId sector{u"energy"_s};
        const ServiceId service{u"grid-balancing"_s};
        const PageId page{u"reserve-call"_s};
        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { rig.link->records().list(context, sector, service, page, {}, reply); });
        if (!records || records->records.isEmpty())
            return records ? Error{} : records.error();
        const auto &record = records->records.first();
        const Draft draft{
            sector, service, page, u"release"_s, record.id, record.etag, {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}}, {}};
        auto &work = rig.link->transactions();
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { work.prepare(context, draft, reply); });
        return prepared ? work.compose(draft, *prepared) : prepared.error();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(CardFolder::available(), "SoftHSM is not installed: installer/dependencies.sh --tests");
        QVERIFY(m_simulator.start({u"--state"_s, m_state.path()}));
        const auto pinFile = m_state.filePath(u"pin"_s);
        QCOMPARE(QProcess::execute(u"openssl"_s, {u"rand"_s, u"-hex"_s, u"-out"_s, pinFile, u"6"_s}), 0);
        m_pin = readMasked(pinFile);
        const auto problem = m_cards.make(m_state.path(), u"nv-48707314-maripuu"_s, pinFile);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void thePinIsNowhereInMemoryAfterTheCardHasIt()
    {
        {
            auto here = clear(m_pin); // the scan finds what is there
            QVERIFY(occurrences(m_pin) > 0);
            here.fill('\0');
        }
        QCOMPARE(occurrences(m_pin), 0);

        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(m_simulator)));
        rig.build(m_simulator.newCode());
        CardReader card(CardFolder::module());
        rig.session->setCard(&card);
        card.start();
        QTRY_COMPARE_WITH_TIMEOUT(card.facts().state, CardFacts::State::Ready, 15'000);
        connect(
            &card, &CardPort::pinWanted, &card, [this, &card] { card.enterPin(Secret(clear(m_pin))); }, Qt::QueuedConnection);
        rig.session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(rig.session->state(), SessionState::Active, 10'000);
        QCOMPARE(occurrences(m_pin), 0);

        // And for a signature, on its whole way through the console: a wrong one, then the right one.
        const auto intent = composed(rig);
        QVERIFY2(intent, intent ? "" : qPrintable(intent.error().detail));
        for (const bool right : {false, true}) {
            const auto jws = await<QByteArray>([&](QObject *context, auto reply) {
                auto pin = right ? Secret(clear(m_pin)) : Secret(QByteArray("not the PIN"));
                rig.link->transactions().sign(context, *intent, {}, std::move(pin), reply);
            });
            QCOMPARE(jws.has_value(), right);
            QCOMPARE(occurrences(m_pin), 0);
        }
        rig.session->signOut();
    }

    void threeWrongPinsBlockAndNoFourthIsSent()
    {
        // OpenSC's spy stands between the console and the card and writes down every call.
        const auto spy = u"/usr/lib/x86_64-linux-gnu/pkcs11-spy.so"_s;
        QVERIFY2(QFile::exists(spy), "OpenSC's PKCS #11 spy is not installed: installer/dependencies.sh --tests");
        const auto log = m_state.filePath(u"calls"_s);
        qputenv("PKCS11SPY", QFile::encodeName(CardFolder::module()));
        qputenv("PKCS11SPY_OUTPUT", QFile::encodeName(log));
        const auto logins = [&log] {
            QFile file(log);
            return file.open(QIODevice::ReadOnly) ? int(file.readAll().count(": C_Login")) : -1;
        };
        ConsoleRig rig;
        QVERIFY(rig.read(ConsoleRig::addressOf(m_simulator)));
        rig.build(m_simulator.newCode());
        CardReader card(spy);
        rig.session->setCard(&card);
        card.start();
        QTRY_COMPARE_WITH_TIMEOUT(card.facts().state, CardFacts::State::Ready, 15'000);
        QList<CardFacts::Pin> asked;
        connect(
            &card, &CardPort::pinWanted, &card,
            [&](const PinRequest &request) {
                asked.append(request.card.pin);
                card.enterPin(Secret(QByteArray("not the PIN")));
            },
            Qt::QueuedConnection);
        QSignalSpy failed(rig.session.get(), &SessionPort::signInFailed);
        rig.session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 15'000);
        QCOMPARE(failed[0][0].value<Error>().code, Error::Code::PermissionDenied);
        QCOMPARE(asked, (QList<CardFacts::Pin>{CardFacts::Pin::Ready, CardFacts::Pin::FewTries, CardFacts::Pin::LastTry}));
        QCOMPARE(card.facts().pin, CardFacts::Pin::Blocked);
        QCOMPARE(logins(), 3);

        rig.session->signIn(SignInWay::Card);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 10'000);
        QCOMPARE(failed[1][0].value<Error>().code, Error::Code::PermissionDenied);
        QCOMPARE(asked.size(), 3); // nobody was even asked
        QCOMPARE(logins(), 3);
    }
};

QTEST_GUILESS_MAIN(TestThreat11)
#include "tst_threat11_pin.moc"
