// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/tourrun.h"

#include "app/console/audit/auditlog.h"
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

#include <utility>

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

/// One of three people at three workstations, and what each workstation has of its own.
struct TourRun::Desk
{
    Desk(const Clock &clock, const QString &auditFolder, const QSslConfiguration &tls)
        : audit(clock, auditStore, {.folder = auditFolder})
        , browser(tls)
    {}

    AuditStore auditStore;
    AuditLog audit;
    FormBrowser browser;
    std::unique_ptr<Workspace> workspace;
};

TourRun::TourRun(QApplication &application, const CommandLine &line, const LogPort &log)
    : m_application(application)
    , m_line(line)
    , m_log(log)
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
        for (const auto &[name, person] :
             {std::pair(u"requester"_s, u"Kaur Lepik"_s), std::pair(u"approver"_s, u"Triin Rebane"_s),
              std::pair(u"officer"_s, u"Helmi Kask"_s)}) {
            auto desk = std::make_unique<Desk>(m_clock, m_folder.filePath(name + u"-audit"_s), anchor->tls());
            desk->browser.setPerson(person);
            desk->audit.start();
            desk->workspace = std::make_unique<Workspace>(
                Environment{m_clock, desk->browser, m_log, desk->audit, nullptr, m_folder.filePath(name + u".sqlite"_s)});
            MainWindow *window = desk->workspace->window();
            window->setObjectName(name);
            connect(desk->workspace.get(), &Workspace::reached, this, [this] {
                if (++m_reached == 3)
                    begin();
            });
            connect(window, &MainWindow::densityRequested, m_theme, &ThemeManager::setDensity);
            window->resize(m_line.tourSizes.first());
            window->show();
            desk->workspace->reach(address, {}, m_codes.takeFirst());
            m_desks.push_back(std::move(desk));
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
    m_tour->start(walk(*m_desks[0]->workspace, *m_desks[1]->workspace, *m_desks[2]->workspace));
}

QJsonObject TourRun::facts() const
{
    return {{u"console"_s, QStringLiteral(STANFORIS_VERSION)},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"platform"_s, QGuiApplication::platformName()},
            {u"ended"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
            {u"language"_s, m_line.tourLanguage.isEmpty() ? u"en"_s : m_line.tourLanguage},
            {u"samples"_s, static_cast<qint64>(m_desks[0]->workspace->stores().series.received())},
            {u"messages"_s, QJsonObject{{u"requester"_s, transportFacts(m_desks[0]->workspace->stores().connection)},
                                        {u"approver"_s, transportFacts(m_desks[1]->workspace->stores().connection)}}}};
}

void TourRun::end(const QString &failure)
{
    if (!failure.isEmpty())
        QTextStream(stderr) << "The tour failed. " << failure << '\n';
    m_application.exit(failure.isEmpty() ? 0 : 1);
}

} // namespace stanforis
