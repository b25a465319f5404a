// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace stanforis {

class SegmentedControl;
class TextLabel;
class TimeContext;

/// Live with a window, or fixed bounds. The bounds are committed with Enter and say what is wrong with them. GUI thread.
class TimeControl final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the control.
    explicit TimeControl(TimeContext &time, QWidget *parent = nullptr);

    /// Shows the bounds as they are now.
    void refresh();
    /// Nothing new comes: "Live" reads "Held".
    void setHeld(bool held);

private:
    void follow();
    void choose(int mode);
    void commit();
    void refuse(QLineEdit *field, const QString &sentence);

    TimeContext &m_time;
    SegmentedControl *m_mode;
    QComboBox *m_window;
    QLineEdit *m_from;
    QLineEdit *m_to;
    TextLabel *m_range;
};

} // namespace stanforis
