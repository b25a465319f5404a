// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"
#include "models/domain/severity.h"
#include "views/entry/entrystores.h"
#include "views/widgets/panel.h"

#include <array>

namespace stanforis {

class IconLabel;
class SeverityLabel;
class Sparkline;
class TextLabel;

/// One of my sectors at a glance: state, the course of its first measure, three figures, what is abnormal, my role.
/// Opened by a click, Enter or Space.
class SectorTile final : public Panel
{
    Q_OBJECT

public:
    SectorTile(const SectorId &sector, const EntryStores &stores, QWidget *parent = nullptr);

    void refresh(bool disconnected);
    /// Worst of its services when last known; decides the place of the tile, which does not move when the connection is lost.
    [[nodiscard]] Severity worst() const { return m_worst; }

Q_SIGNALS:
    void opened(const stanforis::SectorId &sector);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    class Figure;
    [[nodiscard]] QWidget *makeFoot();
    void showState(bool disconnected);
    /// How old the figures are, in words.
    [[nodiscard]] QString lastKnown() const;
    void showMeasures(bool disconnected);

    SectorId m_sector;
    EntryStores m_stores;
    IconLabel *m_icon;
    TextLabel *m_name;
    SeverityLabel *m_state;
    TextLabel *m_caption;
    Sparkline *m_line;
    std::array<Figure *, 3> m_figures{};
    std::array<SeverityLabel *, 4> m_counts{};
    TextLabel *m_abnormal = nullptr;
    TextLabel *m_role = nullptr;
    Severity m_worst = Severity::Normal;
};

} // namespace stanforis
