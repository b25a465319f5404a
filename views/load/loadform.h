// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/simulation.h"
#include "views/widgets/panel.h"

class QCheckBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace stanforis {

class FormField;
class TextLabel;

/// How many series, how often each, and whether this console receives them. GUI thread.
class LoadForm final : public Panel
{
    Q_OBJECT

public:
    explicit LoadForm(QWidget *parent = nullptr);

    /// What the platform says; the fields take it over unless they are being edited.
    void setLoad(const Result<SimulatedLoad> &load);
    /// So many series flow into this console now.
    void setReceiving(int series);
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void loadRequested(int series, int hertz);
    void receiveRequested(bool receive);

private:
    void send();
    void showState();
    [[nodiscard]] std::optional<int> number(FormField *field, int lowest, int highest);

    SimulatedLoad m_load;
    QString m_failure;
    int m_receiving = 0;
    FormField *m_series;
    FormField *m_hertz;
    QPushButton *m_set;
    QPushButton *m_stop;
    QCheckBox *m_receive;
    TextLabel *m_state;
};

} // namespace stanforis
