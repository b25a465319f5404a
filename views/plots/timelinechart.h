// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "views/plots/chartface.h"

#include <QList>

#include <optional>

namespace stanforis {

class FactTableModel;

/// How a bar stands: a right in force, one that is only asked for (dashed), or one that is over (outline).
enum class TimelineState { Active, Asked, Ended };

/// One bar. Without `to` it runs past the end of the chart. Low … Critical give it a tint, a mark and coloured words.
struct TimelineRow
{
    QString id;
    QString title;
    QString subtitle;
    Instant from;
    std::optional<Instant> to;
    TimelineState state = TimelineState::Active;
    QString label; ///< "ends 31 Dec": inside the bar if it fits, else after it
    Severity severity = Severity::Normal;
    friend bool operator==(const TimelineRow &, const TimelineRow &) = default;
};

/// Bars over months with a line for today. Up and Down choose a row, Enter opens it, T shows the table. GUI thread.
class TimelineChart final : public ChartFace
{
    Q_OBJECT

public:
    explicit TimelineChart(QWidget *parent = nullptr);

    void setRows(QList<TimelineRow> rows);
    void setRange(TimeRange range);
    void setToday(Instant today);
    [[nodiscard]] int selectedRow() const { return m_selected; }
    [[nodiscard]] QRectF barOf(int row) const; ///< widget coordinates

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rowSelected(const QString &id);
    void rowActivated(const QString &id);

protected:
    void takeData() override;
    QAbstractItemModel *tableModel() override;
    void applyTheme(const Theme &theme) override;
    bool useKey(int key, Qt::KeyboardModifiers modifiers) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void paintChart(QPainter &painter) const;
    void paintMonths(QPainter &painter, const Theme &theme) const;
    void paintRow(QPainter &painter, const Theme &theme, int row) const;
    void select(int row);
    [[nodiscard]] double xAt(Instant time) const;
    [[nodiscard]] int subtitleWidth() const;
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] QFont todayFont() const;
    /// Where "today" stands among the names of the months; empty when it is out of sight.
    [[nodiscard]] QRectF todayBox() const;

    QList<TimelineRow> m_rows;
    TimeRange m_range;
    Instant m_today{};
    int m_selected = -1;
    FactTableModel *m_model;
};

} // namespace stanforis
