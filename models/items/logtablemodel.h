// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/logfilter.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace stanforis {

/// The tail of a log, oldest first, as far as the filter lets through. Holds the last 2,000 lines. GUI thread.
class LogTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Level, Instance, Text, ColumnCount };
    enum Role {
        LevelRole = Qt::UserRole, ///< int(LogLine::Level)
    };

    explicit LogTableModel(QObject *parent = nullptr);

    /// Lines newer than those here are added; a pause keeps them back until it ends.
    void add(const QList<LogLine> &lines);
    void clear();
    void setFilter(const QString &text);
    /// In which times are written; the workstation's until one is set.
    void setZone(const QTimeZone &zone);
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_paused; }
    /// Lines that arrived since the pause began.
    [[nodiscard]] int heldBack() const { return int(m_held.size()); }
    /// Mean of the last minute of lines, lines per second.
    [[nodiscard]] double rate() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void take(const QList<LogLine> &lines);
    void filterAgain();

    QList<LogLine> m_lines;
    QList<LogLine> m_held;
    QList<qsizetype> m_shown; ///< places in m_lines
    LogFilter m_filter;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    bool m_paused = false;
};

} // namespace stanforis
