// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who has no account opens a receipt on the first page: the page itself, the console's own adapters, the real simulator.
#include "app/controllers/accesscontroller.h"
#include "app/controllers/lookups.h"
#include "app/identity/registryclient.h"
#include "models/ports/transactionport.h"
#include "models/stores/connectionstore.h"
#include "tests/support/consolerig.h"
#include "views/access/lookupfield.h"
#include "views/access/signinpage.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

class TestPublicLookUp final : public QObject
{
    Q_OBJECT

    /// Somebody releases a plant, and keeps the receipt.
    static Result<Receipt> receipt(const SimulatorProcess &simulator, const QString &code)
    {
        const SectorId sector{u"energy"_s};
        const ServiceId service{u"grid-balancing"_s};
        const PageId page{u"reserve-call"_s};
        ConsoleRig rig;
        if (!rig.read(ConsoleRig::addressOf(simulator)))
            return Error{};
        rig.build(code);
        if (!rig.signIn(u"nv-48707314-maripuu"_s))
            return Error{};
        auto &port = rig.link->transactions();
        const auto records = await<RecordList>(
            [&](QObject *context, auto reply) { rig.link->records().list(context, sector, service, page, {}, reply); });
        if (!records || records->records.isEmpty())
            return Error{};
        const Record &record = records->records.first();
        const Draft draft{
            sector, service, page, u"release"_s, record.id, record.etag, {{u"remaining"_s, u"0"_s}, {u"cause"_s, u"B18"_s}}, {}};
        const auto prepared = await<Prepared>([&](QObject *context, auto reply) { port.prepare(context, draft, reply); });
        const auto intent = prepared ? port.compose(draft, *prepared) : prepared.error();
        if (!intent)
            return intent.error();
        const auto jws = await<QByteArray>([&](QObject *context, auto reply) { port.sign(context, *intent, {}, {}, reply); });
        if (!jws)
            return jws.error();
        const auto done =
            await<Transaction>([&](QObject *context, auto reply) { port.submit(context, sector, *jws, intent->body, reply); });
        return done ? Result<Receipt>(done->receipt) : done.error();
    }

private Q_SLOTS:
    void aReceiptIsVerifiedWithoutSigningIn()
    {
        ThemeManager theme(qApp);
        SimulatorProcess simulator;
        QVERIFY(simulator.start());
        const auto kept = receipt(simulator, simulator.newCode());
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().detail));

        ConsoleRig visitor; // not a workstation of the platform either
        QVERIFY(visitor.read(ConsoleRig::addressOf(simulator)));
        visitor.build({});
        QVERIFY(!visitor.isEnrolled());
        RegistryClient registry(*visitor.http, visitor.clock, {});
        LookUps lookUps(visitor.link->transactions(), registry);
        ConnectionStore connection;
        connection.setProfile(visitor.reached->profile, visitor.reached->trust);
        SignInPage page(connection, visitor.clock);
        AccessController controller(page, {*visitor.session, *visitor.workstation, visitor.link->notices(), lookUps});
        page.resize(1280, 800);
        page.show();
        auto *field = page.findChild<LookUpField *>();
        const auto open = [&](const QByteArray &content) {
            QTemporaryDir folder;
            QFile file(folder.filePath(u"receipt.json"_s));
            if (!file.open(QFile::WriteOnly) || file.write(content) != content.size())
                return QString();
            file.close();
            page.findChild<QPushButton *>(u"look-up-open"_s)->click();
            QFileDialog *dialog = nullptr;
            if (!QTest::qWaitFor([&] { return (dialog = page.findChild<QFileDialog *>()) != nullptr; }))
                return QString();
            dialog->selectFile(file.fileName());
            static_cast<QDialog *>(dialog)->accept();
            if (!QTest::qWaitFor([&] { return !field->answer().isEmpty() && !page.findChild<QFileDialog *>(); }, 10'000))
                return QString();
            return field->answer();
        };
        const QString genuine = open(toFile(*kept));
        QVERIFY2(genuine.startsWith(u"Genuine"_s), qPrintable(genuine));
        auto forged = *kept;
        forged.body += ' ';
        const QString refused = open(toFile(forged));
        QVERIFY2(refused.startsWith(u"Not genuine"_s), qPrintable(refused));
        QCOMPARE(visitor.session->state(), SessionState::SignedOut);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv); // the page is a real one
    TestPublicLookUp test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_publiclookup.moc"
