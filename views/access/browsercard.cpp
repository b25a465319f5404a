// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/browsercard.h"

#include "views/widgets/button.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

BrowserCard::BrowserCard(const Clock &clock, QWidget *parent)
    : Panel(parent)
    , m_clock(clock)
    , m_title(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_text(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_open(makeButton(tr("Open browser"), ButtonKind::Primary, this, ButtonSize::Large))
    , m_wait(new QWidget(this))
    , m_bar(new QProgressBar(m_wait))
    , m_left(new TextLabel({}, TypeRole::Label, Tone::Tertiary, m_wait))
    , m_again(makeButton(tr("Open again"), ButtonKind::Normal, m_wait))
    , m_copy(makeButton(tr("Copy link"), ButtonKind::Normal, m_wait))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Normal, m_wait))
{
    const Theme theme = Theme::of(this);
    m_open->setObjectName(u"sign-in-open-browser"_s);
    m_again->setObjectName(u"sign-in-open-again"_s);
    m_copy->setObjectName(u"sign-in-copy-link"_s);
    m_cancel->setObjectName(u"sign-in-cancel"_s);
    m_left->setObjectName(u"sign-in-countdown"_s);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Time left to finish in the browser"));
    m_text->setWordWrap(true);

    auto *time = new QHBoxLayout;
    time->setSpacing(theme.space(3));
    time->addWidget(m_bar, 1);
    time->addWidget(m_left);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    for (QPushButton *button : {m_again, m_copy, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *wait = new QVBoxLayout(m_wait);
    wait->setContentsMargins(0, theme.space(3), 0, 0);
    wait->setSpacing(theme.space(4));
    wait->addLayout(time);
    wait->addLayout(buttons);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme.space(1));
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addWidget(m_wait);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(4));
    row->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1));
    row->addWidget(new IconLabel(u"browser"_s, Tone::Secondary, this), 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_open, 0, Qt::AlignVCenter);
    body()->addLayout(row);

    connect(m_open, &QPushButton::clicked, this, &BrowserCard::signInRequested);
    connect(m_again, &QPushButton::clicked, this, &BrowserCard::openAgainRequested);
    connect(m_copy, &QPushButton::clicked, this, &BrowserCard::copied);
    connect(m_cancel, &QPushButton::clicked, this, &BrowserCard::cancelRequested);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &BrowserCard::count);
    m_copiedFor.setSingleShot(true);
    m_copiedFor.setInterval(std::chrono::seconds(3));
    connect(&m_copiedFor, &QTimer::timeout, this, [this] { m_copy->setText(tr("Copy link")); });
    setWaiting(false);
}

void BrowserCard::setWaiting(bool waiting)
{
    m_waiting = waiting;
    m_open->setVisible(!waiting);
    m_wait->setVisible(waiting);
    m_title->setText(waiting ? tr("Waiting for your browser") : tr("Browser"));
    m_text->setText(waiting ? tr("Finish signing in there. This window goes on by itself.")
                            : tr("Opens your own browser. Sign in there with the identity you have."));
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
    if (!waiting) {
        m_tick.stop();
        return;
    }
    m_began = m_clock.now();
    m_tick.start();
    count();
}

void BrowserCard::setEnds(Instant ends)
{
    m_ends = ends;
    m_began = m_clock.now();
    count();
}

void BrowserCard::setAvailable(bool available)
{
    setDisabledReason(m_open, available ? QString() : tr("The platform has not said yet who it is"));
}

void BrowserCard::setPrimary(bool primary) { setButtonKind(m_open, primary ? ButtonKind::Primary : ButtonKind::Normal); }

QWidget *BrowserCard::firstFocus() const { return m_waiting ? m_again : m_open; }

void BrowserCard::count()
{
    const bool known = m_ends > m_began;
    m_bar->setVisible(known);
    m_left->setVisible(known);
    if (!known)
        return;
    const auto left = std::max(Duration::zero(), m_ends - m_clock.now());
    const auto seconds = int(std::chrono::ceil<std::chrono::seconds>(left).count());
    m_bar->setRange(0, int(std::chrono::ceil<std::chrono::seconds>(m_ends - m_began).count()));
    m_bar->setValue(seconds);
    m_left->setText(tr("%1 left").arg(u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'))));
}

void BrowserCard::copied()
{
    Q_EMIT copyLinkRequested();
    m_copy->setText(tr("Link copied"));
    m_copiedFor.start();
}

} // namespace stanforis
