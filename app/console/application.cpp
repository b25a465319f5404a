// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/application.h"

#include "app/console/desktopwatch.h"
#include "app/console/milestones.h"
#include "app/console/platformsession.h"
#include "app/controllers/idlewatch.h"
#include "app/controllers/shellcontroller.h"
#include "app/link/platformaddress.h"
#include "app/link/simulatorchild.h"
#include "views/access/signinpage.h"
#include "views/shell/mainwindow.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QFile>
#include <QStyleHints>

namespace stanforis {

namespace {

Variant variantOf(SettingsPort::Theme theme) { return theme == SettingsPort::Theme::Dark ? Variant::Dark : Variant::Light; }

Density densityOf(SettingsPort::Density density)
{
    return density == SettingsPort::Density::Compact ? Density::Compact : Density::Desk;
}

} // namespace

Application::Application(QApplication &application, const CommandLine &line, const LogPort &log)
    : m_line(line)
    , m_audit(m_clock, m_auditStore, {.keychain = m_line.noKeychain ? nullptr : &m_keychain})
    , m_card(line.cardModule)
    , m_keepsSession(m_running.listen())
    , m_theme(new ThemeManager(&application, variantOf(m_settings.theme()), densityOf(m_settings.density())))
    , m_workspace(std::make_unique<Workspace>(Environment{m_clock,
                                                          m_browser,
                                                          log,
                                                          m_audit,
                                                          m_line.noKeychain ? nullptr : &m_keychain,
                                                          {},
                                                          &m_card,
                                                          &m_settings,
                                                          firstPinned(),
                                                          m_keepsSession}))
{
    connectPage();
    connectLook();
    takeLinks();
    watchForLocks();
}

Application::~Application() { m_settings.setWindowGeometry(m_workspace->window()->saveGeometry()); }

void Application::start()
{
    new Milestones(*m_workspace);
    m_audit.start();
    MainWindow *window = m_workspace->window();
    window->setViewingDistance(m_settings.viewingDistance());
    connect(window, &MainWindow::viewingDistanceRequested, this,
            [this](ViewingDistance distance) { m_settings.setViewingDistance(distance); });
    if (!window->restoreGeometry(m_settings.windowGeometry()))
        window->resize(1600, 900);
    if (!firstPinned().authoritySha256.isEmpty())
        reach(firstPlatform()); // it answers while the window is laid out and painted
    window->show();
    if (const auto link = PageLink::parse(m_line.page))
        m_workspace->open(*link);
    // Else the page first: finding the platform can mean reading every authority the system trusts, which takes longer than
    // painting. A window that is not painted at all, because it starts minimised, must not keep it from being found.
    m_begin.setSingleShot(true);
    connect(&m_begin, &QTimer::timeout, this, &Application::connectFirst);
    connect(
        window, &MainWindow::shown, &m_begin, [this] { m_begin.start(0); }, Qt::SingleShotConnection);
    m_begin.start(500);
}

void Application::takeLinks()
{
    connect(&m_running, &RunningConsole::linkReceived, this, [this](const QString &link) {
        m_workspace->open(*PageLink::parse(link));
        showWindow();
    });
    connect(&m_running, &RunningConsole::windowRequested, this, &Application::showWindow);
}

void Application::showWindow()
{
    MainWindow *window = m_workspace->window();
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->raise();
    window->activateWindow();
}

void Application::connectFirst()
{
    m_card.start();
    if (!m_address.isEmpty() || m_simulator)
        return; // the person was quicker
    if (const QString platform = firstPlatform(); !platform.isEmpty())
        reach(platform);
    else
        startSimulator();
}

QString Application::firstPlatform() const
{
    if (!m_line.platform.isEmpty() || m_line.simulate)
        return m_line.platform;
    return m_settings.lastPlatform();
}

PlatformAddress Application::firstPinned() const
{
    const auto first = PlatformAddress::parse(firstPlatform());
    return first && !first->authoritySha256.isEmpty() && m_line.trustFile.isEmpty() ? *first : PlatformAddress();
}

void Application::connectPage()
{
    const Workspace *workspace = m_workspace.get();
    connect(workspace, &Workspace::platformRequested, this, [this](const QString &address) {
        m_line.trustFile.clear(); // it was meant for the platform of the command line
        stopSimulator();
        reach(address);
    });
    connect(workspace, &Workspace::simulatorRequested, this, &Application::startSimulator);
    connect(workspace, &Workspace::simulatorCancelRequested, this, [this] {
        stopSimulator();
        m_workspace->signInPage().setSimulatorFinished(Error{Error::Code::Cancelled, {}});
    });
    connect(workspace, &Workspace::retryRequested, this, [this] {
        if (m_address.isEmpty())
            startSimulator();
        else
            reach(m_address);
    });
    connect(m_workspace.get(), &Workspace::reached, this, [this] {
        // In the browser or on another device, where nothing of it is seen here.
        connect(&m_workspace->platform()->session(), &SessionPort::stateChanged, m_idle.get(),
                [this, before = SessionState::SignedOut](SessionState state) mutable {
                    if (std::exchange(before, state) == SessionState::SigningIn && state == SessionState::Active)
                        m_idle->restart();
                });
        const ConnectionProfile &profile = *m_workspace->stores().connection.profile();
        if (m_simulator)
            m_simulator->keepGrpcPort(profile.grpcEndpoint.section(u':', -1).toInt());
        else
            m_settings.setLastPlatform(m_address);
    });
}

void Application::connectLook()
{
    const MainWindow *window = m_workspace->window();
    connect(window, &MainWindow::variantRequested, this, [this](Variant variant) {
        m_theme->setVariant(variant);
        m_settings.setTheme(variant == Variant::Dark ? SettingsPort::Theme::Dark : SettingsPort::Theme::Light);
        m_audit.record({.event = QStringLiteral("settings.changed"), .object = QStringLiteral("theme")});
    });
    if (m_settings.densityChosen())
        m_workspace->window()->setChosenDensity(densityOf(m_settings.density()));
    connect(window, &MainWindow::densityChosen, this,
            [this](std::optional<Density> density) { m_settings.setDensityChosen(density.has_value()); });
    connect(window, &MainWindow::densityRequested, this, [this](Density density) {
        m_theme->setDensity(density);
        m_settings.setDensity(density == Density::Compact ? SettingsPort::Density::Compact : SettingsPort::Density::Comfortable);
    });
    connect(window, &MainWindow::actionRequested, this, [this](const QString &action) {
        MainWindow *target = m_workspace->window();
        if (action == QLatin1String("theme-light"))
            Q_EMIT target->variantRequested(Variant::Light);
        else if (action == QLatin1String("theme-dark"))
            Q_EMIT target->variantRequested(Variant::Dark);
    });
}

void Application::watchForLocks()
{
    m_idle = std::make_unique<IdleWatch>(std::chrono::minutes(m_settings.idleLockMinutes()));
    connect(m_idle.get(), &IdleWatch::idle, this, [this] { lock(LockReason::Idle); });
    connect(m_idle.get(), &IdleWatch::lockPressed, this, [this] { lock(LockReason::Person); });
    m_workspace->shell().setIdleMinutes(m_settings.idleLockMinutes());
    connect(m_workspace->window(), &MainWindow::idleLockRequested, this, [this](int minutes) {
        m_settings.setIdleLockMinutes(minutes);
        m_idle->setPatience(std::chrono::minutes(minutes));
        m_workspace->shell().setIdleMinutes(minutes);
    });
    m_desktop = std::make_unique<DesktopWatch>();
    connect(m_desktop.get(), &DesktopWatch::lockAsked, this, &Application::lock);
}

void Application::lock(LockReason reason)
{
    if (PlatformSession *platform = m_workspace->platform())
        platform->session().lock(reason);
    // A sleep that waits for us may begin when the cover has been painted.
    if (reason == LockReason::Sleep)
        QTimer::singleShot(std::chrono::milliseconds(300), m_desktop.get(), &DesktopWatch::covered);
}

void Application::reach(const QString &address)
{
    m_address = address;
    const auto parsed = PlatformAddress::parse(address);
    if (!parsed) {
        m_workspace->showFailure(parsed.error());
        return;
    }
    m_workspace->reach(*parsed, m_line.trustFile, takeEnrolmentCode());
}

/// From the file that was named for it, once.
QString Application::takeEnrolmentCode()
{
    QFile file(std::exchange(m_line.enrolmentCodeFile, {}));
    if (file.fileName().isEmpty())
        return {};
    const bool opened =
        file.fileName() == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        qWarning("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return QString::fromUtf8(file.readLine(256)).trimmed();
}

void Application::startSimulator()
{
    m_address.clear();
    m_workspace->leave();
    m_workspace->signInPage().setSimulatorStarting(SignInPage::tr("Starting the simulator on this machine"));
    m_simulator = std::make_unique<SimulatorChild>(m_line.stateFolder.isEmpty() ? simulatorStateFolder() : m_line.stateFolder);
    connect(m_simulator.get(), &SimulatorChild::ready, this, [this](const PlatformAddress &address, const QString &code) {
        m_workspace->signInPage().setSimulatorFinished(std::nullopt);
        if (!m_workspace->platform()) // else it came back on the same address, and the link finds it by itself
            m_workspace->reach(address, {}, code);
    });
    connect(m_simulator.get(), &SimulatorChild::failed, &m_workspace->signInPage(), &SignInPage::setSimulatorFinished);
    m_simulator->start();
}

void Application::stopSimulator()
{
    m_workspace->leave();
    m_simulator.reset();
}

} // namespace stanforis
