// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/connectionbanner.h"

#include "views/widgets/button.h"
#include "views/widgets/icons.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int stripHeight = 44; // look.md, "Pages": Disconnected
constexpr int iconSize = 16;

} // namespace

ConnectionBanner::ConnectionBanner(QWidget *parent)
    : QWidget(parent)
    , m_happened(new TextLabel({}, TypeRole::Strong, Tone::Primary, this))
    , m_kept(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_attempt(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_tryNow(makeButton(tr("Try now"), ButtonKind::Primary, this, ButtonSize::Small))
{
    auto *layout = new QHBoxLayout(this);
    layout->setSpacing(Theme::of(this).space(3));
    dress();
    layout->addWidget(m_happened);
    layout->addWidget(m_kept, 1);
    layout->addWidget(m_attempt);
    layout->addWidget(m_tryNow);
    m_kept->setElided(Qt::ElideRight);
    connect(m_tryNow, &QPushButton::clicked, this, &ConnectionBanner::tryNowRequested);
    hide();
}

void ConnectionBanner::dress()
{
    const Theme theme = Theme::of(this);
    const int margin = theme.metrics().pageMargin;
    setFixedHeight(stripHeight + margin);
    const int start = margin + theme.space(4) + iconSize + theme.space(3), end = margin + theme.space(3);
    const bool mirrored = layoutDirection() == Qt::RightToLeft; // margins do not mirror by themselves
    layout()->setContentsMargins(mirrored ? end : start, margin, mirrored ? start : end, 0);
}

void ConnectionBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange)
        dress();
}

void ConnectionBanner::setState(const BannerState &state)
{
    const QString since =
        state.since.isValid() ? state.since.toString(u"HH:mm:ss"_s) + u' ' + Words::zone(state.since) : QString();
    const QString happened = !state.happened.isEmpty() ? state.happened : since.isEmpty() ? tr("Connection lost.") : tr("Connection lost since %1.").arg(since);
    const QString kept = state.kept.isEmpty() ? tr("Last values are kept and shown grey.") : state.kept;
    m_happened->setText(happened);
    m_kept->setFullText(kept);
    m_attempt->setText(state.nextAttempt ? tr("Next attempt in %n s", nullptr, int(state.nextAttempt->count()))
                                         : tr("Connecting"));
    m_tryNow->setEnabled(state.nextAttempt.has_value());
    setAccessibleName(happened);
    setAccessibleDescription(kept);
    setVisible(state.shown);
}

void ConnectionBanner::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const int margin = theme.metrics().pageMargin;
    const QRect box = rect().adjusted(margin, margin, -margin, 0);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line().strong, theme.stroke().hair));
    painter.setBrush(theme.surface().raised);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    const QRect icon(box.left() + theme.space(4), box.center().y() - iconSize / 2, iconSize, iconSize);
    painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), icon).topLeft(),
                       Icons::pixmap(u"unplug"_s, theme.text().primary, iconSize, devicePixelRatioF()));
}

} // namespace stanforis
