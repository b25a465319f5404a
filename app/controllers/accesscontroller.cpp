// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/accesscontroller.h"

#include "app/controllers/lookups.h"
#include "models/ports/noticeport.h"
#include "views/access/signinpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSysInfo>

namespace stanforis {

AccessController::AccessController(SignInPage &page, const Ports &ports, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_ports(ports)
{
    const auto *session = &m_ports.session;
    const auto openBrowser = [this] { m_ports.session.signIn(SignInWay::Browser); };
    connect(&page, &SignInPage::signInRequested, this, openBrowser);
    connect(&page, &SignInPage::openAgainRequested, this, openBrowser);
    connect(&page, &SignInPage::cardRequested, this, [this] { m_ports.session.signIn(SignInWay::Card); });
    connect(&page, &SignInPage::cancelRequested, session, &SessionPort::cancelSignIn);
    connect(&page, &SignInPage::copyLinkRequested, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_ports.session.signInPrompt().address.toEncoded()));
    });
    connect(&page, &SignInPage::lookUpRequested, this, [this](const QByteArray &text) {
        m_ports.lookUps.ask(this, text, [this](const LookUpAnswer &answer) { m_page.setLookUpOutcome(answer); });
    });
    connect(&page, &SignInPage::enrolmentRequested, &m_ports.workstation, &WorkstationPort::enrol);
    connect(session, &SessionPort::stateChanged, this, &AccessController::showState);
    connect(&page, &SignInPage::codeRequested, this, [this](const QString &place) {
        m_ports.session.setDisplayName({QSysInfo::machineHostName(), place});
        m_ports.session.signIn(SignInWay::DeviceCode);
    });
    connect(session, &SessionPort::signInPrompted, &page, &SignInPage::setPrompt);
    connect(session, &SessionPort::signInFailed, this, [this](const Error &error) { m_page.setSignInFailure(error, m_way); });
    connect(&m_ports.workstation, &WorkstationPort::changed, this, &AccessController::showWorkstation);
    connect(&m_ports.workstation, &WorkstationPort::enrolmentFailed, &page, &SignInPage::setEnrolmentFailure);
    showState(m_ports.session.state());
    showWorkstation();
}

void AccessController::showWorkstation()
{
    const Workstation &workstation = m_ports.workstation.workstation();
    m_page.setWorkstation(workstation);
    // Notices for everybody, but not for every machine.
    if (workstation.phase != WorkstationPhase::Enrolled || std::exchange(m_noticesAsked, true))
        return;
    m_ports.notices.publicNotices(this, [this](Result<QList<Notice>> reply) {
        if (reply)
            m_page.setPublicNotices(*reply);
    });
}

void AccessController::showState(SessionState state)
{
    if (state == SessionState::SigningIn)
        m_way = m_ports.session.signInPrompt().way;
    m_page.setSessionState(state, m_way);
    if (state == SessionState::SigningIn)
        m_page.setPrompt(m_ports.session.signInPrompt());
}

} // namespace stanforis
