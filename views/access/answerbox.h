// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/panel.h"

class QPushButton;

namespace stanforis {

class IconLabel;
class TextLabel;

/// One box that tells how something ended: a sentence, what to know or do next, at most one fact in small print, and buttons
/// at the end. Read out as a whole.
class AnswerBox final : public Panel
{
    Q_OBJECT

public:
    explicit AnswerBox(const QString &icon, QWidget *parent = nullptr);

    /// An empty fact takes no room.
    void setText(const QString &happened, const QString &next, const QString &fact = {});
    /// Put at the end, in the order given.
    QPushButton *addButton(QPushButton *button);
    [[nodiscard]] QString happened() const;
    [[nodiscard]] QString next() const;

private:
    TextLabel *m_happened;
    TextLabel *m_next;
    TextLabel *m_fact;
    QHBoxLayout *m_row;
};

} // namespace stanforis
