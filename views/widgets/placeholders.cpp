// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/placeholders.h"

#include "views/widgets/accessiblevalue.h"
#include "views/widgets/button.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/icons.h"
#include "views/widgets/panel.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qint64 silentFor = 100;     // ms, experience rule 11
constexpr qint64 explainAfter = 2000; // ms, experience rule 11
constexpr int barHeight = 12;
constexpr int messageIcon = 16;

} // namespace

EmptyState::EmptyState(const QString &what, const QString &why, const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_what(new TextLabel(what, TypeRole::Strong, Tone::Primary, this))
    , m_why(new TextLabel(why, TypeRole::Body, Tone::Secondary, this))
{
    const Theme theme = Theme::of(this);
    auto *layout = new QVBoxLayout(this);
    // In line with the title of the panel: a panel with an inner margin gives it already.
    const auto place = [this, layout] {
        QWidget *panel = parentWidget();
        while (panel && !qobject_cast<Panel *>(panel))
            panel = panel->parentWidget();
        const Theme now = Theme::of(this);
        const int side = panel && !panel->property("edgeToEdge").toBool() ? 0 : now.metrics().panelPadding;
        layout->setContentsMargins(side, now.space(3), side, now.space(3));
    };
    followTheme(this, [place](const Theme &) { place(); });
    QMetaObject::invokeMethod(this, place, Qt::QueuedConnection); // its panel is not finished yet
    layout->setSpacing(theme.space(1));
    m_what->setWordWrap(true);
    m_why->setWordWrap(true);
    layout->addWidget(m_what);
    layout->addWidget(m_why);
    if (!action.isEmpty()) {
        m_button = makeButton(action, ButtonKind::Normal, this);
        connect(m_button, &QPushButton::clicked, this, &EmptyState::actionRequested);
        layout->addSpacing(theme.space(2));
        layout->addWidget(m_button, 0, Qt::AlignLeft);
    }
    layout->addStretch(1);
    setAccessibleName(what);
    setAccessibleDescription(why);
}

void EmptyState::setWords(const QString &what, const QString &why)
{
    m_what->setText(what);
    m_why->setText(why);
    setAccessibleName(what);
    setAccessibleDescription(why);
}

LoadingState::LoadingState(int rows, QWidget *parent)
    : QWidget(parent)
    , m_rows(rows)
    , m_timer(new QTimer(this))
    , m_words(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Normal, this, ButtonSize::Small))
{
    m_words->hide();
    m_cancel->hide();
    setAccessibleValue(this, {});
    connect(m_timer, &QTimer::timeout, this, &LoadingState::refresh);
    connect(m_cancel, &QPushButton::clicked, this, &LoadingState::cancelRequested);
}

void LoadingState::start(const QString &doing)
{
    m_doing = doing;
    m_part = -1;
    m_since.start();
    setAccessibleName(doing);
    m_timer->start(int(silentFor));
    refresh();
}

void LoadingState::stop()
{
    m_timer->stop();
    m_since.invalidate();
    refresh();
}

void LoadingState::setProgress(double part)
{
    m_part = part;
    update();
}

bool LoadingState::isWaiting() const { return m_since.isValid(); }

QSize LoadingState::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.space(10) * 4, theme.metrics().controlSmall + theme.space(3) + m_rows * theme.space(6)};
}

void LoadingState::paintEvent(QPaintEvent *)
{
    if (!m_since.isValid() || m_since.elapsed() < silentFor)
        return;
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    QPainter painter(this);
    const int top = theme.metrics().controlSmall + theme.space(1);
    if (m_since.elapsed() >= explainAfter) {
        painter.fillRect(0, top, width(), 2, theme.line().strong);
        if (m_part >= 0)
            painter.fillRect(mirrored({0, top, int(width() * std::min(1.0, m_part)), 2}), theme.text().primary);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface().hover);
    constexpr double lengths[] = {0.76, 0.66, 0.86, 0.58, 0.8};
    for (int row = 0; row < m_rows; ++row) {
        const QRect bar(0, top + theme.space(3) + row * theme.space(6), int(width() * lengths[row % 5]), barHeight);
        painter.drawRoundedRect(mirrored(bar), theme.radius() - 1, theme.radius() - 1);
    }
}

void LoadingState::resizeEvent(QResizeEvent *) { place(); }

void LoadingState::refresh()
{
    const bool explain = m_since.isValid() && m_since.elapsed() >= explainAfter;
    if (explain) {
        const QString words = tr("%1, %2").arg(m_doing, Words::age(std::chrono::milliseconds(m_since.elapsed() / 1000 * 1000)));
        m_words->setText(words);
        setAccessibleValue(this, words);
        m_timer->setInterval(1000);
    }
    m_words->setVisible(explain);
    m_cancel->setVisible(explain);
    place();
    update();
}

void LoadingState::place()
{
    const Theme theme = Theme::of(this);
    const QSize button = m_cancel->sizeHint();
    const QSize words = m_words->sizeHint();
    const int x = width() - button.width();
    m_cancel->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect({x, 0}, button)));
    const QRect line(x - theme.space(2) - words.width(), (button.height() - words.height()) / 2, words.width(), words.height());
    m_words->setGeometry(QStyle::visualRect(layoutDirection(), rect(), line));
}

InlineMessage::InlineMessage(QWidget *parent)
    : QWidget(parent)
    , m_icon(u"info"_s)
    , m_happened(new TextLabel({}, TypeRole::Strong, Tone::Primary, this))
    , m_kept(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_button(makeButton({}, ButtonKind::Normal, this, ButtonSize::Small))
{
    const Theme theme = Theme::of(this);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_happened->setWordWrap(true);
    m_kept->setWordWrap(true);
    words->addWidget(m_happened);
    words->addWidget(m_kept);
    auto *layout = new QHBoxLayout(this);
    const int start = theme.space(4) + messageIcon + theme.space(3), end = theme.space(4);
    const bool mirrored = layoutDirection() == Qt::RightToLeft; // margins do not mirror by themselves
    layout->setContentsMargins(mirrored ? end : start, theme.space(3), mirrored ? start : end, theme.space(3));
    layout->setSpacing(theme.space(4));
    layout->addLayout(words, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_button, &QPushButton::clicked, this, &InlineMessage::actionRequested);
}

void InlineMessage::setMessage(const QString &happened, const QString &kept, const QString &action, const QString &icon)
{
    m_happened->setText(happened);
    m_kept->setText(kept);
    m_kept->setVisible(!kept.isEmpty());
    m_button->setText(action);
    m_button->setAccessibleName(action);
    m_button->setVisible(!action.isEmpty());
    m_icon = icon.isEmpty() ? u"info"_s : icon;
    setAccessibleName(happened);
    setAccessibleDescription(kept);
    update();
}

void InlineMessage::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
    painter.setBrush(theme.surface().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    const QRect sign(theme.space(4), m_happened->y() + (theme.lineHeight(TypeRole::Strong) - messageIcon) / 2, messageIcon,
                     messageIcon);
    painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), sign).topLeft(),
                       Icons::pixmap(m_icon, theme.text().secondary, messageIcon, devicePixelRatioF()));
}

} // namespace stanforis
