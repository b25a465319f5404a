// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/framestatistics.h"

#include <QObject>

namespace stanforis {

/// How the console itself is doing.
struct PerformanceFigures
{
    FrameFigures frames;
    quint64 dropped = 0;    ///< values let go because this console did not keep up, since the platform was entered
    quint64 unreadable = 0; ///< messages that could not be read
    std::optional<Duration> clockUncertainty; ///< how far the latencies may be off
    qint64 residentBytes = 0;                 ///< memory of this process that is in RAM
};

/// The newest figures; none while nobody watches them. GUI thread.
class PerformanceStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const std::optional<PerformanceFigures> &figures() const { return m_figures; }
    void setFigures(const std::optional<PerformanceFigures> &figures)
    {
        m_figures = figures;
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    std::optional<PerformanceFigures> m_figures;
};

} // namespace stanforis
