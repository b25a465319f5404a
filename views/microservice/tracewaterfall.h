// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"
#include "views/plots/chartface.h"

class QPainter;

namespace stanforis {

class SpanTableModel;

/// The steps of one request under each other, each a bar at its time. T shows the same as a table. GUI thread.
class TraceWaterfall final : public ChartFace
{
    Q_OBJECT

public:
    explicit TraceWaterfall(QWidget *parent = nullptr);

    void setTrace(const Trace &trace);

    QSize sizeHint() const override;

protected:
    void takeData() override;
    QAbstractItemModel *tableModel() override;
    void applyTheme(const Theme &theme) override;

private:
    void paintTrace(QPainter &painter) const;

    SpanTableModel *m_model;
};

} // namespace stanforis
