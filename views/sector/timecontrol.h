// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeselection.h"
#include "views/shell/page.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace stanforis {

class SegmentedControl;
class TextLabel;
class TimeContext;

/// Live with a window, or a range written in two fields that read expressions; back and forward through what was looked at;
/// copy and paste; the zone times are written in. Fields are committed with Enter and say what is wrong with them. The keys in
/// keys() work wherever the focus is on the page that holds the control. GUI thread.
class TimeControl final : public QWidget
{
    Q_OBJECT

public:
    /// `time` must outlive the control; `page` gets the keys.
    explicit TimeControl(TimeContext &time, QWidget *page);

    /// Shows the bounds as they are now.
    void refresh();
    /// Nothing new comes: "Live" reads "Held".
    void setHeld(bool held);
    [[nodiscard]] static QList<KeyHelp> keys();

public Q_SLOTS:
    void copyRange();
    /// Takes the range that the clipboard says; what can't be read is said beside the fields.
    void pasteRange();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void makeMenu();
    void makeKeys(QWidget *page);
    void follow();
    void followZone();
    void showWindows();
    void choose(int mode);
    void commit();
    void refuse(QLineEdit *field, const QString &sentence);
    void dress();

    TimeContext &m_time;
    QToolButton *m_back;
    QToolButton *m_forward;
    SegmentedControl *m_mode;
    QComboBox *m_window;
    QLineEdit *m_from;
    QLineEdit *m_to;
    TextLabel *m_range;
    QPushButton *m_zone;
    QToolButton *m_more;
};

} // namespace stanforis
