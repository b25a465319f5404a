// SPDX-License-Identifier: GPL-3.0-or-later
// Row 13: what signing and verifying costs. An audit log of 100,000 entries is replayed as at each start, 10,000 receipts are
// verified as the Receipt page and stanforis-verify do, and one piece of work is signed against a simulator until its receipt
// holds.
#include "app/identity/auditchain.h"
#include "app/identity/jws.h"
#include "app/identity/merkleproof.h"
#include "app/identity/notesigner.h"
#include "app/identity/receiptverifier.h"
#include "tests/bench/measure.h"
#include "tests/bench/rows.h"
#include "tests/support/consolerig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr Instant start{std::chrono::seconds(1'795'000'000)};

QByteArray auditFile(int entries)
{
    const QByteArray seed(32, 's');
    const auto key = identity::NoteSigner::publicKey(seed);
    const auto signer = identity::NoteSigner::fromSeed(seed, identity::auditOrigin(u"ws-1"_s, *key));
    identity::AuditChain chain;
    QByteArray file;
    for (int i = 0; i < entries; ++i) {
        const bool first = i == 0;
        const auto line =
            chain.append({first ? u"log.begun"_s : u"record.opened"_s,
                          first ? QString::fromLatin1(signer->verifier().toText()) : u"health/patient-registry/medication"_s,
                          u"ok"_s, u"nv-48707314-maripuu"_s, u"5f2c9a1be07d4433"_s, u"ws-1"_s,
                          start + std::chrono::milliseconds(i), i, QByteArray(64, 'a')});
        file += *line + '\n';
    }
    return file;
}

/// The least that any verifier of such a log does: one SHA-256 for each entry and one for each node of the tree.
void hashOnly(const QByteArray &file)
{
    std::array<uchar, SHA256_DIGEST_LENGTH> digest{};
    std::array<uchar, 65> node{};
    for (qsizetype begin = 0; begin < file.size();) {
        const qsizetype end = file.indexOf('\n', begin);
        SHA256(reinterpret_cast<const uchar *>(file.constData()) + begin, std::size_t(end - begin), digest.data());
        std::ranges::copy(digest, node.begin() + 1);
        SHA256(node.data(), node.size(), digest.data());
        begin = end + 1;
    }
}

Result<QList<Figure>> auditFigures(const Options &options)
{
    const int entries = options.quick ? 1'000 : 100'000;
    const QByteArray file = auditFile(entries);
    std::vector<double> ours, peer;
    for (int round = 0; round < options.rounds; ++round) {
        double before = cpuMilliseconds();
        const auto replay = identity::AuditReplay::of(file);
        ours.push_back(cpuMilliseconds() - before);
        if (replay.fault || replay.chain.size() != entries)
            return cannot(u"the audit log did not replay"_s);
        before = cpuMilliseconds();
        hashOnly(file);
        peer.push_back(cpuMilliseconds() - before);
    }
    Figure figure;
    figure.name = u"verify-audit-100k"_s;
    figure.unit = u"ms"_s;
    figure.ours = median(ours);
    figure.peer = median(peer);
    figure.n = options.rounds;
    figure.floor = 0.25;
    figure.note = u"%1 entries of %2 bytes; peer: OpenSSL's SHA-256 of each line and each node, nothing else"_s.arg(entries).arg(
        file.size() / entries);
    return QList<Figure>{figure};
}

