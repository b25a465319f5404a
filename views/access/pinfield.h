// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/secret.h"

#include <QLineEdit>

#include <array>

namespace stanforis {

/// Where a PIN is entered. The editor itself only ever holds dots: what was typed stands in memory that is wiped, never in a
/// QString, an undo list or the clipboard. Letters, digits and signs of ASCII, at most 64.
class PinField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit PinField(QWidget *parent = nullptr);
    ~PinField() override;

    [[nodiscard]] bool hasPin() const { return m_size > 0; }
    /// Gives the PIN away and is empty.
    [[nodiscard]] Secret take();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;

private:
    void append(QStringView typed);
    void absorb(const QString &text);
    void resize(std::size_t size);

    std::array<char, 64> m_pin{};
    std::size_t m_size = 0;
};

} // namespace stanforis
