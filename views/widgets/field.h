// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace stanforis {

class TextLabel;

/// A form field: label above with the word "required" where it is, the editor, and below it a line of fixed
/// height for help or the error, so that nothing jumps. The label is the editor's accessible name, the error
/// its description.
class FormField final : public QWidget
{
    Q_OBJECT

public:
    /// Takes \a editor as a child; without one a QLineEdit is made.
    explicit FormField(const QString &label, QWidget *editor = nullptr, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *editor() const { return m_editor; }
    /// The editor as a line edit, or null.
    [[nodiscard]] QLineEdit *lineEdit() const;
    void setRequired(bool required);
    /// A word after the label, such as the rule that asks for the field.
    void setNote(const QString &note);
    void setUnit(const QString &unit);
    void setHelp(const QString &help);
    /// The line below the editor is there even when it says nothing, so that nothing jumps; a field that never says anything
    /// can do without it.
    void setLineReserved(bool reserved);
    /// The sentence says the limit; an empty one makes the field valid again.
    void setError(const QString &sentence);
    [[nodiscard]] QString error() const { return m_error; }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void dress();
    void placeUnit();

    TextLabel *m_label;
    TextLabel *m_note;
    QWidget *m_editor;
    TextLabel *m_unit = nullptr;
    QLabel *m_mark;
    TextLabel *m_line;
    QString m_help;
    QString m_error;
    bool m_required = false;
    bool m_dressing = false;
};

} // namespace stanforis
