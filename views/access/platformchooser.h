// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace stanforis {

class FormField;

/// "Choose another platform": a button that opens a field for the address, checked while typing. Esc closes it.
class PlatformChooser final : public QWidget
{
    Q_OBJECT

public:
    explicit PlatformChooser(QWidget *parent = nullptr);

    /// Opens the field and puts the keyboard into it.
    void open();
    void close();
    /// False while another button on the page opens the field.
    void setOffered(bool offered);
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    /// A well-formed address, perhaps with #sha256=.
    void platformRequested(const QString &address);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void check();
    void submit();

    bool m_offered = true;
    QPushButton *m_open;
    QWidget *m_form;
    FormField *m_field;
    QPushButton *m_connect;
    QPushButton *m_cancel;
};

} // namespace stanforis
