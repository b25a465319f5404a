// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace stanforis {

/// One choice of a few, side by side. Arrow keys move between the choices.
class SegmentedControl final : public QWidget
{
    Q_OBJECT

public:
    /// \a name is what the choice is about, for screen readers.
    explicit SegmentedControl(const QString &name, const QStringList &choices, QWidget *parent = nullptr);

    /// As high as a small button: for the header of a panel.
    void setSmall(bool small);
    void setCurrentIndex(int index);
    [[nodiscard]] int currentIndex() const;

Q_SIGNALS:
    /// By the person only, not by setCurrentIndex().
    void choiceRequested(int index);

private:
    QButtonGroup *m_group;
};

} // namespace stanforis
