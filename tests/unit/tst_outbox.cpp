// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/outbox.h"
#include "app/storage/rowcipher.h"
#include "app/storage/unsentrow.h"
#include "models/ports/keychainport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <optional>

using namespace stanforis;
using namespace Qt::StringLiterals;

namespace {

UnsentWork work(const QString &id, const QString &subject = u"op:1"_s)
{
    UnsentWork made;
    made.id = TransactionId(id);
    made.platform = u"https://id.test"_s;
    made.subject = SubjectId(subject);
    made.sector = SectorId(u"energy"_s);
    made.service = ServiceId(u"grid"_s);
    made.page = PageId(u"reserve"_s);
    made.operation = u"call"_s;
    made.record = RecordId(u"17"_s);
    made.title = u"Reserve call, Hydro Taal 2"_s;
    made.jws = R"({"payload":"e30","signatures":[]})";
    made.body = QByteArray("\x00\xff<a href>", 10);
    made.bodyType = u"application/json"_s;
    made.signedAt = fromMicroseconds(1'795'000'000'000'000);
    made.signBy = fromMicroseconds(1'795'000'120'000'000);
    return made;
}

/// Keeps secrets in memory; has none, or answers nothing good, when it is told so.
class Drawer final : public KeychainPort
{
public:
    void store(QObject *context, const QString &name, const QByteArray &secret, Reply<Done> reply) override
    {
        if (!away)
            secrets.insert(name, secret);
        answer(context, [reply, this] { reply(away ? Result<Done>(unavailable) : Done{}); });
    }
    void read(QObject *context, const QString &name, Reply<QByteArray> reply) override
    {
        ++reads;
        answer(context, [this, name, reply] {
            reply(away                      ? Result<QByteArray>(unavailable)
                  : !secrets.contains(name) ? Result<QByteArray>(Error{Error::Code::NotFound, {}})
                                            : secrets.value(name));
        });
    }
    void remove(QObject *context, const QString &name, Reply<Done> reply) override
    {
        secrets.remove(name);
        answer(context, [reply] { reply(Done{}); });
    }
    QHash<QString, QByteArray> secrets;
    bool away = false;
    int reads = 0;

private:
    static void answer(QObject *context, std::function<void()> act) { QTimer::singleShot(0, context, std::move(act)); }
    const Error unavailable{Error::Code::Unavailable, {}};
};

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    template <class T, class Call>
    static Result<T> await(Call call)
    {
        std::optional<Result<T>> answer;
        QObject context;
        call(&context, [&answer](Result<T> result) { answer = std::move(result); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            return Error{Error::Code::TimedOut, {}};
        return *answer;
    }
    static Result<Done> put(Outbox &outbox, const UnsentWork &what)
    {
        return await<Done>([&](QObject *context, auto reply) { outbox.put(context, what, reply); });
    }
    static Result<KeptWork> read(Outbox &outbox, const QString &subject = u"op:1"_s,
                                 const QString &platform = u"https://id.test"_s)
    {
        return await<KeptWork>([&](QObject *context, auto reply) { outbox.read(context, platform, SubjectId(subject), reply); });
    }

private Q_SLOTS:
    void whatIsKeptComesBackInItsOrder()
    {
        Outbox outbox(file("order/outbox.sqlite"));
        for (const auto &id : {u"B"_s, u"A"_s, u"C"_s})
            QVERIFY(put(outbox, work(id)));
        UnsentWork refused = work(u"A"_s);
        refused.state = UnsentWork::State::Refused;
        refused.answer = u"Your role no longer allows this operation."_s;
        QVERIFY(put(outbox, refused)); // stays where it was
        const auto kept = read(outbox);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().detail));
        QCOMPARE(kept->works.size(), 3);
        QCOMPARE(kept->works.at(0).id.value, u"B"_s);
        QCOMPARE(kept->works.at(1).id.value, u"A"_s);
        QCOMPARE(kept->works.at(1).state, UnsentWork::State::Refused);
        QCOMPARE(kept->works.at(1).answer, refused.answer);
        QCOMPARE(kept->works.at(2).body, work(u"C"_s).body);
        QCOMPARE(kept->works.at(2).signBy, work(u"C"_s).signBy);
        QVERIFY(await<Done>([&](QObject *context, auto reply) { outbox.remove(context, work(u"B"_s), reply); }));
        QCOMPARE(read(outbox)->works.size(), 2);
    }

    void anotherPersonOrPlatformSeesNothingOfIt()
    {
        Outbox outbox(file("others.sqlite"));
        QVERIFY(put(outbox, work(u"A"_s)));
        QVERIFY(put(outbox, work(u"A"_s, u"op:2"_s)));
        QCOMPARE(read(outbox)->works.size(), 1);
        QVERIFY(read(outbox, u"op:3"_s)->works.isEmpty());
        QVERIFY(read(outbox, u"op:1"_s, u"https://elsewhere.test"_s)->works.isEmpty());
    }

    void whatWasSaidToBeKeptSurvivesAKill()
    {
        Outbox outbox(file("killed.sqlite"));
        QVERIFY(put(outbox, work(u"A"_s)));
        // The files as they are now, as a killed process leaves them.
        const QString copy = file("after/outbox.sqlite");
        QVERIFY(QDir().mkpath(file("after")));
        for (const auto &suffix : {u""_s, u"-wal"_s}) {
            if (QFile::exists(file("killed.sqlite") + suffix))
                QVERIFY(QFile::copy(file("killed.sqlite") + suffix, copy + suffix));
        }
        Outbox after(copy);
        const auto kept = read(after);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().detail));
        QCOMPARE(kept->works.size(), 1);
        QCOMPARE(kept->works.first().jws, work(u"A"_s).jws);
    }

