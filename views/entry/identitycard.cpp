// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/entry/identitycard.h"

#include "views/widgets/dates.h"
#include "views/widgets/factlist.h"
#include "views/widgets/initialsbox.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

IdentityCard::IdentityCard(QWidget *parent)
    : Panel(parent)
    , m_initials(new InitialsBox(this))
    , m_name(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_organisation(new TextLabel({}, TypeRole::Label, Tone::Secondary, this))
    , m_facts(new FactList(this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"identity-card"_s);
    setAccessibleName(tr("Signed in"));
    m_facts->setRuled(false);
    m_name->setElided(Qt::ElideRight);
    m_organisation->setElided(Qt::ElideRight);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_organisation);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(3));
    head->addWidget(m_initials);
    head->addLayout(names, 1);
    body()->addLayout(head);
    body()->addSpacing(theme.space(2));
    body()->addWidget(m_facts);
    body()->addStretch();
}

void IdentityCard::setIdentity(const Identity &identity, Instant sessionEnds, const QStringList &roles, Instant now)
{
    m_initials->setName(identity.name);
    m_name->setFullText(identity.name);
    m_organisation->setFullText(identity.organisation);
    const bool ending = sessionEnds - now < std::chrono::minutes(5);
    m_facts->setFacts({
        {tr("Assurance"), identity.method.isEmpty()
                              ? identity.assurance
                              : tr("%1 (%2)", "level, how it was proved").arg(identity.assurance, identity.method)},
        {tr("Signed in"), Dates::when(identity.signedIn, now)},
        {tr("Session ends"), sessionEnds > now ? tr("in %1").arg(Dates::until(sessionEnds, now)) : tr("now"),
         ending ? Severity::Low : Severity::Normal},
        {tr("Roles"), roles.isEmpty() ? tr("none yet") : roles.join(tr(", ", "between roles"))},
    });
}

} // namespace stanforis
