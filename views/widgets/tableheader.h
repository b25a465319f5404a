// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace stanforis {

/// The header of a table. A title that is wider than its column takes a second line; when that is not enough it is elided,
/// with the whole of it as tool tip. All columns are as high as the highest. styleTable() gives one to every table.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    /// Room the title of a column needs in one line, with what is free at both of its sides, in pixels.
    [[nodiscard]] int wholeWidth(int section) const;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] QString title(int section) const;
    [[nodiscard]] QRect textRect(const QRect &rect, int section) const;
    [[nodiscard]] int lines() const;
    void follow();

    int m_lines = 1;
};

} // namespace stanforis
