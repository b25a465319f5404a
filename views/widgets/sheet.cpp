// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/sheet.h"

#include "views/widgets/button.h"
#include "views/widgets/panel.h"
#include "views/widgets/textlabel.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <QVariantAnimation>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int sheetWidth = 640; // look.md, "Pages": Service
constexpr int footHeight = 72;
constexpr int slide = 16; // look.md, "Motion": at most

QList<QWidget *> controlsOf(QWidget *panel)
{
    QList<QWidget *> controls;
    for (QWidget *next = panel->nextInFocusChain(); next && next != panel; next = next->nextInFocusChain()) {
        if (panel->isAncestorOf(next) && next->isVisible() && next->isEnabled() && (next->focusPolicy() & Qt::TabFocus) &&
            !next->focusProxy())
            controls.append(next);
    }
    return controls;
}

} // namespace

Sheet::Sheet(QWidget *host)
    : QWidget(host)
    , m_panel(new QWidget(this))
    , m_title(new TextLabel({}, TypeRole::Title, Tone::Primary, m_panel))
    , m_header(new QVBoxLayout)
    , m_body(new QVBoxLayout)
    , m_foot(new QWidget(m_panel))
    , m_footLayout(new QHBoxLayout(m_foot))
    , m_footnote(new TextLabel({}, TypeRole::Label, Tone::Tertiary, m_foot))
{
    const Theme theme = Theme::of(this);
    m_panel->setProperty("surface", u"sheet"_s);
    m_panel->setAttribute(Qt::WA_StyledBackground);
    auto *close = makeIconButton(u"close"_s, tr("Close, Esc"), m_panel, ButtonSize::Small);
    close->setObjectName(u"sheet-close"_s);
    connect(close, &QToolButton::clicked, this, &Sheet::dismiss);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close);
    m_header->setContentsMargins(theme.space(6), theme.space(5), theme.space(6), theme.space(4));
    m_header->setSpacing(theme.space(3));
    m_header->addLayout(top);
    // What is in the body keeps space(1) free round itself for focus rings.
    const int side = theme.space(6) - theme.space(1), above = theme.space(5) - theme.space(1);
    m_body->setContentsMargins(side, above, side, above);
    m_foot->setFixedHeight(footHeight);
    m_footLayout->setContentsMargins(theme.space(6), 0, theme.space(6), 0);
    m_footLayout->setSpacing(theme.space(3));
    m_footLayout->addWidget(m_footnote, 1);
    m_footnote->setElided(Qt::ElideRight);
    auto *layout = new QVBoxLayout(m_panel);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_header);
    layout->addWidget(makeSeparator(m_panel));
    layout->addLayout(m_body, 1);
    layout->addWidget(makeSeparator(m_panel));
    layout->addWidget(m_foot);
    host->installEventFilter(this);
    hide();
}

void Sheet::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void Sheet::setBody(QWidget *body)
{
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_content = body;
    m_body->addWidget(body);
    if (m_open)
        body->show();
}

void Sheet::setHeaderExtra(QWidget *widget) { m_header->addWidget(widget); }

void Sheet::setFootnote(const QString &sentence) { m_footnote->setFullText(sentence); }

void Sheet::addFootWidget(QWidget *widget) { m_footLayout->addWidget(widget); }

void Sheet::open(QWidget *firstFocus)
{
    const Theme theme = Theme::of(this);
    if (!m_open)
        m_returnTo = QApplication::focusWidget();
    m_open = true;
    setGeometry(parentWidget()->rect());
    raise();
    show();
    const auto duration = theme.motion().sheet;
    place(duration.count() > 0 ? slide : 0);
    if (duration.count() > 0) {
        auto *animation = new QVariantAnimation(this);
        animation->setStartValue(slide);
        animation->setEndValue(0);
        animation->setDuration(int(duration.count()));
        animation->setEasingCurve(QEasingCurve::OutCubic);
        connect(animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) { place(value.toInt()); });
        animation->start(QAbstractAnimation::DeleteWhenStopped);
    }
    const QList<QWidget *> controls = controlsOf(m_panel);
    if (firstFocus)
        firstFocus->setFocus(Qt::OtherFocusReason);
    else if (!controls.isEmpty())
        controls.value(1, controls.first())->setFocus(Qt::OtherFocusReason);
}

void Sheet::dismiss()
{
    if (!m_open)
        return;
    m_open = false;
    hide();
    if (m_returnTo)
        m_returnTo->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        place(0);
    }
    return QWidget::eventFilter(watched, event);
}

void Sheet::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QColor scrim = theme.surface().scrim;
    scrim.setAlphaF(float(theme.surface().scrimOpacity));
    QPainter painter(this);
    painter.fillRect(rect(), scrim);
    const QRect panel = m_panel->geometry();
    const int edge = layoutDirection() == Qt::RightToLeft ? panel.right() + 1 : panel.left() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), theme.line().strong);
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QWidget::keyPressEvent(event);
}

void Sheet::mousePressEvent(QMouseEvent *event)
{
    if (!m_panel->geometry().contains(event->position().toPoint()))
        dismiss();
}

bool Sheet::focusNextPrevChild(bool next)
{
    const QList<QWidget *> controls = controlsOf(m_panel);
    if (controls.isEmpty())
        return true;
    const qsizetype now = controls.indexOf(QApplication::focusWidget());
    const qsizetype step = next ? 1 : -1;
    controls.at((now + step + controls.size()) % controls.size())->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void Sheet::place(int offset)
{
    const int width = std::min(sheetWidth, this->width());
    const int x = layoutDirection() == Qt::RightToLeft ? -offset : this->width() - width + offset;
    m_panel->setGeometry(x, 0, width, height());
    update();
}

} // namespace stanforis
