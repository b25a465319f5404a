// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/accesscontroller.h"

#include "models/ports/noticeport.h"
#include "models/ports/transactionport.h"
#include "views/access/signinpage.h"

#include <QClipboard>
#include <QGuiApplication>

namespace stanforis {

AccessController::AccessController(SignInPage &page, SessionPort &session, NoticePort &notices, TransactionPort &transactions,
                                   QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_transactions(transactions)
{
    const auto openBrowser = [&session] { session.signIn(SignInWay::Browser); };
    connect(&page, &SignInPage::signInRequested, &session, openBrowser);
    connect(&page, &SignInPage::openAgainRequested, &session, openBrowser);
    connect(&page, &SignInPage::cancelRequested, &session, &SessionPort::cancelSignIn);
    connect(&page, &SignInPage::copyLinkRequested, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_session.signInPrompt().address.toEncoded())); });
    connect(&page, &SignInPage::checkReceiptRequested, this, &AccessController::checkReceipt);
    connect(&session, &SessionPort::stateChanged, this, &AccessController::showState);
    connect(&session, &SessionPort::signInPrompted, this,
            [this](const SignInPrompt &prompt) { m_page.setSignInEnds(prompt.ends); });
    connect(&session, &SessionPort::signInFailed, &page, &SignInPage::setSignInFailure);
    notices.publicNotices(this, [this](Result<QList<Notice>> reply) {
        if (reply)
            m_page.setPublicNotices(*reply);
    });
    showState(session.state());
}

void AccessController::showState(SessionState state)
{
    m_page.setSessionState(state);
    if (state == SessionState::SigningIn)
        m_page.setSignInEnds(m_session.signInPrompt().ends);
}

void AccessController::checkReceipt(const QByteArray &file)
{
    const Result<Receipt> receipt = receiptFromFile(file);
    if (!receipt) {
        m_page.setReceiptOutcome(receipt.error());
        return;
    }
    m_transactions.verify(this, *receipt, [this](Result<ReceiptFacts> facts) { m_page.setReceiptOutcome(facts); });
}

} // namespace stanforis
