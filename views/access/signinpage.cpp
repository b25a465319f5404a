// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/signinpage.h"

#include "models/stores/connectionstore.h"
#include "views/access/answerbox.h"
#include "views/access/browsercard.h"
#include "views/access/cardpanel.h"
#include "views/access/codecard.h"
#include "views/access/enrolmentcard.h"
#include "views/access/platformchooser.h"
#include "views/access/platformfacts.h"
#include "views/access/lookupfield.h"
#include "views/access/signintext.h"
#include "views/widgets/dates.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

// look.md, "Pages": 704 facts, rest ways to sign in.
constexpr int factsWidth = 704;
// Inside the mode frame at 1920x1080.
constexpr int usualWidth = 1912;
constexpr int usualHeight = 1052;
constexpr int shownNotices = 3;

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

SignInPage::SignInPage(const ConnectionStore &connection, const Clock &clock, QWidget *parent)
    : Page(parent)
    , m_connection(connection)
    , m_factsColumn(new QWidget(this))
    , m_waysColumn(new QWidget(this))
    , m_facts(new PlatformFacts(connection, m_factsColumn))
    , m_chooser(new PlatformChooser(m_factsColumn))
    , m_lookUp(new LookUpField(m_factsColumn))
    , m_enrolment(new EnrolmentCard(m_waysColumn))
    , m_browser(new BrowserCard(clock, m_waysColumn))
    , m_card(new CardPanel(clock, m_waysColumn))
    , m_code(new CodeCard(clock, m_waysColumn))
{
    setObjectName(u"sign-in-page"_s);
    m_factsColumn->setProperty("surface", u"frame"_s);
    m_factsColumn->setAttribute(Qt::WA_StyledBackground);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(m_factsColumn);
    columns->addWidget(makeSeparator(this, Qt::Vertical));
    columns->addWidget(m_waysColumn, 1);
    makeFactsColumn();
    makeWaysColumn();
    followTheme(this, [this](const Theme &) { place(); });

    connect(m_chooser, &PlatformChooser::platformRequested, this, &SignInPage::platformRequested);
    connect(m_lookUp, &LookUpField::checkRequested, this, &SignInPage::lookUpRequested);
    connect(m_enrolment, &EnrolmentCard::enrolmentRequested, this, &SignInPage::enrolmentRequested);
    connect(m_browser, &BrowserCard::signInRequested, this, &SignInPage::signInRequested);
    connect(m_browser, &BrowserCard::openAgainRequested, this, &SignInPage::openAgainRequested);
    connect(m_browser, &BrowserCard::copyLinkRequested, this, &SignInPage::copyLinkRequested);
    connect(m_browser, &BrowserCard::cancelRequested, this, &SignInPage::cancelRequested);
    connect(m_card, &CardPanel::cardRequested, this, &SignInPage::cardRequested);
    connect(m_card, &CardPanel::cancelRequested, this, &SignInPage::cancelRequested);
    connect(m_code, &CodeCard::codeRequested, this, &SignInPage::codeRequested);
    connect(m_code, &CodeCard::cancelRequested, this, &SignInPage::cancelRequested);
    connect(&connection, &ConnectionStore::profileChanged, this, &SignInPage::refresh);
    connect(&connection, &ConnectionStore::failureChanged, this, &SignInPage::refresh);
    refresh();
}

QString SignInPage::title() const { return tr("Sign in"); }

QList<KeyHelp> SignInPage::keys() const
{
    return {{tr("Enter"), tr("Open the browser, or what has the focus")}, {tr("Esc"), tr("Cancel signing in")}};
}

QWidget *SignInPage::firstFocus()
{
    if (m_connection.profile())
        return m_enrolment->isVisibleTo(this) ? m_enrolment->firstFocus() : m_browser->firstFocus();
    return m_retry->isVisibleTo(this) ? m_retry : nullptr;
}

