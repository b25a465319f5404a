// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/asktile.h"

#include "views/widgets/button.h"
#include "views/widgets/factlist.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

AskTile::AskTile(const SectorSummary &sector, QWidget *parent)
    : Panel(parent)
    , m_sector(sector)
    , m_state(new TextLabel(tr("No role"), TypeRole::Label, Tone::Tertiary, this))
    , m_who(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_ask(makeButton(tr("Ask for access"), ButtonKind::Normal, this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"ask-tile-"_s + sector.id.value);
    setAccessibleName(tr("%1, no role").arg(sector.name));
    m_ask->setAccessibleName(tr("Ask for access to %1").arg(sector.name));
    setDashed(true);
    setFocusProxy(m_ask);
    m_ask->setObjectName(u"ask-for-"_s + sector.id.value);
    m_ask->setAccessibleDescription(sector.name);
    m_who->setElided(Qt::ElideRight);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(3));
    head->addWidget(new IconLabel(sector.icon, Tone::Tertiary, this));
    head->addWidget(new TextLabel(sector.name, TypeRole::Heading, Tone::Secondary, this), 1);
    head->addWidget(m_state);

    auto *roles = new FactList(this);
    QList<Fact> facts;
    for (const Role &role : sector.roles.first(std::min<qsizetype>(3, sector.roles.size())))
        facts.append({role.name, role.summary});
    roles->setFacts(facts);
    followTheme(this, [roles](const Theme &now) {
        roles->setRuled(now.density() == Density::Desk);
        roles->setMostRows(now.density() == Density::Desk ? 0 : 2);
    });

    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme.space(3));
    foot->addWidget(m_ask);
    foot->addWidget(m_who, 1);
    body()->addLayout(head);
    body()->addWidget(roles);
    body()->addStretch(1);
    body()->addLayout(foot);
    connect(m_ask, &QPushButton::clicked, this, [this] { Q_EMIT askRequested(m_sector.id); });
    setRequest(nullptr);
}

void AskTile::setRequest(const Subscription *request)
{
    m_ask->setVisible(!request);
    if (!request) {
        m_state->setText(tr("No role"));
        m_who->setFullText(m_sector.approver.isEmpty() ? QString() : tr("decided by %1").arg(m_sector.approver));
        return;
    }
    const bool approved = request->state == Subscription::State::Approved;
    m_state->setText(approved ? tr("Approved") : tr("Asked"));
    m_who->setFullText(approved ? tr("%1 begins soon").arg(m_sector.roleName(request->role))
                                : tr("%1, waits for a decision").arg(m_sector.roleName(request->role)));
}

} // namespace stanforis
