// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/panel.h"

#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace stanforis {

namespace {

class Separator final : public QWidget
{
public:
    Separator(Qt::Orientation orientation, QWidget *parent)
        : QWidget(parent)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), Theme::of(this).line().subtle); }
};

} // namespace

Panel::Panel(QWidget *parent)
    : Panel(QString(), parent)
{}

Panel::Panel(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_header(new QWidget(this))
    , m_headerLayout(new QHBoxLayout(m_header))
    , m_title(new TextLabel(title, TypeRole::Strong, Tone::Primary, m_header))
    , m_subtitle(new TextLabel({}, TypeRole::Label, Tone::Tertiary, m_header))
    , m_body(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_body, 1);
    m_subtitle->setElided(Qt::ElideRight);
    m_headerLayout->addWidget(m_title);
    m_headerLayout->addWidget(m_subtitle, 1);
    setTitle(title);
    dress();
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    m_header->setVisible(!title.isEmpty());
    setAccessibleName(title);
    dress();
}

void Panel::setSubtitle(const QString &subtitle) { m_subtitle->setFullText(subtitle); }

void Panel::setTitleRole(TypeRole role) { m_title->setRole(role); }

void Panel::addAction(QWidget *widget) { m_headerLayout->addWidget(widget, 0, Qt::AlignVCenter); }

void Panel::addLeading(QWidget *widget) { m_headerLayout->insertWidget(m_leading++, widget, 0, Qt::AlignVCenter); }

void Panel::setBodyMargins(const QMargins &margins)
{
    m_margins = margins;
    dress();
}

void Panel::setBodySpacing(int spacing)
{
    m_spacing = spacing;
    m_body->setSpacing(spacing);
}

void Panel::setEdgeToEdge(bool edgeToEdge)
{
    m_edgeToEdge = edgeToEdge;
    setProperty("edgeToEdge", edgeToEdge); // for what brings its own inner margin, such as EmptyState
    dress();
}

void Panel::setDashed(bool dashed)
{
    m_dashed = dashed;
    update();
}

void Panel::paintEvent(QPaintEvent *event)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    const int edge = int(theme.radius()) + 1;
    if (!m_dashed && !m_edgeToEdge && rect().adjusted(edge, edge, -edge, -edge).contains(event->rect())) {
        painter.fillRect(event->rect(), theme.surface().panel); // under a label that has changed
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme.line().normal, theme.stroke().hair);
    if (m_dashed)
        pen.setDashPattern({3, 3});
    painter.setPen(pen);
    if (!m_dashed)
        painter.setBrush(theme.surface().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius(), theme.radius());
    if (m_edgeToEdge && m_header->isVisibleTo(this))
        painter.fillRect(QRect(1, m_header->geometry().bottom(), width() - 2, 1), theme.line().subtle);
}

void Panel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_dressing)
        dress();
}

void Panel::dress()
{
    m_dressing = true;
    const Theme theme = Theme::of(this);
    const int padding = theme.metrics().panelPadding;
    m_header->setFixedHeight(theme.metrics().panelHeader);
    m_headerLayout->setContentsMargins(padding, 0, padding, 0);
    m_headerLayout->setSpacing(theme.space(2));
    const bool header = !m_title->text().isEmpty();
    if (m_margins)
        m_body->setContentsMargins(*m_margins);
    else if (m_edgeToEdge)
        m_body->setContentsMargins(0, 0, 0, 0);
    else
        m_body->setContentsMargins(padding, header ? 0 : padding, padding, padding);
    m_body->setSpacing(m_spacing ? *m_spacing : m_edgeToEdge ? 0 : theme.space(2));
    m_dressing = false;
    update();
}

QWidget *makeSeparator(QWidget *parent, Qt::Orientation orientation) { return new Separator(orientation, parent); }

} // namespace stanforis
