// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/signinflow.h"

#include <QPointer>

#include <memory>
#include <optional>

namespace stanforis {

class BrowserPort;

/// Proves a session again, freshly or at a higher level (RFC 9470): what asked for it waits, and whoever asks meanwhile waits for
/// the same. Always the same person: another one is refused with Conflict. GUI thread.
class StepUp final : public QObject
{
    Q_OBJECT
public:
    StepUp(const SignInFlow::Parts &parts, BrowserPort &browser, QObject *parent = nullptr);
    ~StepUp() override;

    /// `subject` and `idToken` of the session. The reply comes once, after succeeded(), or with the outcome of the flow.
    /// Cancelled: the person gave up, or the session is over.
    void ask(QObject *context, const SignInDemand &demand, const SubjectId &subject, const QByteArray &idToken,
             Reply<Done> reply);
    /// The browser once more, with fresh secrets.
    void openAgain();
    void cancel();

    [[nodiscard]] bool isRunning() const { return m_flow != nullptr; }
    [[nodiscard]] const SignInDemand &demand() const { return m_demand; }
    [[nodiscard]] SignInPrompt prompt() const { return m_flow ? m_flow->prompt() : SignInPrompt(); }

Q_SIGNALS:
    void began();
    void prompted(const SignInPrompt &prompt);
    void succeeded(const SignedIn &signedIn); ///< the tokens to go on with; before ended()
    void ended();

private:
    struct Waiting
    {
        QPointer<QObject> context;
        Reply<Done> reply;
    };
    void open();
    void finish(const Result<SignedIn> &outcome);
    void letFlowGo();

    const SignInFlow::Parts m_parts;
    BrowserPort &m_browser;
    SignInDemand m_demand;
    SubjectId m_subject;
    QByteArray m_idToken;
    std::unique_ptr<SignInFlow> m_flow;
    QList<Waiting> m_waiting;
};

} // namespace stanforis
