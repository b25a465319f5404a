// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace stanforis {

struct Intent;

/// The bytes that will be signed and their SHA-256. A long content shows its beginning and a button for the whole of it.
/// Machine text is never mirrored.
class BytesView final : public QWidget
{
    Q_OBJECT

public:
    explicit BytesView(const Intent &intent, QWidget *parent = nullptr);

private:
    void showAll(const QString &all);
    void dress();

    QPlainTextEdit *m_text;
    QPushButton *m_show = nullptr;
    bool m_all = false;
};

} // namespace stanforis
