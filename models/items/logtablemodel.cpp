// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logtablemodel.h"

#include <QDateTime>

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype capacity = 2'000;

} // namespace

LogTableModel::LogTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void LogTableModel::add(const QList<LogLine> &lines)
{
    const QList<LogLine> &known = m_held.isEmpty() ? m_lines : m_held;
    QList<LogLine> fresh;
    std::ranges::copy_if(lines, std::back_inserter(fresh),
                         [&](const LogLine &line) { return known.isEmpty() || line.time > known.last().time; });
    std::ranges::stable_sort(fresh, {}, &LogLine::time);
    if (m_paused)
        m_held += fresh;
    else
        take(fresh);
}

void LogTableModel::take(const QList<LogLine> &lines)
{
    if (lines.isEmpty())
        return;
    if (m_lines.size() + lines.size() > capacity) {
        m_lines += lines;
        m_lines.remove(0, m_lines.size() - capacity);
        filterAgain();
        return;
    }
    QList<qsizetype> shown;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (m_filter.accepts(lines.at(i)))
            shown.append(m_lines.size() + i);
    }
    if (!shown.isEmpty())
        beginInsertRows({}, int(m_shown.size()), int(m_shown.size() + shown.size()) - 1);
    m_lines += lines;
    m_shown += shown;
    if (!shown.isEmpty())
        endInsertRows();
}

void LogTableModel::setZone(const QTimeZone &zone)
{
    if (m_zone == zone)
        return;
    m_zone = zone;
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, Time), index(int(m_shown.size()) - 1, Time));
}

void LogTableModel::filterAgain()
{
    beginResetModel();
    m_shown.clear();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (m_filter.accepts(m_lines.at(i)))
            m_shown.append(i);
    }
    endResetModel();
}

void LogTableModel::clear()
{
    m_lines.clear();
    m_held.clear();
    filterAgain();
}

void LogTableModel::setFilter(const QString &text)
{
    const LogFilter filter = LogFilter::parse(text);
    if (filter == m_filter)
        return;
    m_filter = filter;
    filterAgain();
}

void LogTableModel::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        take(std::exchange(m_held, {}));
}

double LogTableModel::rate() const
{
    if (m_lines.size() < 2)
        return 0;
    const Instant from = m_lines.last().time - std::chrono::minutes(1);
    const auto first = std::ranges::find_if(m_lines, [&](const LogLine &line) { return line.time > from; });
    const double seconds = std::chrono::duration<double>(m_lines.last().time - first->time).count();
    return seconds > 0 ? double(m_lines.cend() - first - 1) / seconds : 0;
}

int LogTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_shown.size()); }

int LogTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LogTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const LogLine &line = m_lines.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Time:
            return QDateTime::fromMSecsSinceEpoch(toMilliseconds(line.time), m_zone).toString(u"HH:mm:ss.zzz"_s);
        case Level:
            return levelName(line.level);
        case Instance:
            return line.instance;
        default:
            return line.text;
        }
    case Qt::ToolTipRole:
        return index.column() == Text ? QVariant(line.text) : QVariant();
    case LevelRole:
        return int(line.level);
    default:
        return {};
    }
}

QVariant LogTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Instance:
        return tr("Instance");
    case Text:
        return tr("Text");
    default:
        return {};
    }
}

} // namespace stanforis
