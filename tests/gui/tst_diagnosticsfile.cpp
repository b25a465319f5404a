// SPDX-License-Identifier: GPL-3.0-or-later
// The button on the Trust page, to the file: what a person hands on names nobody who was here.
#include "app/controllers/trustcontroller.h"
#include "models/stores/connectionstore.h"
#include "models/stores/performancestore.h"
#include "models/stores/truststore.h"
#include "models/telemetry/timecontext.h"
#include "pagepictures.h"
#include "tests/support/fakesession.h"
#include "views/trust/trustpage.h"

#include <QApplication>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QTemporaryDir>

using namespace stanforis;
using namespace stanforis::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class FixedLog final : public LogPort
{
public:
    [[nodiscard]] QList<LogEntry> recent() const override { return entries; }
    QList<LogEntry> entries;
};

Identity person(const QString &subject, const QString &name)
{
    Identity identity;
    identity.subject = SubjectId(subject);
    identity.name = name;
    return identity;
}

} // namespace

class TestDiagnosticsFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theButtonWritesAFileThatNamesNobodyOfThisRun()
    {
        ThemeManager theme(qApp);
        SystemClock clock;
        TimeContext time(clock);
        TrustStore trust;
        ConnectionStore connection;
        PerformanceStore performance;
        FakeSession session;
        FixedLog log;
        const auto say = [&](const QString &text) {
            log.entries.append({clock.now(), QtWarningMsg, u"stanforis.identity"_s, text});
        };
        {
            TrustController before({trust, connection, performance}, session, log); // at another platform
            session.person = person(u"nv-1001-lepik"_s, u"Kaur Lepik"_s);
            Q_EMIT session.stateChanged(SessionState::Active);
            say(u"Kaur Lepik (nv-1001-lepik) signed in"_s);
            session.person.reset();
            Q_EMIT session.stateChanged(SessionState::SignedOut);
        }
        TrustController controller({trust, connection, performance}, session, log);
        session.person = person(u"nv-2002-saar"_s, u"Maris Saar"_s);
        Q_EMIT session.stateChanged(SessionState::Active);
        say(u"Maris Saar (nv-2002-saar) took over from Lepik"_s);

        TrustPage page(trust, time);
        controller.attach(&page);
        page.resize(1200, 800);
        page.show();
        QTest::mouseClick(child<QPushButton>(page, u"trust-diagnostics"_s), Qt::LeftButton);
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = page.window()->findChild<QFileDialog *>()));
        QTemporaryDir folder;
        const QString path = folder.filePath(u"diagnostics.json"_s);
        dialog->selectFile(path);
        static_cast<QDialog *>(dialog)->accept();
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray written = file.readAll();
        QCOMPARE(QJsonDocument::fromJson(written).object().value(u"format"_s).toString(), u"stanforis-diagnostics/1"_s);
        QVERIFY(written.contains("[person]"));
        for (const char *name : {"Kaur", "Lepik", "lepik", "Maris", "Saar", "nv-1001", "nv-2002"})
            QVERIFY2(!written.contains(name), name);
    }
};

QTEST_MAIN(TestDiagnosticsFile)
#include "tst_diagnosticsfile.moc"
