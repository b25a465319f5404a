// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/codecard.h"

#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/qrsymbol.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int longestPlace = 80;
constexpr int codeSize = 32; // read from two metres

QString spoken(const QString &code)
{
    QStringList letters;
    for (const auto letter : code) {
        if (letter.isLetterOrNumber())
            letters.append(letter);
    }
    return letters.join(u' ');
}

/// As somebody types it into a phone: without https://.
QString typed(const QUrl &address) { return address.toString(QUrl::RemoveScheme | QUrl::RemoveQuery).mid(2); }

} // namespace

CodeCard::CodeCard(const Clock &clock, QWidget *parent)
    : Panel(parent)
    , m_clock(clock)
    , m_title(new TextLabel(tr("Code, for a wall display or a borrowed screen"), TypeRole::Heading, Tone::Primary, this))
    , m_text(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_place(new FormField(tr("Where this screen is"), nullptr, this))
    , m_show(makeButton(tr("Show code"), ButtonKind::Normal, this, ButtonSize::Large))
    , m_wait(new QWidget(this))
    , m_code(new QLabel(m_wait))
    , m_bar(new QProgressBar(m_wait))
    , m_left(new TextLabel({}, TypeRole::Label, Tone::Tertiary, m_wait))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Normal, m_wait))
    , m_symbol(new QrSymbol(this))
{
    const Theme theme = Theme::of(this);
    m_title->setWordWrap(true);
    m_show->setObjectName(u"sign-in-show-code"_s);
    m_place->lineEdit()->setObjectName(u"sign-in-place"_s);
    m_code->setObjectName(u"sign-in-user-code"_s);
    m_left->setObjectName(u"sign-in-code-countdown"_s);
    m_cancel->setObjectName(u"sign-in-code-cancel"_s);
    m_symbol->setObjectName(u"sign-in-code-symbol"_s);
    m_text->setObjectName(u"sign-in-code-text"_s);
    m_symbol->setAccessibleName(tr("The address with the code, for a camera"));
    m_place->lineEdit()->setMaxLength(longestPlace);
    m_place->lineEdit()->setPlaceholderText(tr("Control room 2, north wall"));
    m_place->setLineReserved(false);
    m_text->setWordWrap(true);
    m_code->setTextFormat(Qt::PlainText);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_code->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // its width is known before the code is
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Time left to confirm the code"));
    followTheme(m_code, [this](const Theme &now) {
        auto font = now.font(TypeRole::Code);
        font.setPixelSize(codeSize);
        font.setWeight(QFont::Medium);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 3);
        m_code->setFont(font);
    });

    auto *time = new QHBoxLayout;
    time->setSpacing(theme.space(3));
    time->addWidget(m_bar, 1);
    time->addWidget(m_left);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    auto *wait = new QVBoxLayout(m_wait);
    wait->setContentsMargins(0, theme.space(2), 0, 0);
    wait->setSpacing(theme.space(3));
    wait->addWidget(m_code);
    wait->addLayout(time);
    wait->addLayout(buttons);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme.space(1));
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addSpacing(theme.space(1));
    texts->addWidget(m_place);
    texts->addWidget(m_wait);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(4));
    row->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1));
    row->addWidget(new IconLabel(u"qr"_s, Tone::Secondary, this), 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(m_show, 0, Qt::AlignVCenter);
    row->addWidget(m_symbol, 0, Qt::AlignTop);
    body()->addLayout(row);

    connect(m_show, &QPushButton::clicked, this, &CodeCard::ask);
    connect(m_place->lineEdit(), &QLineEdit::returnPressed, this, &CodeCard::ask);
    connect(m_cancel, &QPushButton::clicked, this, &CodeCard::cancelRequested);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &CodeCard::count);
    setWaiting(false);
}

void CodeCard::setWaiting(bool waiting)
{
    m_waiting = waiting;
    if (!waiting)
        m_prompt = {};
    m_show->setVisible(!waiting);
    m_place->setVisible(!waiting);
    m_wait->setVisible(waiting);
    if (waiting)
        m_tick.start();
    else
        m_tick.stop();
    describe();
}

void CodeCard::setPrompt(const SignInPrompt &prompt)
{
    m_prompt = prompt;
    m_began = m_clock.now();
    describe();
}

QString CodeCard::place() const { return m_place->lineEdit()->text().trimmed(); }

void CodeCard::setPlace(const QString &place) { m_place->lineEdit()->setText(place); }

QWidget *CodeCard::firstFocus() const { return m_waiting ? m_cancel : m_show; }

void CodeCard::ask() { Q_EMIT codeRequested(place()); }

void CodeCard::describe()
{
    const bool shown = !m_prompt.userCode.isEmpty();
    m_symbol->setVisible(m_waiting && shown && !m_prompt.codeAddress.isEmpty());
    m_symbol->setContent(QString::fromLatin1(m_prompt.codeAddress.toEncoded()));
    m_code->setVisible(shown);
    m_code->setText(m_prompt.userCode);
    m_code->setAccessibleName(tr("Code: %1").arg(spoken(m_prompt.userCode)));
    if (!m_waiting)
        m_text->setText(tr("Confirm a code on your phone or at your desk. This screen then shows what you may see and can change "
                           "nothing."));
    else if (!shown)
        m_text->setText(tr("Asking the platform for a code"));
    else
        m_text->setText(tr("Scan, or type the code at %1").arg(typed(m_prompt.address)));
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
    count();
}

void CodeCard::count()
{
    const bool known = m_waiting && !m_prompt.userCode.isEmpty();
    m_bar->setVisible(known);
    m_left->setVisible(known);
    if (!known)
        return;
    const auto left = std::max(Duration::zero(), m_prompt.ends - m_clock.now());
    const auto seconds = int(std::chrono::ceil<std::chrono::seconds>(left).count());
    m_bar->setRange(0, int(std::chrono::ceil<std::chrono::seconds>(m_prompt.ends - m_began).count()));
    m_bar->setValue(seconds);
    m_left->setText(tr("Waiting, %1 left").arg(u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'))));
}

} // namespace stanforis
