// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/breadcrumb.h"

#include "views/widgets/button.h"
#include "views/widgets/icons.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// The arrow between two places; points on in both reading directions.
class Arrow final : public QWidget
{
public:
    explicit Arrow(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(12, 12);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QString name = layoutDirection() == Qt::RightToLeft ? u"chevron-left"_s : u"chevron-right"_s;
        QPainter(this).drawPixmap(0, 0, Icons::pixmap(name, Theme::of(this).text().tertiary, 12, devicePixelRatioF()));
    }
};

} // namespace

Breadcrumb::Breadcrumb(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::of(this).space(1));
    setAccessibleName(tr("Where you are"));
}

void Breadcrumb::setCrumbs(const QList<Crumb> &crumbs)
{
    if (crumbs == m_crumbs)
        return;
    m_crumbs = crumbs;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // a crumb may be the sender
        }
        delete item;
    }
    QWidget *before = this;
    for (const Crumb &crumb : crumbs) {
        const bool last = &crumb == &crumbs.last();
        if (&crumb != &crumbs.first())
            m_layout->addWidget(new Arrow(this));
        if (last || crumb.link.isEmpty()) {
            auto *label = new TextLabel(crumb.title, last ? TypeRole::Strong : TypeRole::Body,
                                        last ? Tone::Primary : Tone::Secondary, this);
            label->setElided(Qt::ElideRight);
            m_layout->addWidget(label);
        } else {
            QPushButton *button = makeButton(crumb.title, ButtonKind::Bare, this, ButtonSize::Small);
            connect(button, &QPushButton::clicked, this, [this, link = crumb.link] { Q_EMIT navigateRequested(link); });
            m_layout->addWidget(button);
            setTabOrder(before, button);
            before = button;
        }
    }
    m_layout->addStretch(1);
}

} // namespace stanforis
