// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QAbstractButton>

#include <optional>

namespace stanforis {

/// What a row of two lines says.
struct RowState
{
    QString title;
    QString detail;                   ///< second line
    QString aside;                    ///< at the end: an age, a count
    std::optional<Severity> severity; ///< mark before the text
    bool tinted = false;

    friend bool operator==(const RowState &, const RowState &) = default;
};

/// A row of a panel that opens something: two lines, a mark, an aside. One keyboard stop, Enter or Space opens. GUI thread.
class RowButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit RowButton(QWidget *parent = nullptr);

    void setState(const RowState &state);
    [[nodiscard]] const RowState &state() const { return m_state; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    RowState m_state;
};

} // namespace stanforis
