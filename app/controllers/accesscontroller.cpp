// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/accesscontroller.h"

#include "app/controllers/lookups.h"
#include "models/ports/noticeport.h"
#include "views/access/signinpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSysInfo>

namespace stanforis {

AccessController::AccessController(SignInPage &page, SessionPort &session, NoticePort &notices, LookUps &lookUps, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
{
    const auto openBrowser = [&session] { session.signIn(SignInWay::Browser); };
    connect(&page, &SignInPage::signInRequested, &session, openBrowser);
    connect(&page, &SignInPage::openAgainRequested, &session, openBrowser);
    connect(&page, &SignInPage::cardRequested, &session, [&session] { session.signIn(SignInWay::Card); });
    connect(&page, &SignInPage::cancelRequested, &session, &SessionPort::cancelSignIn);
    connect(&page, &SignInPage::copyLinkRequested, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_session.signInPrompt().address.toEncoded())); });
    connect(&page, &SignInPage::lookUpRequested, this, [this, &lookUps](const QByteArray &text) {
        lookUps.ask(this, text, [this](const LookUpAnswer &answer) { m_page.setLookUpOutcome(answer); });
    });
    connect(&session, &SessionPort::stateChanged, this, &AccessController::showState);
    connect(&page, &SignInPage::codeRequested, &session, [&session](const QString &place) {
        session.setDisplayName({QSysInfo::machineHostName(), place});
        session.signIn(SignInWay::DeviceCode);
    });
    connect(&session, &SessionPort::signInPrompted, &page, &SignInPage::setPrompt);
    connect(&session, &SessionPort::signInFailed, this, [this](const Error &error) { m_page.setSignInFailure(error, m_way); });
    notices.publicNotices(this, [this](Result<QList<Notice>> reply) {
        if (reply)
            m_page.setPublicNotices(*reply);
    });
    showState(session.state());
}

void AccessController::showState(SessionState state)
{
    if (state == SessionState::SigningIn)
        m_way = m_session.signInPrompt().way;
    m_page.setSessionState(state, m_way);
    if (state == SessionState::SigningIn)
        m_page.setPrompt(m_session.signInPrompt());
}

} // namespace stanforis
