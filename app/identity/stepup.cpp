// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/stepup.h"

#include "app/identity/browsersignin.h"

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

StepUp::StepUp(const SignInFlow::Parts &parts, BrowserPort &browser, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_browser(browser)
{}

StepUp::~StepUp() = default;

void StepUp::ask(QObject *context, const SignInDemand &demand, const SubjectId &subject, const QByteArray &idToken,
                 Reply<Done> reply)
{
    m_waiting.append({context, std::move(reply)});
    if (m_flow)
        return;
    m_demand = demand;
    m_subject = subject;
    m_idToken = idToken;
    open();
    Q_EMIT began();
}

void StepUp::openAgain()
{
    if (m_flow)
        open();
}

void StepUp::cancel()
{
    if (m_flow)
        finish(Error{Error::Code::Cancelled, {}});
}

void StepUp::open()
{
    letFlowGo();
    m_flow = std::make_unique<BrowserSignIn>(m_parts, m_browser);
    m_flow->demand(m_demand, m_idToken);
    connect(m_flow.get(), &SignInFlow::prompted, this, &StepUp::prompted);
    connect(m_flow.get(), &SignInFlow::finished, this, &StepUp::finish);
    m_flow->start();
}

void StepUp::finish(const Result<SignedIn> &outcome)
{
    auto result = outcome ? Result<Done>(Done{}) : Result<Done>(outcome.error());
    if (outcome && outcome->person.subject != m_subject) {
        m_parts.provider.discard(outcome->provider, outcome->tokens.refreshToken);
        result = Error{Error::Code::Conflict, u"sub"_s};
    }
    letFlowGo();
    m_idToken.fill('\0');
    m_idToken.clear();
    if (result)
        Q_EMIT succeeded(*outcome);
    Q_EMIT ended();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &one : waiting) {
        if (one.context)
            one.reply(result);
    }
}

/// Later: we may be inside its report, and its page is still on its way to the browser.
void StepUp::letFlowGo()
{
    if (!m_flow)
        return;
    m_flow->disconnect(this);
    m_flow.release()->deleteLater();
}

} // namespace stanforis