void SignInPage::refresh()
{
    const bool known = m_connection.profile().has_value();
    const bool failed = !known && m_connection.failure().has_value();
    const bool none = !known && !failed && m_address.isEmpty();
    if (failed) {
        const auto [happened, next] = SignInText::platform(*m_connection.failure(), m_address);
        m_problem->setText(happened, next, m_connection.failure()->detail);
    } else if (none) {
        m_problem->setText(tr("No platform was chosen."),
                           tr("Choose one by its address, or start the simulator on this workstation."));
    }
    m_retry->setVisible(failed);
    m_problem->setVisible((failed || none) && !m_starting);
    m_reaching->setText(tr("Asking the platform who it is"), m_address);
    m_reaching->setVisible(!known && !failed && !none && !m_starting);
    m_simulator->setVisible(m_starting);
    const bool enrolled = !m_workstation || m_workstation->phase == WorkstationPhase::Enrolled;
    const bool ready = known && enrolled && !m_starting;
    m_enrolment->setVisible(known && !enrolled && !m_starting);
    m_browser->setVisible(ready && !m_card->isWaiting() && !m_code->isWaiting());
    m_browser->setPrimary(!m_card->isReady());
    m_card->setVisible(ready && m_card->isOffered() && !m_browser->isWaiting() && !m_code->isWaiting());
    m_code->setVisible(ready && !m_browser->isWaiting() && !m_card->isWaiting());
    m_without->setVisible(known && m_connection.profile()->mode != Mode::Simulation && !m_starting && !isWaiting());
    m_lookUp->setAvailable(known);
    m_chooser->setOffered(!m_problem->isVisibleTo(this));
    m_facts->refresh();
    // The likely way has the focus as soon as it is there; who is typing somewhere stays there.
    const QWidget *focused = focusWidget();
    const bool typing = focused && focused->isVisible() && focused != this && isAncestorOf(focused);
    if (known && !std::exchange(m_wasKnown, known) && !typing)
        firstFocus()->setFocus(Qt::OtherFocusReason);
    m_wasKnown = known;
}

void SignInPage::setAddress(const QString &address)
{
    m_address = address;
    m_facts->setAddress(address);
    refresh();
}

void SignInPage::setSessionState(SessionState state, SignInWay way)
{
    const bool signingIn = state == SessionState::SigningIn;
    if (signingIn)
        m_way = way;
    const bool had = m_browser->isAncestorOf(focusWidget()) || m_code->isAncestorOf(focusWidget());
    m_card->setWaiting(signingIn && way == SignInWay::Card);
    m_browser->setWaiting(signingIn && way == SignInWay::Browser);
    m_code->setWaiting(signingIn && way == SignInWay::DeviceCode);
    if (signingIn)
        m_failure->hide();
    refresh();
    if (had)
        (m_way == SignInWay::DeviceCode ? m_code->firstFocus() : m_browser->firstFocus())->setFocus(Qt::OtherFocusReason);
}

void SignInPage::setPrompt(const SignInPrompt &prompt)
{
    if (prompt.way == SignInWay::DeviceCode)
        m_code->setPrompt(prompt);
    else
        m_browser->setEnds(prompt.ends);
}

bool SignInPage::isWaiting() const { return m_browser->isWaiting() || m_card->isWaiting() || m_code->isWaiting(); }

void SignInPage::setCard(const CardFacts &facts)
{
    m_card->setFacts(facts);
    refresh();
}

void SignInPage::setSignInFailure(const Error &error, SignInWay way)
{
    setSessionState(SessionState::SignedOut);
    m_way = way;
    const auto [happened, next] = way == SignInWay::Card ? SignInText::card(error) : SignInText::attempt(error, way);
    m_failure->setText(happened, next);
    m_failureAgain->show();
    m_failure->show();
}

void SignInPage::setSessionEnded(const QString &sentence)
{
    m_failureAgain->hide();
    m_failure->setText(tr("Your session was ended."),
                       sentence.isEmpty() ? tr("It was signed out elsewhere, or its time was over. Sign in again to go on.")
                                          : sentence);
    m_failure->show();
}

void SignInPage::setSignedOutEverywhere(bool all)
{
    m_failureAgain->hide();
    m_failure->setText(all ? tr("You are signed out everywhere.") : tr("You are signed out here."),
                       all ? tr("Your sessions on every workstation have ended.")
                           : tr("The platform could not be told, so your sessions elsewhere may go on. Sign in again and repeat "
                                "it."));
    m_failure->show();
}

void SignInPage::tryAgain()
{
    if (m_way == SignInWay::DeviceCode)
        Q_EMIT codeRequested(m_code->place());
    else if (m_way == SignInWay::Card)
        Q_EMIT cardRequested();
    else
        Q_EMIT signInRequested();
}

void SignInPage::dismissFailure()
{
    m_failure->hide();
    if (QWidget *next = firstFocus())
        next->setFocus(Qt::OtherFocusReason);
}

