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

#include <optional>

namespace stanforis::bench {

using namespace Qt::StringLiterals;

namespace {

/// A session bus with the system's keychain on it, unlocked, in the home of the display.
class Keyring
{
public:
    ~Keyring()
    {
        m_bus.closeWriteChannel(); // ends the session, and that the bus and the keychain
        m_bus.waitForFinished(5'000);
        endProcess(m_bus);
    }
    /// Its address.
    Result<QString> start(const Display &display)
    {
        m_bus.setProcessEnvironment(display.environment());
        m_bus.setStandardErrorFile(QProcess::nullDevice());
        m_bus.start(u"dbus-run-session"_s, {u"--"_s, u"sh"_s, u"-c"_s,
                                            u"echo | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
                                            " && echo \"$DBUS_SESSION_BUS_ADDRESS\" && exec cat"_s});
        const QDeadlineTimer limit(20'000);
        while (!m_bus.canReadLine() && !limit.hasExpired() && m_bus.state() != QProcess::NotRunning)
            m_bus.waitForReadyRead(100);
        const auto address = QString::fromUtf8(m_bus.readLine()).trimmed();
        if (address.isEmpty())
            return cannot(u"there is no keychain; installer/dependencies.sh --tests installs dbus and gnome-keyring"_s);
        return address;
    }

private:
    QProcess m_bus;
};

/// A console that says in its log what a person can see by then.
class Watched
{
public:
    Watched(const QProcessEnvironment &environment, const QString &console, const QString &platform, const QStringList &more = {})
    {
        m_process.setProcessEnvironment(environment);
        m_process.setReadChannel(QProcess::StandardError);
        m_process.start(console, QStringList{u"--platform"_s, platform, u"--page"_s, u"stanforis://sector/energy"_s} + more);
    }
    ~Watched() { endProcess(m_process); }

    /// Milliseconds from process start to `words`; none if they do not come.
    std::optional<double> timeOf(const QString &words, std::chrono::milliseconds patience = std::chrono::seconds(30))
    {
        const QDeadlineTimer limit(patience);
        while (!m_reached.contains(words) && !limit.hasExpired() && m_process.state() != QProcess::NotRunning) {
            m_process.waitForReadyRead(20);
            while (m_process.canReadLine())
                m_reached.insert(QString::fromUtf8(m_process.readLine()).trimmed(), steadyMicroseconds());
        }
        if (!m_reached.contains(words))
            return std::nullopt;
        return static_cast<double>(m_reached[words] - m_began) / 1e3;
    }
    [[nodiscard]] Error stuck() const
    {
        return cannot(u"the console did not come to a live sample; it came to: "_s + QStringList(m_reached.keys()).join(u", "_s));
    }

private:
    const qint64 m_began = steadyMicroseconds();
    QProcess m_process;
    QHash<QString, qint64> m_reached;
};

/// Enrols the workstation, signs a person in by their key, and leaves both in the keychain.
Result<Done> leaveSession(const QProcessEnvironment &environment, const QString &console, const QString &platform,
                          QProcess &source)
{
    source.write("code\n");
    const auto code = readAnswer(source, 10);
    if (!code)
        return code.error();
    QTemporaryFile secret;
    if (!secret.open() || secret.write(code->value("enrolment_code"_L1).toString().toLatin1()) <= 0 || !secret.flush())
        return cannot(u"the enrolment code could not be handed over"_s);
    Watched watched(environment, console, platform, {u"--enrolment-code-file"_s, secret.fileName()});
    bool good = watched.timeOf(u"sign-in painted"_s).has_value();
    // The sign-in page has to reach the platform before it can be asked to sign in.
    for (int attempt = 0; good && attempt < 20 && !watched.timeOf(u"signed in"_s, std::chrono::milliseconds(1)); ++attempt) {
        QThread::msleep(500);
        QProcess key;
        key.setProcessEnvironment(environment);
        key.start(u"xdotool"_s, {u"key"_s, u"space"_s});
        key.waitForFinished();
        watched.timeOf(u"signed in"_s, std::chrono::seconds(3));
    }
    good = good && watched.timeOf(u"live sample painted"_s);
    QThread::msleep(500); // the keychain answers in its own time
    return good ? Result<Done>(Done{}) : watched.stuck();
}

/// Milliseconds from process start to the first live sample that is painted, the session being held.
Result<double> firstLiveFrame(const QProcessEnvironment &environment, const QString &console, const QString &platform)
{
    Watched watched(environment, console, platform);
    const auto passed = watched.timeOf(u"live sample painted"_s);
    return passed ? Result<double>(*passed) : watched.stuck();
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
    Keyring keyring;
    const auto bus = keyring.start(display);
    Result<QList<Figure>> result = QList<Figure>{};
    if (!platform || !bus) {
        result = platform ? bus.error() : platform.error();
    } else {
        const QString address =
            platform->value("platform"_L1).toString() + u"#sha256="_s + platform->value("authority_sha256"_L1).toString();
        auto environment = display.environment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, *bus);
        environment.insert(u"QT_MESSAGE_PATTERN"_s, u"%{message}"_s);
        environment.insert(u"QT_LOGGING_RULES"_s, u"stanforis.console.milestones.info=true"_s);
        environment.insert(u"STANFORIS_TEST_IDENTITY"_s, u"Liis Maripuu"_s);
        environment.insert(u"BROWSER"_s,
                           u"python3 "_s + QStringLiteral(STANFORIS_BENCH_SOURCES "/../integration/form_sign_in.py"));
        if (const auto left = leaveSession(environment, console, address, source); !left)
            result = left.error();
        for (int round = 0; round < options.rounds && result; ++round) {
            const auto ours = firstLiveFrame(environment, console, address);
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
    frame.note = u"774 series at 1 Hz, session held in the keychain"_s;
    return QList<Figure>{page, aim, frame};
}

} // namespace

Row startRow()
{
    return {u"start"_s, u"process start to first page, and to first live frame; against kst and Chromium with uPlot"_s, run};
}

} // namespace stanforis::bench
