// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/browser.h"
#include "tests/bench/display.h"
#include "tests/bench/measure.h"
#include "tests/bench/partprocess.h"
#include "tests/bench/rows.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QHash>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QThread>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

/// The console says in its log what a person can see by then; waits for `words`, notes when each came.
bool waitFor(QProcess &console, const QString &words, QHash<QString, qint64> &reached)
{
    const QDeadlineTimer limit(30'000);
    while (!reached.contains(words) && !limit.hasExpired() && console.state() != QProcess::NotRunning) {
        console.waitForReadyRead(20);
        while (console.canReadLine())
            reached.insert(QString::fromUtf8(console.readLine()).trimmed(), steadyMicroseconds());
    }
    return reached.contains(words);
}

/// Milliseconds from process start to the first live sample that is painted, less the time in which a person signs in.
Result<double> firstLiveFrame(const Display &display, const QString &console, const QString &platform, QProcess &source)
{
    // The workstation is enrolled with a code of its own: that is done once for a machine, but each of these is a new one.
    source.write("code\n");
    const auto code = readAnswer(source, 10);
    if (!code)
        return code.error();
    QTemporaryFile secret;
    if (!secret.open() || secret.write(code->value("enrolment_code"_L1).toString().toLatin1()) <= 0 || !secret.flush())
        return cannot(u"the enrolment code could not be handed over"_s);
    auto environment = display.environment();
    environment.insert(u"QT_MESSAGE_PATTERN"_s, u"%{message}"_s);
    environment.insert(u"QT_LOGGING_RULES"_s, u"stanforis.console.milestones.info=true"_s);
    environment.insert(u"STANFORIS_TEST_IDENTITY"_s, u"Liis Maripuu"_s);
    environment.insert(u"BROWSER"_s, u"python3 "_s + QStringLiteral(STANFORIS_BENCH_SOURCES "/../integration/form_sign_in.py"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setReadChannel(QProcess::StandardError);
    QHash<QString, qint64> reached;
    const qint64 began = steadyMicroseconds();
    process.start(console, {u"--platform"_s, platform, u"--page"_s, u"stanforis://sector/energy"_s, u"--enrolment-code-file"_s,
                            secret.fileName()});
    bool good = waitFor(process, u"sign-in painted"_s, reached);
    // The sign-in page has to reach the platform before it can be asked to sign in.
    for (int attempt = 0; good && attempt < 20 && !reached.contains(u"signed in"_s); ++attempt) {
        QThread::msleep(500);
        QProcess key;
        key.setProcessEnvironment(environment);
        key.start(u"xdotool"_s, {u"key"_s, u"space"_s});
        key.waitForFinished();
        const QDeadlineTimer patience(3'000);
        while (!reached.contains(u"signed in"_s) && !patience.hasExpired()) {
            process.waitForReadyRead(20);
            while (process.canReadLine())
                reached.insert(QString::fromUtf8(process.readLine()).trimmed(), steadyMicroseconds());
        }
    }
    good = good && waitFor(process, u"live sample painted"_s, reached);
    endProcess(process);
    if (!good)
        return cannot(u"the console did not come to a live sample; it came to: "_s + QStringList(reached.keys()).join(u", "_s));
    return static_cast<double>(reached[u"sign-in painted"_s] - began + reached[u"live sample painted"_s] -
                               reached[u"signed in"_s]) /
           1e3;
}

Result<QList<Figure>> run(const Options &options)
{
    const QString folder = QFileInfo(options.program).path();
    const QString console = folder + u"/stanforis-console"_s;
    const QString simulator = folder + u"/stanforis-simulator"_s;
    for (const QString &program : {console, simulator}) {
        if (!QFileInfo(program).isExecutable())
            return cannot(program + u" is not built"_s);
    }
    for (const QString &program : {u"kst2"_s, u"openbox"_s, u"xdotool"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return cannot(program + u" is missing; run tests/bench/peers.sh and installer/dependencies.sh --tests"_s);
    }
    Display display;
    if (const auto started = display.start(); !started)
        return started.error();

    std::vector<double> first[2], live[2];
    for (int round = 0; round <= options.rounds; ++round) {
        const auto ours =
            display.firstWindow(console, {u"--platform"_s, u"https://127.0.0.1:9"_s}); // nobody is there; the page is
        if (!ours)
            return ours.error();
        const auto peer = display.firstWindow(u"kst2"_s, {});
        if (!peer)
            return peer.error();
        if (round > 0) { // the first reads the programs from disk
            first[0].push_back(*ours);
            first[1].push_back(*peer);
        }
    }

    QProcess manager; // gives the keyboard to the window
    manager.setProcessEnvironment(display.environment());
    manager.setStandardErrorFile(QProcess::nullDevice());
    manager.start(u"openbox"_s, QStringList{});
    const QTemporaryDir state;
    QProcess source;
    source.start(simulator, {u"--state"_s, state.path()});
    const auto platform = readAnswer(source, 30);
    Result<QList<Figure>> result = QList<Figure>{};
    if (!platform) {
        result = platform.error();
    } else {
        const QString address =
            platform->value("platform"_L1).toString() + u"#sha256="_s + platform->value("authority_sha256"_L1).toString();
        for (int round = 0; round < options.rounds && result; ++round) {
            const auto ours = firstLiveFrame(display, console, address, source);
            BrowserPlan plan;
            plan.rate = 1;
            plan.samples = 1;
            plan.points = 60;
            plan.warmUpMs = 5'000;
            plan.measureMs = 500;
            const auto peer = ours ? runBrowser(options, plan) : Result<BrowserResult>(ours.error());
            if (!peer) {
                result = peer.error();
                break;
            }
            live[0].push_back(*ours);
            live[1].push_back(peer->firstFrame);
        }
    }
    endProcess(source);
    endProcess(manager);
    if (!result)
        return result;

    Figure page;
    page.name = u"start-first-page"_s;
    page.unit = u"ms"_s;
    page.ours = median(first[0]);
    page.peer = median(first[1]);
    page.n = options.rounds;
    page.floor = 1;
    page.note = u"against the empty window of kst"_s;
    Figure aim = page;
    aim.name = u"start-first-page-ms"_s;
    aim.peer.reset();
    aim.floor.reset();
    aim.aim = 60;
    aim.note.clear();
    Figure frame = page;
    frame.name = u"start-live-frame"_s;
    frame.ours = median(live[0]);
    frame.peer = median(live[1]);
    frame.floor = 4;
    frame.aim = 10;
    frame.note = u"774 series at 1 Hz; the time in which the person signs in is left out"_s;
    return QList<Figure>{page, aim, frame};
}

} // namespace

Row startRow()
{
    return {u"start"_s, u"process start to first page, and to first live frame; against kst and Chromium with uPlot"_s, run};
}

} // namespace stanforis::bench
