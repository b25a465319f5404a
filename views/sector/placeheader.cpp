// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/placeheader.h"

#include "views/widgets/icons.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

PlaceHeader::PlaceHeader(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_name(new TextLabel({}, TypeRole::Title, Tone::Primary, this))
    , m_state(new SeverityLabel(this))
    , m_facts(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_layout(new QHBoxLayout(this))
{
    m_state->setEmphasised(true);
    m_state->setAccessibleName(tr("State"));
    m_facts->setElided(Qt::ElideRight);
    m_name->setElided(Qt::ElideRight);
    m_name->setObjectName(u"place-name"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_name);
    m_layout->addWidget(m_state);
    m_layout->addWidget(m_facts, 1);
    dress();
}

void PlaceHeader::setPlace(const QString &icon, const QString &name)
{
    m_iconName = icon;
    m_name->setFullText(name);
    dress();
}

void PlaceHeader::setState(Severity severity, const QString &text)
{
    m_state->setSeverity(severity);
    m_state->setText(text);
    // The facts give way, never the state.
    m_state->setMinimumWidth(m_state->sizeHint().width() + Theme::of(this).space(3));
}

void PlaceHeader::hideState() { m_state->hide(); }

void PlaceHeader::setFacts(const QStringList &facts)
{
    QStringList shown = facts;
    shown.removeAll(QString());
    m_facts->setFullText(shown.join(u" · "_s));
}

void PlaceHeader::addAction(QWidget *widget) { m_layout->addWidget(widget); }

void PlaceHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        dress();
}

void PlaceHeader::dress()
{
    const Theme theme = Theme::of(this);
    const int size = theme.metrics().icon;
    m_layout->setSpacing(theme.space(4));
    setFixedHeight(theme.space(8));
    const QString icon = Icons::contains(m_iconName) ? m_iconName : u"sector"_s;
    m_icon->setPixmap(Icons::pixmap(icon, theme.text().secondary, size, devicePixelRatioF()));
    m_icon->setFixedWidth(size);
}

} // namespace stanforis
