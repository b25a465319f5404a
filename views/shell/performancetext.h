// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stores/performancestore.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace stanforis {

/// A figure about the console in words.
struct PerformanceLine
{
    QString name;
    QString value; ///< empty while it is not known
    QString unit;
};

/// The figures as the overlay and the load page say them.
class PerformanceText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::PerformanceText)

public:
    [[nodiscard]] static QList<PerformanceLine> lines(const std::optional<PerformanceFigures> &figures);
};

} // namespace stanforis
