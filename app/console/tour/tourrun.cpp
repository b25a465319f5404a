// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/tourrun.h"

#include "app/console/platformsession.h"
#include "app/console/pseudotranslator.h"
#include "app/console/tour/formbrowser.h"
#include "app/console/tour/tour.h"
#include "app/console/tour/walk.h"
#include "app/console/workspace.h"
#include "app/link/platformaddress.h"
#include "app/link/simulatorchild.h"
#include "app/link/trustanchor.h"
#include "views/access/signinpage.h"
#include "views/shell/mainwindow.h"
#include "views/widgets/thememanager.h"

#include <QApplication>
#include <QDateTime>
#include <QTextStream>
#include <QTranslator>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

QStringList themes(const QString &wish)
{
    return wish.isEmpty() || wish == u"both"_s ? QStringList{u"light"_s, u"dark"_s} : QStringList{wish};
}

QTranslator *translatorFor(const QString &language, QObject *parent)
{
    if (language == u"en_XA"_s)
        return new PseudoTranslator(parent);
    auto *translator = new QTranslator(parent);
    return translator->load(QLocale(language), u"stanforis"_s, u"_"_s, u":/i18n"_s) ? translator : nullptr;
}

QJsonObject transportFacts(const ConnectionStore &connection)
{
    const auto messages = [&](Transport transport) { return static_cast<qint64>(connection.transport(transport).messages); };
    return {{u"gateway"_s, messages(Transport::Gateway)},
            {u"grpc"_s, messages(Transport::Grpc)},
            {u"websocket"_s, messages(Transport::WebSocket)}};
}

} // namespace

TourRun::TourRun(QApplication &application, const CommandLine &line, const LogPort &log)
    : m_application(application)
    , m_line(line)
    , m_log(log)
    , m_audit(m_clock, m_auditStore, {.folder = m_folder.filePath(u"audit"_s)})
    , m_theme(new ThemeManager(&application))
    , m_simulator(std::make_unique<SimulatorChild>(line.stateFolder))
{
    if (QTranslator *translator = translatorFor(line.tourLanguage.isEmpty() ? u"en"_s : line.tourLanguage, this))
        QCoreApplication::installTranslator(translator);
    else
        m_line.tourLanguage.prepend(u'?');
}

TourRun::~TourRun() = default;

int TourRun::exec()
{
    if (m_line.tourLanguage.startsWith(u'?')) {
        QTextStream(stderr) << "There is no translation for " << m_line.tourLanguage.mid(1) << ". Use en or en_XA.\n";
        return 2;
    }
    connect(m_simulator.get(), &SimulatorChild::failed, this,
            [this](const Error &error) { end(u"The simulator did not start: %1"_s.arg(error.detail)); });
    connect(m_simulator.get(), &SimulatorChild::ready, this, [this](const PlatformAddress &address, const QString &code) {
        // Three people at three workstations: each is enrolled by itself.
        m_codes = {code};
        connect(m_simulator.get(), &SimulatorChild::codeReady, this, [this, address](const QString &next) {
            m_codes.append(next);
            if (m_codes.size() == 3)
                open(address);
            else
                m_simulator->requestCode();
        });
        m_simulator->requestCode();
    });
    m_audit.start();
    m_simulator->start();
    return QApplication::exec();
}

void TourRun::open(const PlatformAddress &address)
{
    findAnchor(this, address, {}, [this, address](Result<TrustAnchor> anchor) {
        if (!anchor) {
            end(u"The simulator's certificate was not accepted: %1"_s.arg(anchor.error().detail));
            return;
        }
        m_requesterBrowser = std::make_unique<FormBrowser>(anchor->tls());
        m_requesterBrowser->setPerson(u"Kaur Lepik"_s);
        m_approverBrowser = std::make_unique<FormBrowser>(anchor->tls());
        m_approverBrowser->setPerson(u"Triin Rebane"_s);
        m_officerBrowser = std::make_unique<FormBrowser>(anchor->tls());
        m_officerBrowser->setPerson(u"Helmi Kask"_s);
        m_requester = std::make_unique<Workspace>(
            Environment{m_clock, *m_requesterBrowser, m_log, m_audit, nullptr, m_folder.filePath(u"requester.sqlite"_s)});
        m_approver = std::make_unique<Workspace>(
            Environment{m_clock, *m_approverBrowser, m_log, m_audit, nullptr, m_folder.filePath(u"approver.sqlite"_s)});
        m_officer = std::make_unique<Workspace>(
            Environment{m_clock, *m_officerBrowser, m_log, m_audit, nullptr, m_folder.filePath(u"officer.sqlite"_s)});
        m_requester->window()->setObjectName(u"requester"_s);
        m_approver->window()->setObjectName(u"approver"_s);
        m_officer->window()->setObjectName(u"officer"_s);
        for (Workspace *workspace : {m_requester.get(), m_approver.get(), m_officer.get()}) {
            connect(workspace, &Workspace::reached, this, [this] {
                if (++m_reached == 3)
                    begin();
            });
            connect(workspace->window(), &MainWindow::densityRequested, m_theme, &ThemeManager::setDensity);
            workspace->window()->resize(m_line.tourSizes.first());
            workspace->window()->show();
            workspace->reach(address, {}, m_codes.takeFirst());
        }
    });
}

void TourRun::begin()
{
    m_tour = std::make_unique<Tour>(Tour::Options{
        .folder = m_line.tourFolder,
        .sizes = m_line.tourSizes,
        .themes = themes(m_line.tourTheme),
        .setTheme = [this](const QString &name) { m_theme->setVariant(name == u"dark"_s ? Variant::Dark : Variant::Light); },
        .facts = [this] { return facts(); },
    });
    connect(m_tour.get(), &Tour::finished, this, &TourRun::end);
    m_tour->start(walk(*m_requester, *m_approver, *m_officer));
}

QJsonObject TourRun::facts() const
{
    return {{u"console"_s, QStringLiteral(STANFORIS_VERSION)},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"platform"_s, QGuiApplication::platformName()},
            {u"ended"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
            {u"language"_s, m_line.tourLanguage.isEmpty() ? u"en"_s : m_line.tourLanguage},
            {u"samples"_s, static_cast<qint64>(m_requester->stores().series.received())},
            {u"messages"_s, QJsonObject{{u"requester"_s, transportFacts(m_requester->stores().connection)},
                                        {u"approver"_s, transportFacts(m_approver->stores().connection)}}}};
}

void TourRun::end(const QString &failure)
{
    if (!failure.isEmpty())
        QTextStream(stderr) << "The tour failed. " << failure << '\n';
    m_application.exit(failure.isEmpty() ? 0 : 1);
}

} // namespace stanforis