    void twoConsolesMayUseOneFile()
    {
        Outbox one(file("two.sqlite"));
        Outbox two(file("two.sqlite"));
        QVERIFY(put(one, work(u"A"_s)));
        QVERIFY(put(two, work(u"B"_s)));
        QCOMPARE(read(one)->works.size(), 2);
    }

    void onlyItsOwnerMayReadIt()
    {
        Outbox outbox(file("mine.sqlite"));
        QVERIFY(put(outbox, work(u"A"_s)));
#ifdef Q_OS_UNIX
        for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
            const QString path = file("mine.sqlite") + suffix;
            if (QFile::exists(path))
                QVERIFY2(
                    !(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
                    qPrintable(path));
        }
#endif
    }

    void withAKeychainNothingCanBeReadFromTheFile()
    {
        Drawer keychain;
        const QString path = file("sealed.sqlite");
        const auto bytesOnDisk = [&path] {
            QByteArray all;
            for (const auto &suffix : {u""_s, u"-wal"_s}) {
                QFile part(path + suffix);
                if (part.open(QFile::ReadOnly))
                    all += part.readAll();
            }
            return all;
        };
        {
            Outbox outbox(path, &keychain);
            QVERIFY(put(outbox, work(u"A"_s)));
            QVERIFY(put(outbox, work(u"B"_s)));
            QVERIFY(!bytesOnDisk().contains("Hydro Taal"));
            QVERIFY(!bytesOnDisk().contains("payload"));
            QCOMPARE(keychain.secrets.size(), 1);
            QCOMPARE(keychain.reads, 1);
        }
        {
            Outbox later(path, &keychain);
            const auto kept = read(later);
            QVERIFY2(kept, kept ? "" : qPrintable(kept.error().detail));
            QCOMPARE(kept->works.size(), 2);
            QCOMPARE(kept->works.first().jws, work(u"A"_s).jws);
        }
        // Without the keychain it is told, and nothing is lost: later it is there again.
        keychain.away = true;
        {
            Outbox without(path, &keychain);
            QCOMPARE(read(without)->unread->pieces, 2);
            QCOMPARE(read(without)->unread->why.code, Error::Code::Unavailable);
            QVERIFY(put(without, work(u"C"_s))); // a signature is kept all the same
            QCOMPARE(read(without)->works.size(), 1);
            keychain.away = false; // it was unlocked
            const auto kept = read(without);
            QCOMPARE(kept->works.size(), 3);
            QVERIFY(!kept->unread);
        }
        keychain.secrets.begin().value() = QByteArray(32, 'k');
        Outbox otherKey(path, &keychain);
        const auto kept = read(otherKey);
        QCOMPARE(kept->unread->pieces, 2);
        QCOMPARE(kept->unread->why.code, Error::Code::Storage);
        QCOMPARE(kept->works.size(), 1); // the one that was kept without a seal
    }

    void aSealedRowOpensOnlyAsItWasAndWhereItWas()
    {
        const RowCipher cipher(Secret(RowCipher::newKey().value()));
        const auto sealed = cipher.seal("{}", "here");
        QVERIFY(sealed);
        QCOMPARE(cipher.open(*sealed, "here").value(), QByteArray("{}"));
        QVERIFY(!cipher.open(*sealed, "there"));
        QVERIFY(cipher.seal("{}", "here").value() != *sealed);
        for (qsizetype i = 0; i < sealed->size(); ++i) {
            QByteArray changed = *sealed;
            changed[i] = char(changed[i] ^ 1);
            QVERIFY(!cipher.open(changed, "here"));
            QVERIFY(!cipher.open(sealed->left(i), "here"));
        }
    }

    void aDamagedFileIsToldAndLeftAsItIs()
    {
        const QByteArray garbage(5000, 'x');
        QFile damaged(file("damaged.sqlite"));
        QVERIFY(damaged.open(QFile::WriteOnly));
        damaged.write(garbage);
        damaged.close();
        {
            Outbox outbox(damaged.fileName());
            const auto refused = put(outbox, work(u"A"_s));
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Error::Code::Storage);
        }
        QVERIFY(damaged.open(QFile::ReadOnly));
        QCOMPARE(damaged.readAll(), garbage);
    }

    void whatIsNoRowIsRefused_data()
    {
        QTest::addColumn<QByteArray>("row");
        const QByteArray good = toRow(work(u"A"_s));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("\x00\x01", 2);
        QTest::newRow("another version") << QByteArray(good).replace("\"version\":1", "\"version\":2");
        QTest::newRow("another state") << QByteArray(good).replace("\"state\":0", "\"state\":9");
        QTest::newRow("no id") << QByteArray(good).replace("\"id\":\"A\"", "\"id\":\"\"");
        QTest::newRow("a broken body") << QByteArray(good).replace("\"body\":\"", "\"body\":\"*");
        QTest::newRow("cut") << good.left(good.size() / 2);
    }
    void whatIsNoRowIsRefused()
    {
        QFETCH(QByteArray, row);
        const auto read = fromRow(row);
        QVERIFY(!read);
        QCOMPARE(read.error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