/// What no verifier of a receipt can do without, with keys parsed once: ES256 of the platform and of the person, and Ed25519 of
/// the ledger.
class RawVerifier final
{
public:
    RawVerifier()
        : m_ec(EVP_EC_gen("P-256"))
        , m_ed(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"))
        , m_ecSignature(sign(m_ec, EVP_sha256()))
        , m_edSignature(sign(m_ed, nullptr))
    {}
    ~RawVerifier()
    {
        EVP_PKEY_free(m_ec);
        EVP_PKEY_free(m_ed);
    }
    Q_DISABLE_COPY_MOVE(RawVerifier)
    [[nodiscard]] bool all() const
    {
        return verify(m_ec, EVP_sha256(), m_ecSignature) && verify(m_ec, EVP_sha256(), m_ecSignature) &&
               verify(m_ed, nullptr, m_edSignature);
    }

private:
    static const uchar *bytes(const QByteArray &array) { return reinterpret_cast<const uchar *>(array.constData()); }
    [[nodiscard]] QByteArray sign(EVP_PKEY *key, const EVP_MD *digest) const
    {
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        std::size_t size = 256;
        QByteArray signature(qsizetype(size), '\0');
        if (EVP_DigestSignInit(context, nullptr, digest, nullptr, key) != 1 ||
            EVP_DigestSign(context, reinterpret_cast<uchar *>(signature.data()), &size, bytes(m_text),
                           std::size_t(m_text.size())) != 1)
            size = 0;
        EVP_MD_CTX_free(context);
        return signature.left(qsizetype(size));
    }
    [[nodiscard]] bool verify(EVP_PKEY *key, const EVP_MD *digest, const QByteArray &signature) const
    {
        EVP_MD_CTX *context = EVP_MD_CTX_new();
        const bool good = EVP_DigestVerifyInit(context, nullptr, digest, nullptr, key) == 1 &&
                          EVP_DigestVerify(context, bytes(signature), std::size_t(signature.size()), bytes(m_text),
                                           std::size_t(m_text.size())) == 1;
        EVP_MD_CTX_free(context);
        return good;
    }

    const QByteArray m_text = QByteArray(600, 'x');
    EVP_PKEY *m_ec;
    EVP_PKEY *m_ed;
    QByteArray m_ecSignature;
    QByteArray m_edSignature;
};

/// What a platform with so many receipts would have given out, each with its place under one checkpoint of all.
struct Issued
{
    QList<Receipt> receipts;
    QByteArray keySet;
};

Result<Issued> issue(int count)
{
    const auto receiptKey = identity::SigningKey::generate();
    const auto person = identity::SigningKey::generate();
    const auto ledger = identity::NoteSigner::fromSeed(QByteArray(32, 'l'), u"platform.test/ledger"_s);
    if (!receiptKey || !person || !ledger)
        return cannot(u"no keys could be made"_s);
    const auto &verifier = ledger->verifier();
    QJsonObject signing = receiptKey->jwk();
    signing.insert(u"kid"_s, receiptKey->thumbprint());
    const QJsonObject noting{{u"kty"_s, u"OKP"_s},
                             {u"crv"_s, u"Ed25519"_s},
                             {u"x"_s, QString::fromLatin1(identity::toBase64Url(verifier.key))},
                             {u"kid"_s, QString(verifier.name + u'+' + QString::fromLatin1(verifier.id().toHex()))}};
    Issued issued{{}, QJsonDocument(QJsonObject{{u"keys"_s, QJsonArray{signing, noting}}}).toJson()};
    std::vector<QList<QByteArray>> rows(1);
    for (int number = 1; number <= count; ++number) {
        const QByteArray body = "{\"dose\":" + QByteArray::number(number) + '}';
        const auto hash = [](const QByteArray &bytes) { return QString::fromLatin1(identity::sha256(bytes).toHex()); };
        const QString id = u"T%1"_s.arg(number);
        auto transaction =
            identity::Jws::of(QJsonDocument(QJsonObject{{u"body_sha256"_s, hash(body)}, {u"sub"_s, u"eerik"_s}, {u"txid"_s, id}})
                                  .toJson(QJsonDocument::Compact));
        if (!transaction.sign(*person, {{u"typ"_s, u"stanforis-tx+jws"_s}}))
            return cannot(u"a transaction could not be signed"_s);
        const QJsonObject claims{{u"iss"_s, u"https://platform.test"_s},
                                 {u"txid"_s, id},
                                 {u"tx_sha256"_s, hash(transaction.toGeneral())},
                                 {u"body_sha256"_s, hash(body)},
                                 {u"result"_s, u"written"_s},
                                 {u"subjects"_s, QJsonArray{u"eerik"_s}},
                                 {u"signers"_s, QJsonArray{QJsonObject{{u"sub"_s, u"eerik"_s}, {u"jwk"_s, person->jwk()}}}},
                                 {u"time"_s, u"2026-11-18T11:06:40.000Z"_s},
                                 {u"ledger"_s, QJsonObject{{u"index"_s, number}, {u"previous"_s, QString(64, u'0')}}}};
        auto jws = identity::Jws::of(QJsonDocument(claims).toJson(QJsonDocument::Compact));
        const auto done = jws.sign(*receiptKey, {{u"typ"_s, u"stanforis-receipt+jws"_s}});
        const auto compact = jws.toCompact();
        if (!done || !compact)
            return cannot(u"a receipt could not be signed"_s);
        issued.receipts.append({*compact, transaction.toGeneral(), body, {}});
        rows[0].append(identity::merkleLeaf(*compact));
    }
    // RFC 6962 §2.1 as rows: a node without a sibling goes up as it is.
    while (rows.back().size() > 1) {
        QList<QByteArray> above;
        const QList<QByteArray> &row = rows.back();
        for (qsizetype i = 0; i < row.size(); i += 2)
            above.append(i + 1 < row.size() ? identity::sha256(QByteArray(1, '\x01') + row[i] + row[i + 1]) : row[i]);
        rows.push_back(above);
    }
    const QByteArray root = rows.back().first().toBase64();
    const auto note = ledger->sign(verifier.name.toUtf8() + '\n' + QByteArray::number(count) + '\n' + root + '\n');
    if (!note)
        return cannot(u"a checkpoint could not be signed"_s);
    for (qsizetype index = 0; index < count; ++index) {
        QByteArray proof = "c2sp.org/tlog-proof@v1\nindex " + QByteArray::number(index) + '\n';
        for (std::size_t height = 0; height + 1 < rows.size(); ++height) {
            const qsizetype sibling = (index >> height) ^ 1;
            if (sibling < rows[height].size())
                proof += rows[height][sibling].toBase64() + '\n';
        }
        issued.receipts[index].proof = proof + '\n' + *note;
    }
    return issued;
}

Result<QList<Figure>> receiptFigures(const Options &options)
{
    const int receipts = options.quick ? 21 : 10'000;
    const auto issued = issue(receipts);
    if (!issued)
        return issued.error();
    const RawVerifier raw;
    std::vector<double> ours, peer;
    for (int round = 0; round < options.rounds; ++round) {
        double before = cpuMilliseconds();
        identity::ReceiptVerifier verifier(issued->keySet);
        for (const Receipt &receipt : issued->receipts) {
            if (!verifier.prove(receipt))
                return cannot(u"a receipt did not verify"_s);
        }
        ours.push_back(cpuMilliseconds() - before);
        before = cpuMilliseconds();
        for (int i = 0; i < receipts; ++i) {
            if (!raw.all())
                return cannot(u"a raw signature did not verify"_s);
        }
        peer.push_back(cpuMilliseconds() - before);
    }
    Figure figure;
    figure.name = u"verify-receipts-10k"_s;
    figure.unit = u"ms"_s;
    figure.ours = median(ours);
    figure.peer = median(peer);
    figure.n = options.rounds;
    figure.floor = 0.4;
    figure.note =
        u"%1 receipts: three signatures, two hashes, the place in the ledger; peer: OpenSSL's two ES256 and Ed25519 alone"_s.arg(
            receipts);
    return QList<Figure>{figure};
}

/// From the composed intent to a receipt that holds.
Result<double> cycle(test::ConsoleRig &rig)
{
    const SectorId sector{u"energy"_s};
    const ServiceId service{u"grid-balancing"_s};
    const PageId page{u"reserve-call"_s};
    auto &work = rig.link->transactions();
    const auto records = test::await<RecordList>(
        [&](QObject *context, auto reply) { rig.link->records().list(context, sector, service, page, {}, reply); });
    if (!records || records->records.isEmpty())
        return cannot(u"the simulator has no records"_s);
    const auto &record = records->records.first();
    const Draft draft{
        sector, service, page, u"release"_s, record.id, record.etag, {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}}, {}};
    const auto prepared = test::await<Prepared>([&](QObject *context, auto reply) { work.prepare(context, draft, reply); });
    if (!prepared)
        return cannot(prepared.error().detail);
    const qint64 before = steadyMicroseconds();
    const auto intent = work.compose(draft, *prepared);
    if (!intent)
        return cannot(intent.error().detail);
    const auto jws =
        test::await<QByteArray>([&](QObject *context, auto reply) { work.sign(context, *intent, {}, Secret(), reply); });
    if (!jws)
        return cannot(jws.error().detail);
    const auto done =
        test::await<Transaction>([&](QObject *context, auto reply) { work.submit(context, sector, *jws, intent->body, reply); });
    if (!done)
        return cannot(done.error().detail);
    const auto facts =
        test::await<ReceiptFacts>([&](QObject *context, auto reply) { work.verify(context, done->receipt, reply); });
    if (!facts)
        return cannot(facts.error().detail);
    return double(steadyMicroseconds() - before) / 1000;
}

