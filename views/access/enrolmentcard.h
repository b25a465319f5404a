// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workstation.h"
#include "views/widgets/panel.h"

class QProgressBar;
class QPushButton;

namespace stanforis {

class FormField;
class TextLabel;

/// Asks for the one-time code with which the platform takes this workstation in; shown only while it is not enrolled.
class EnrolmentCard final : public Panel
{
    Q_OBJECT

public:
    explicit EnrolmentCard(QWidget *parent = nullptr);

    void setWorkstation(const Workstation &workstation);
    /// The last code was of no use; taken away when another one is typed.
    void setFailure(const Error &error);
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void enrolmentRequested(const QString &code);

private:
    void check();
    void submit();

    TextLabel *m_title;
    TextLabel *m_text;
    QWidget *m_form;
    FormField *m_code;
    QPushButton *m_enrol;
    QProgressBar *m_bar;
};

} // namespace stanforis
