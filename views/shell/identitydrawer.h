// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/identitydetails.h"

#include <QObject>

class QComboBox;
class QVBoxLayout;

namespace stanforis {

class FactList;
class InitialsBox;
class Sheet;
class TextLabel;

/// Over the end of the page: who is signed in and how that was proved, roles with where they come from, the tokens by audience
/// and time left (never a token), where secrets are, and the ways to lock and to leave.
class IdentityDrawer final : public QObject
{
    Q_OBJECT

public:
    /// Lies over \a host, which owns it.
    explicit IdentityDrawer(QWidget *host);

    void open();
    void dismiss();
    [[nodiscard]] bool isOpen() const;
    void setDetails(const IdentityDetails &details);
    /// Where further sections about the person go, above the foot: DID document, credentials.
    [[nodiscard]] QVBoxLayout *sections() const { return m_sections; }

Q_SIGNALS:
    void lockRequested();
    void signOutRequested();
    void signOutEverywhereRequested();
    /// How long nobody may be there before the console locks.
    void idleLockRequested(int minutes);

private:
    [[nodiscard]] QWidget *makeBody();
    void makeFoot();
    FactList *addSection(const QString &title, const QString &name);

    Sheet *m_sheet;
    QVBoxLayout *m_sections = nullptr;
    InitialsBox *m_initials = nullptr;
    TextLabel *m_name = nullptr;
    TextLabel *m_organisation = nullptr;
    FactList *m_proof = nullptr;
    FactList *m_roles = nullptr;
    FactList *m_passes = nullptr;
    TextLabel *m_secrets = nullptr;
    QComboBox *m_idle = nullptr;
};

} // namespace stanforis