void SignInPage::setWorkstation(const Workstation &workstation)
{
    const bool had = m_enrolment->isAncestorOf(focusWidget());
    const bool before = m_workstation && m_workstation->phase != WorkstationPhase::Enrolled;
    m_workstation = workstation;
    m_enrolment->setWorkstation(workstation);
    m_facts->setWorkstation(workstation);
    refresh();
    // Where the person was, or the way in that has just become the likely one.
    const bool enrolled = workstation.phase == WorkstationPhase::Enrolled;
    if (isVisible() && (had || (before && enrolled && !focusWidget())) && firstFocus())
        firstFocus()->setFocus(Qt::OtherFocusReason);
}

void SignInPage::setEnrolmentFailure(const Error &error) { m_enrolment->setFailure(error); }

void SignInPage::setSimulatorStarting(const QString &step)
{
    m_starting = true;
    m_failure->hide();
    m_simulator->setText(tr("The simulator is starting"), step);
    refresh();
}

void SignInPage::setSimulatorFinished(const std::optional<Error> &failure)
{
    m_starting = false;
    if (failure) {
        const auto [happened, next] = SignInText::simulator(*failure);
        m_failure->setText(happened, next, failure->detail);
        m_failureAgain->hide(); // the button to start it is below
        m_failure->show();
    }
    refresh();
}

void SignInPage::setPublicNotices(const QList<Notice> &notices)
{
    clear(m_noticeRows);
    for (const Notice &notice : notices.first(std::min<qsizetype>(shownNotices, notices.size()))) {
        auto *row = new QWidget(m_notices);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, Theme::of(this).space(2), 0, Theme::of(this).space(2));
        auto *what = new TextLabel(notice.title, TypeRole::Body, Tone::Primary, row);
        what->setWordWrap(true);
        layout->setSpacing(Theme::of(this).space(4));
        layout->addWidget(what, 1);
        layout->addWidget(new TextLabel(Dates::day(notice.time), TypeRole::Label, Tone::Tertiary, row), 0, Qt::AlignTop);
        row->setToolTip(notice.text);
        row->setAccessibleName(notice.title);
        row->setAccessibleDescription(notice.text);
        m_noticeRows->addWidget(makeSeparator(m_notices));
        m_noticeRows->addWidget(row);
    }
    m_notices->setVisible(!notices.isEmpty());
}

void SignInPage::setLookUpOutcome(const LookUpAnswer &answer) { m_lookUp->setOutcome(answer); }

void SignInPage::setLanguages(const QList<std::pair<QString, QString>> &languages, const QString &current)
{
    m_languages->clear();
    for (const auto &[code, name] : languages) {
        QAction *action = m_languages->addAction(name);
        action->setCheckable(true);
        action->setChecked(code == current);
        connect(action, &QAction::triggered, this, [this, language = code] { Q_EMIT languageRequested(language); });
        if (code == current)
            m_language->setText(name);
    }
    m_language->setAccessibleName(tr("Language: %1").arg(m_language->text()));
    m_language->setVisible(languages.size() > 1);
}

void SignInPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    place();
}

void SignInPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isWaiting())
        Q_EMIT cancelRequested();
    else
        Page::keyPressEvent(event);
}

void SignInPage::place()
{
    const Theme theme = Theme::of(this);
    const bool narrow = theme.density() == Density::Compact;
    // On a very large screen the page keeps the size of a usual one and stands in the middle: nobody reads lines that far apart.
    const int aside = std::max(0, (width() - usualWidth) / 2), above = std::max(0, (height() - usualHeight) / 2);
    m_factsColumn->setFixedWidth(aside + std::min(factsWidth, factsWidth * width() / usualWidth));
    const int side = narrow ? theme.space(8) : theme.space(10) + theme.space(2);
    const int top = above + (narrow ? theme.space(7) : theme.space(10));
    const int bottom = above + (narrow ? theme.space(5) : theme.space(9));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto margins = [=](int start, int end) {
        return mirrored ? QMargins(end, top, start, bottom) : QMargins(start, top, end, bottom);
    };
    m_factsColumn->layout()->setContentsMargins(margins(aside + side, side));
    m_waysColumn->layout()->setContentsMargins(margins(theme.space(7), aside + theme.space(7)));
}

} // namespace stanforis
