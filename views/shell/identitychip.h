// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"
#include "views/widgets/theme.h"

#include <QAbstractButton>
#include <QList>

#include <optional>

namespace stanforis {

/// Name, role, assurance and session time left; a press opens the menu with identity, lock, look, language and sign out.
class IdentityChip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit IdentityChip(QWidget *parent = nullptr);

    void setIdentity(const IdentitySummary &identity);
    /// What the menu marks; none: as the window's size asks.
    void setChosenDensity(std::optional<Density> density);
    void setLanguages(const QList<LanguageItem> &languages, const QString &current);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void identityRequested();
    void lockRequested();
    void signOutRequested();
    void variantRequested(stanforis::Variant variant);
    /// None: as the window's size asks.
    void densityRequested(std::optional<stanforis::Density> density);
    void languageRequested(const QString &code);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void openMenu();
    [[nodiscard]] QString secondLine() const;

    IdentitySummary m_identity;
    std::optional<Density> m_chosenDensity;
    QList<LanguageItem> m_languages;
    QString m_language;
};

} // namespace stanforis