Result<QList<Figure>> cycleFigures(const Options &options)
{
    test::SimulatorProcess simulator;
    if (!simulator.start())
        return cannot(u"the simulator did not start"_s);
    test::ConsoleRig rig;
    if (!rig.read(test::ConsoleRig::addressOf(simulator)))
        return cannot(u"the simulator could not be reached"_s);
    rig.build(simulator.newCode());
    if (!rig.signIn(u"nv-48707314-maripuu"_s))
        return cannot(u"nobody could sign in at the simulator"_s);
    std::vector<double> ours;
    for (int round = 0; round < 4 * options.rounds; ++round) {
        const auto took = cycle(rig);
        if (!took)
            return took.error();
        ours.push_back(*took);
    }
    Figure figure;
    figure.name = u"sign-confirm-cycle"_s;
    figure.unit = u"ms"_s;
    figure.ours = median(ours);
    figure.n = int(ours.size());
    figure.floor = 300;
    figure.aim = 50;
    figure.note = u"compose, sign, submit, written, receipt verified with keys fetched anew; slowest %1 ms"_s.arg(
        percentile(ours, 1), 0, 'f', 1);
    return QList<Figure>{figure};
}

Result<QList<Figure>> run(const Options &options)
{
    QList<Figure> figures;
    for (const auto part : {auditFigures, receiptFigures, cycleFigures}) {
        const auto some = part(options);
        if (!some)
            return some.error();
        figures += *some;
    }
    return figures;
}

} // namespace

Row proofsRow() { return {u"proofs"_s, u"verify an audit log and receipts; sign until the receipt holds"_s, run}; }

} // namespace stanforis::bench
