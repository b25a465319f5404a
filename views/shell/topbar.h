// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"
#include "views/widgets/breadcrumb.h"
#include "views/widgets/connectionchip.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace stanforis {

class IdentityChip;
class TextLabel;

/// Mark, breadcrumb, palette, connections, clock, identity.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    void setCrumbs(const QList<Crumb> &crumbs) { m_breadcrumb->setCrumbs(crumbs); }
    void setConnections(const QList<ChipState> &connections);
    /// Platform time; its zone stands beside it, the local time in the tool tip.
    /// `detail`: how well it is known; for the hover.
    void setClock(const QDateTime &platformTime, const QString &detail = {});
    /// Narrow: only the mark, as wide as the collapsed rail.
    void setNarrow(bool narrow);
    /// Covered: no way to other pages and no sign of which one is beneath.
    void setCovered(bool covered);
    [[nodiscard]] IdentityChip *identity() const { return m_identity; }

Q_SIGNALS:
    void paletteRequested();
    void navigateRequested(const QString &link);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_brand;
    TextLabel *m_brandName;
    Breadcrumb *m_breadcrumb;
    QWidget *m_stretch; ///< in place of the breadcrumb while covered
    QWidget *m_palette = nullptr;
    QHBoxLayout *m_chipLayout;
    QList<ConnectionChip *> m_chips;
    TextLabel *m_time;
    TextLabel *m_zone;
    IdentityChip *m_identity = nullptr;
};

} // namespace stanforis
