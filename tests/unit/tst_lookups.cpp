// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/lookups.h"
#include "models/ports/registryport.h"
#include "models/ports/transactionport.h"

#include <QTest>

using namespace stanforis;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Remembers what it was asked.
class Asked final : public RegistryPort, public TransactionPort
{
public:
    void resolve(QObject *, const QString &did, Reply<DidDocument> reply) override
    {
        last = did;
        reply(Error{Error::Code::NotFound, {}});
    }
    void verifyCredential(QObject *, const QByteArray &jwt, const QString &subject, Reply<CredentialFacts> reply) override
    {
        last = QString::fromLatin1(jwt) + subject;
        reply(CredentialFacts{});
    }
    void prepare(QObject *, const Draft &, Reply<Prepared>) override {}
    Result<Intent> compose(const Draft &, const Prepared &) const override { return Error{}; }
    Result<Intent> intentOf(const Transaction &) const override { return Error{}; }
    void beginApproval(QObject *, const SectorId &, const TransactionId &, Reply<Approval>) override {}
    bool asksForPin() const override { return false; }
    void sign(QObject *, const Intent &, const QByteArray &, Secret, Reply<QByteArray>) override {}
    void submit(QObject *, const SectorId &, const QByteArray &, const QByteArray &, Reply<Transaction>) override {}
    void decline(QObject *, const SectorId &, const TransactionId &, const QString &, Reply<Transaction>) override {}
    Watch watch(const SectorId &, std::function<void(const Transaction &)>) override { return {}; }
    void verify(QObject *, const Receipt &receipt, Reply<ReceiptFacts> reply) override
    {
        last = QString::fromLatin1(receipt.jws);
        reply(ReceiptFacts{});
    }
    QString last;
};

} // namespace

class LookUpsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsRecognisedByItsForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("what");
        QTest::newRow("did") << QByteArray(" did:web:example.com\n") << int(LookUp::Identifier);
        QTest::newRow("did key") << QByteArray("did:key:z6Mk") << int(LookUp::Identifier);
        QTest::newRow("json") << QByteArray("\n{\"version\":1}") << int(LookUp::Receipt);
        QTest::newRow("jwt") << QByteArray("eyJh.eyJi.c2ln ") << int(LookUp::Credential);
        QTest::newRow("two parts") << QByteArray("eyJh.eyJi") << int(LookUp::Unknown);
        QTest::newRow("sentence") << QByteArray("Hello. World. There") << int(LookUp::Unknown);
        QTest::newRow("empty") << QByteArray("  ") << int(LookUp::Unknown);
        QTest::newRow("zeroes") << QByteArray(3, '\0') << int(LookUp::Unknown);
    }
    void aTextIsRecognisedByItsForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, what);
        QCOMPARE(int(recognise(text)), what);
    }

    void eachIsAskedWhereItBelongs()
    {
        Asked asked;
        LookUps lookUps(asked, asked);
        std::optional<LookUpAnswer> answer;
        const auto ask = [&](const QByteArray &text) {
            answer.reset();
            asked.last.clear();
            lookUps.ask(this, text, [&](const LookUpAnswer &given) { answer = given; });
            return answer.has_value();
        };
        QVERIFY(ask("did:web:nobody "));
        QCOMPARE(asked.last, u"did:web:nobody"_s);
        QCOMPARE(answer->found.error().code, Error::Code::NotFound);
        QVERIFY(ask("a.b.c\n"));
        QCOMPARE(asked.last, u"a.b.c"_s);
        QVERIFY(std::holds_alternative<CredentialFacts>(*answer->found));
        Receipt receipt{"j.w.s", "{}", "body", "proof"};
        QVERIFY(ask(toFile(receipt)));
        QCOMPARE(asked.last, u"j.w.s"_s);
        QVERIFY(std::holds_alternative<ReceiptFacts>(*answer->found));
        QVERIFY(ask("{}"));
        QVERIFY(asked.last.isEmpty());
        QCOMPARE(answer->found.error().code, Error::Code::Malformed);
        QVERIFY(ask("nothing of the kind"));
        QCOMPARE(answer->what, LookUp::Unknown);
    }
};

QTEST_GUILESS_MAIN(LookUpsTest)
#include "tst_lookups.moc"
