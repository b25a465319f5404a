// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/pagescroll.h"

#include "views/widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Brings what has the focus into view and follows the density.
class PageScroll final : public QScrollArea
{
public:
    PageScroll(QWidget *page, QWidget *header, QWidget *content)
        : QScrollArea(page)
        , m_layout(new QVBoxLayout(page))
    {
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        auto *inside = new QWidget(this);
        inside->setProperty("surface", u"none"_s);
        m_inside = new QVBoxLayout(inside);
        m_inside->addWidget(content);
        setWidget(inside);
        m_layout->setSpacing(0);
        m_header = new QVBoxLayout;
        m_header->addWidget(header);
        m_layout->addLayout(m_header);
        m_layout->addWidget(this, 1);
        dress();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QScrollArea::changeEvent(event);
        if (event->type() == QEvent::StyleChange)
            dress();
    }

private:
    void dress()
    {
        const Theme theme = Theme::of(this);
        const int margin = theme.metrics().pageMargin;
        m_layout->setContentsMargins(0, margin, 0, 0);
        m_header->setContentsMargins(margin, 0, margin, theme.density() == Density::Desk ? theme.space(3) : theme.space(2));
        m_inside->setContentsMargins(margin, theme.space(1), margin, margin);
    }

    QVBoxLayout *m_layout;
    QVBoxLayout *m_header;
    QVBoxLayout *m_inside;
};

} // namespace

QScrollArea *makePageScroll(QWidget *page, QWidget *header, QWidget *content) { return new PageScroll(page, header, content); }

} // namespace stanforis
