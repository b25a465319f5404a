// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/rail.h"

#include "views/shell/railbutton.h"
#include "views/widgets/button.h"
#include "views/widgets/textlabel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

Rail::Rail(QWidget *parent)
    : QWidget(parent)
    , m_places(new QVBoxLayout)
    , m_toggle(makeIconButton(u"columns"_s, tr("Make the list of places narrow or wide"), this, ButtonSize::Small))
{
    setAccessibleName(tr("Places"));
    const Theme theme = Theme::of(this);
    m_places->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.space(2), theme.space(3), theme.space(2) + 1, theme.space(3));
    layout->setSpacing(0);
    layout->addLayout(m_places);
    layout->addStretch(1);
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    setCollapsed(false);
    connect(m_toggle, &QToolButton::clicked, this, [this] { Q_EMIT collapseRequested(!m_collapsed); });
}

void Rail::setItems(const QList<RailItem> &items)
{
    if (items == m_items)
        return;
    const bool samePlaces =
        std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(),
                   [](const RailItem &a, const RailItem &b) { return a.link == b.link && a.group == b.group; });
    m_items = items;
    if (!samePlaces)
        rebuild();
    for (qsizetype i = 0; i < items.size(); ++i)
        m_buttons.at(i)->setItem(items.at(i));
    refresh();
}

void Rail::rebuild()
{
    while (QLayoutItem *item = m_places->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // a button may be the sender
        }
        delete item;
    }
    m_buttons.clear();
    m_headings.clear();
    QString group;
    QWidget *before = m_toggle; // made with the frame, so its place in the order of Tab is the right one
    for (const RailItem &item : m_items) {
        if (item.group != group && !item.group.isEmpty()) {
            auto *heading = new TextLabel(item.group, TypeRole::Label, Tone::Tertiary, this);
            const Theme theme = Theme::of(this);
            heading->setContentsMargins(theme.space(3), theme.space(2), 0, theme.space(1));
            heading->setFixedHeight(theme.space(8));
            m_places->addWidget(heading);
            m_headings.append(heading);
        }
        group = item.group;
        auto *button = new RailButton(this);
        button->setCollapsed(m_collapsed);
        connect(button, &RailButton::clicked, this, [this, button] {
            refresh(); // the place changes when the page does, not by the click
            Q_EMIT navigateRequested(button->item().link);
        });
        m_places->addWidget(button);
        m_buttons.append(button);
        setTabOrder(before, button);
        before = button;
        button->show();
    }
    for (TextLabel *heading : std::as_const(m_headings))
        heading->setVisible(!m_collapsed);
}

void Rail::setCurrent(const QString &link)
{
    m_current = link;
    refresh();
}

void Rail::refresh()
{
    RailButton *best = nullptr;
    for (RailButton *button : std::as_const(m_buttons)) {
        const QString &own = button->item().link;
        const bool under = m_current == own || m_current.startsWith(own + u'/') || m_current.startsWith(own + u'?');
        if (under && (!best || own.size() > best->item().link.size()))
            best = button;
    }
    for (RailButton *button : std::as_const(m_buttons))
        button->setCurrent(button == best);
}

void Rail::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    const FrameMetrics &frame = Theme::of(this).frame();
    layout()->setAlignment(m_toggle, collapsed ? Qt::AlignHCenter : Qt::AlignLeft);
    setFixedWidth(collapsed ? frame.railCollapsed : frame.rail);
    for (RailButton *button : std::as_const(m_buttons))
        button->setCollapsed(collapsed);
    for (TextLabel *heading : std::as_const(m_headings))
        heading->setVisible(!collapsed);
    m_toggle->setAccessibleDescription(collapsed ? tr("Now narrow") : tr("Now wide"));
}

void Rail::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface().frame);
    const QRect edge(width() - 1, 0, 1, height());
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), edge), theme.line().normal);
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        focusNextPrevChild(true);
    else if (event->key() == Qt::Key_Up)
        focusNextPrevChild(false);
    else
        QWidget::keyPressEvent(event);
}

} // namespace stanforis
