// SPDX-License-Identifier: GPL-3.0-or-later
// The two columns of the sign-in page: what stands where. What it says and does is in signinpage.cpp.
#include "views/access/answerbox.h"
#include "views/access/browsercard.h"
#include "views/access/cardpanel.h"
#include "views/access/codecard.h"
#include "views/access/enrolmentcard.h"
#include "views/access/platformchooser.h"
#include "views/access/platformfacts.h"
#include "views/access/lookupfield.h"
#include "views/access/signinpage.h"
#include "views/widgets/button.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int waysWidth = 640; // look.md, "Pages": ways to sign in, 640 wide, centred

QWidget *makeBrand(QWidget *parent)
{
    const Theme theme = Theme::of(parent);
    auto *brand = new QWidget(parent);
    auto *row = new QHBoxLayout(brand);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.space(3));
    auto *mark = new IconLabel(u"mark"_s, Tone::Primary, brand);
    mark->setIconSize(theme.metrics().controlLarge);
    row->addWidget(mark);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(new TextLabel(u"STANFORIS"_s, TypeRole::Title, Tone::Primary, brand));
    names->addWidget(new TextLabel(SignInPage::tr("Console %1").arg(QLatin1StringView(STANFORIS_VERSION)), TypeRole::Label,
                                   Tone::Secondary, brand));
    row->addLayout(names);
    row->addStretch();
    return brand;
}

} // namespace

