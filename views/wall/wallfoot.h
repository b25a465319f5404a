// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QWidget>

namespace stanforis {

/// The line under the tiles of a wall: how many services are abnormal by severity, and the newest of them. GUI thread.
class WallFoot final : public QWidget
{
    Q_OBJECT

public:
    explicit WallFoot(QWidget *parent = nullptr);

    void setSummary(const StatusSummary &summary);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString age() const;

    StatusSummary m_summary;
};

} // namespace stanforis
