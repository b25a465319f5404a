// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/card.h"
#include "models/domain/identity.h"
#include "models/domain/notice.h"
#include "models/domain/lookup.h"
#include "models/domain/signin.h"
#include "models/domain/workstation.h"
#include "views/shell/page.h"

class QMenu;
class QPushButton;
class QVBoxLayout;

namespace stanforis {

class AnswerBox;
class BrowserCard;
class CardPanel;
class CodeCard;
class Clock;
class ConnectionStore;
class EnrolmentCard;
class PlatformChooser;
class PlatformFacts;
class LookUpField;
class TextLabel;

/// What anybody sees: which platform this is and why it may be believed, and the ways in. Fills the window: there is no rail
/// and no alarm bar round it.
class SignInPage final : public Page
{
    Q_OBJECT

public:
    explicit SignInPage(const ConnectionStore &connection, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<KeyHelp> keys() const override;
    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;

    /// The address that is being tried, shown until the platform has said who it is.
    void setAddress(const QString &address);
    /// `way`: of the sign-in that runs.
    void setSessionState(SessionState state, SignInWay way = SignInWay::Browser);
    void setCard(const CardFacts &facts);
    /// What the running sign-in waits for.
    void setPrompt(const SignInPrompt &prompt);
    /// Last attempt, as one box on top; taken away by the next attempt.
    void setSignInFailure(const Error &error, SignInWay way = SignInWay::Browser);
    /// The platform ended the session: its own sentence, if it gave one, in the same box.
    void setSessionEnded(const QString &sentence);
    /// Not all: the platform could not be told of the others.
    void setSignedOutEverywhere(bool all);
    /// Where this workstation stands: signing in waits until it is enrolled. Not told: it does not matter here.
    void setWorkstation(const Workstation &workstation);
    /// The one-time code was of no use.
    void setEnrolmentFailure(const Error &error);
    /// The simulator is being started: `step` says what it is doing now.
    void setSimulatorStarting(const QString &step);
    /// It started (empty) or did not.
    void setSimulatorFinished(const std::optional<Error> &failure);
    void setPublicNotices(const QList<Notice> &notices);
    void setLookUpOutcome(const LookUpAnswer &answer);
    /// Language codes with the name each has for itself; the one in use is on the button. Fewer than two: no button.
    void setLanguages(const QList<std::pair<QString, QString>> &languages, const QString &current);

Q_SIGNALS:
    void signInRequested();
    void cardRequested();
    void enrolmentRequested(const QString &code);
    void openAgainRequested();
    /// By a code that this screen shows; `place`: where it is, in words.
    void codeRequested(const QString &place);
    void copyLinkRequested();
    void cancelRequested();
    void platformRequested(const QString &address);
    void simulatorRequested();
    void simulatorCancelRequested();
    void retryRequested();
    void lookUpRequested(const QByteArray &text);
    void languageRequested(const QString &code);
    void helpRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeFactsColumn();
    void makeWaysColumn();
    [[nodiscard]] QWidget *makeFooter();
    void dismissFailure();
    void tryAgain();
    [[nodiscard]] bool isWaiting() const;
    void place();

    const ConnectionStore &m_connection;
    QString m_address;
    bool m_starting = false;
    bool m_wasKnown = false;
    std::optional<Workstation> m_workstation;

    QWidget *m_factsColumn;
    QWidget *m_waysColumn;
    PlatformFacts *m_facts = nullptr;
    PlatformChooser *m_chooser = nullptr;
    QWidget *m_notices = nullptr;
    QVBoxLayout *m_noticeRows = nullptr;
    LookUpField *m_lookUp = nullptr;
    AnswerBox *m_failure = nullptr;
    AnswerBox *m_problem = nullptr;
    AnswerBox *m_simulator = nullptr;
    AnswerBox *m_reaching = nullptr;
    EnrolmentCard *m_enrolment = nullptr;
    BrowserCard *m_browser = nullptr;
    CardPanel *m_card = nullptr;
    CodeCard *m_code = nullptr;
    SignInWay m_way = SignInWay::Browser; ///< of the attempt that runs or was the last
    QPushButton *m_failureAgain = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_simulatorCancel = nullptr;
    QWidget *m_without = nullptr;
    QPushButton *m_language = nullptr;
    QMenu *m_languages = nullptr;
};

} // namespace stanforis
