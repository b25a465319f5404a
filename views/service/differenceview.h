// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace stanforis {

/// One value in three states. Empty ones are shown as "–".
struct Difference
{
    QString label;
    QString seen;   ///< when the person decided
    QString now;    ///< at the platform
    QString wanted; ///< by what was to be signed
};

/// What I saw, what is there now, what I want: a table of words. Rows whose state changed come first and are strong. GUI thread.
class DifferenceView final : public QWidget
{
    Q_OBJECT

public:
    DifferenceView(const QList<Difference> &differences, QWidget *parent = nullptr);

    /// One line for each row, for a screen reader.
    [[nodiscard]] static QString spoken(const Difference &difference);
};

} // namespace stanforis
