// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "views/widgets/panel.h"

namespace stanforis {

class FactList;
class InitialsBox;
class TextLabel;

/// Who is signed in, how sure that is, and until when.
class IdentityCard final : public Panel
{
    Q_OBJECT

public:
    explicit IdentityCard(QWidget *parent = nullptr);

    void setIdentity(const Identity &identity, Instant sessionEnds, const QStringList &roles, Instant now);

private:
    InitialsBox *m_initials;
    TextLabel *m_name;
    TextLabel *m_organisation;
    FactList *m_facts;
};

} // namespace stanforis
