// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRadioButton>

namespace stanforis {

/// One role that may be asked for: the sector's name for it and what it adds. On one line when there is little room.
class RoleChoice final : public QRadioButton
{
    Q_OBJECT

public:
    RoleChoice(const QString &name, const QString &summary, QWidget *parent);

    /// Two lines instead of one.
    void setTall(bool tall);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] bool hitButton(const QPoint &position) const override;

private:
    QString m_summary;
    bool m_tall = false;
};

} // namespace stanforis