void SignInPage::makeFactsColumn()
{
    const Theme theme = Theme::of(this);
    // Long texts on a small screen: what is known of the platform scrolls, the field under it stays.
    auto *scroll = new QScrollArea(m_factsColumn);
    scroll->setObjectName(u"sign-in-facts"_s);
    scroll->setAccessibleName(tr("About this platform"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *known = new QWidget(scroll);
    known->setProperty("surface", u"frame"_s);
    m_notices = new QWidget(known);
    auto *notices = new QVBoxLayout(m_notices);
    notices->setContentsMargins(0, 0, 0, 0);
    notices->setSpacing(theme.space(2));
    notices->addWidget(new TextLabel(tr("Public notices"), TypeRole::Strong, Tone::Primary, m_notices));
    m_noticeRows = new QVBoxLayout;
    m_noticeRows->setSpacing(0);
    notices->addLayout(m_noticeRows);
    m_notices->hide();

    auto *facts = new QVBoxLayout(known);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(0);
    facts->addStretch(3);
    facts->addWidget(m_facts);
    facts->addSpacing(theme.space(4));
    facts->addWidget(m_chooser);
    facts->addSpacing(theme.space(5));
    facts->addStretch(2);
    facts->addWidget(m_notices);
    facts->addSpacing(theme.space(4));
    facts->addStretch(6);
    scroll->setWidget(known);
    // Room beside the bar while there is one.
    connect(scroll->verticalScrollBar(), &QScrollBar::rangeChanged, facts,
            [facts, gap = theme.space(3)](int, int most) { facts->setContentsMargins(0, 0, most > 0 ? gap : 0, 0); });

    auto *layout = new QVBoxLayout(m_factsColumn);
    layout->setSpacing(0);
    layout->addWidget(makeBrand(m_factsColumn));
    layout->addSpacing(theme.space(5));
    layout->addWidget(scroll, 1);
    layout->addWidget(makeSeparator(m_factsColumn));
    layout->addSpacing(theme.space(4));
    layout->addWidget(new TextLabel(tr("Check without signing in"), TypeRole::Strong, Tone::Primary, m_factsColumn));
    auto *what = new TextLabel(tr("A receipt, a credential, or an identifier that begins with did:"), TypeRole::Label,
                               Tone::Tertiary, m_factsColumn);
    what->setElided(Qt::ElideRight);
    layout->addWidget(what);
    layout->addSpacing(theme.space(2));
    layout->addWidget(m_lookUp);
}

void SignInPage::makeWaysColumn()
{
    const Theme theme = Theme::of(this);
    m_failure = new AnswerBox(u"info"_s, m_waysColumn);
    m_failure->setObjectName(u"sign-in-failure"_s);
    QPushButton *again = m_failure->addButton(makeButton(tr("Try again"), ButtonKind::Normal, m_failure, ButtonSize::Small));
    again->setObjectName(u"sign-in-try-again"_s);
    connect(again, &QPushButton::clicked, this, &SignInPage::tryAgain);
    m_failureAgain = again;
    QPushButton *close = m_failure->addButton(makeButton(tr("Understood"), ButtonKind::Normal, m_failure, ButtonSize::Small));
    close->setObjectName(u"sign-in-failure-close"_s);
    connect(close, &QPushButton::clicked, this, &SignInPage::dismissFailure);
    m_failure->hide();

    m_reaching = new AnswerBox(u"network"_s, m_waysColumn);
    m_reaching->setObjectName(u"platform-reaching"_s);

    m_problem = new AnswerBox(u"unplug"_s, m_waysColumn);
    m_problem->setObjectName(u"platform-problem"_s);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(theme.space(2));
    m_retry = makeButton(tr("Try again"), ButtonKind::Primary, m_problem);
    m_retry->setObjectName(u"platform-retry"_s);
    QPushButton *other = makeButton(tr("Choose another platform"), ButtonKind::Normal, m_problem);
    other->setObjectName(u"platform-choose-other"_s);
    QPushButton *simulator = makeButton(tr("Start the simulator"), ButtonKind::Normal, m_problem);
    simulator->setObjectName(u"simulator-start"_s);
    actions->addSpacing(theme.metrics().icon + theme.space(3));
    for (QPushButton *button : {m_retry, other, simulator})
        actions->addWidget(button);
    actions->addStretch();
    m_problem->body()->addSpacing(theme.space(2));
    m_problem->body()->addLayout(actions);
    connect(m_retry, &QPushButton::clicked, this, &SignInPage::retryRequested);
    connect(other, &QPushButton::clicked, m_chooser, &PlatformChooser::open);
    connect(simulator, &QPushButton::clicked, this, &SignInPage::simulatorRequested);

    m_simulator = new AnswerBox(u"training"_s, m_waysColumn);
    m_simulator->setObjectName(u"simulator-starting"_s);
    m_simulatorCancel = m_simulator->addButton(makeButton(tr("Cancel"), ButtonKind::Normal, m_simulator));
    m_simulatorCancel->setObjectName(u"simulator-cancel"_s);
    auto *bar = new QProgressBar(m_simulator);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("The simulator is starting"));
    m_simulator->body()->addWidget(bar);
    connect(m_simulatorCancel, &QPushButton::clicked, this, &SignInPage::simulatorCancelRequested);

    m_without = new QWidget(m_waysColumn);
    auto *without = new QHBoxLayout(m_without);
    without->setContentsMargins(0, theme.space(2), 0, 0);
    without->addWidget(new TextLabel(tr("Only want to look around"), TypeRole::Body, Tone::Tertiary, m_without));
    QPushButton *instead = makeButton(tr("Try the simulator instead"), ButtonKind::Quiet, m_without);
    instead->setObjectName(u"simulator-instead"_s);
    without->addWidget(instead);
    without->addStretch();
    connect(instead, &QPushButton::clicked, this, &SignInPage::simulatorRequested);

    auto *ways = new QWidget(m_waysColumn);
    ways->setMaximumWidth(waysWidth);
    auto *way = new QVBoxLayout(ways);
    way->setContentsMargins(0, 0, 0, 0);
    way->setSpacing(theme.space(4));
    way->addWidget(new TextLabel(tr("Sign in"), TypeRole::Title, Tone::Primary, ways));
    for (QWidget *box : std::initializer_list<QWidget *>{m_failure, m_reaching, m_problem, m_simulator, m_enrolment, m_card,
                                                         m_browser, m_code, m_without})
        way->addWidget(box);

    auto *layout = new QVBoxLayout(m_waysColumn);
    layout->setSpacing(0);
    layout->addStretch(2);
    auto *centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(ways, waysWidth);
    centre->addStretch(1);
    layout->addLayout(centre);
    layout->addStretch(6);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(makeFooter(), waysWidth);
    foot->addStretch(1);
    layout->addLayout(foot);
}

QWidget *SignInPage::makeFooter()
{
    auto *footer = new QWidget(m_waysColumn);
    footer->setMaximumWidth(waysWidth);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::of(this).space(3));
    auto *logged =
        new TextLabel(tr("Every access is logged and shown to the person it concerns."), TypeRole::Label, Tone::Tertiary, footer);
    logged->setElided(Qt::ElideRight);
    row->addWidget(logged, 1);
    QPushButton *help = makeButton(tr("Help F1"), ButtonKind::Quiet, footer, ButtonSize::Small);
    help->setObjectName(u"sign-in-help"_s);
    connect(help, &QPushButton::clicked, this, &SignInPage::helpRequested);
    row->addWidget(help);
    m_language = makeButton(tr("Language"), ButtonKind::Quiet, footer, ButtonSize::Small);
    m_language->setObjectName(u"sign-in-language"_s);
    m_languages = new QMenu(m_language);
    m_language->setMenu(m_languages);
    m_language->hide();
    row->addWidget(m_language);
    return footer;
}

} // namespace stanforis
