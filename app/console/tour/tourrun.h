// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/commandline.h"
#include "models/core/clock.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>
#include <vector>

class QApplication;

namespace stanforis {

class LogPort;
struct PlatformAddress;
class SimulatorChild;
class ThemeManager;
class Tour;

/// `--tour`: starts a simulator with nothing in it and three consoles, and walks. GUI thread.
class TourRun final : public QObject
{
    Q_OBJECT
public:
    TourRun(QApplication &application, const CommandLine &line, const LogPort &log);
    ~TourRun() override;

    /// The process's exit code: 0 when every step was reached and nothing was warned of.
    int exec();

private:
    struct Desk;

    void open(const PlatformAddress &address);
    void begin();
    void end(const QString &failure);
    [[nodiscard]] QJsonObject facts() const;

    QApplication &m_application;
    CommandLine m_line;
    const LogPort &m_log;
    SystemClock m_clock;
    QTemporaryDir m_folder; ///< of what the consoles keep; gone with the tour
    ThemeManager *m_theme;
    std::unique_ptr<SimulatorChild> m_simulator;
    std::vector<std::unique_ptr<Desk>> m_desks; ///< requester, approver and officer
    QStringList m_codes;                        ///< that workstations are enrolled with
    std::unique_ptr<Tour> m_tour;
    int m_reached = 0;
};

} // namespace stanforis
