// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/audit/auditlog.h"
#include "app/console/commandline.h"
#include "models/core/clock.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class QApplication;

namespace stanforis {

class FormBrowser;
class LogPort;
struct PlatformAddress;
class SimulatorChild;
class ThemeManager;
class Tour;
class Workspace;

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
    void begin();
    void open(const PlatformAddress &address);
    void end(const QString &failure);
    [[nodiscard]] QJsonObject facts() const;

    QApplication &m_application;
    CommandLine m_line;
    const LogPort &m_log;
    SystemClock m_clock;
    QTemporaryDir m_folder; ///< of what the consoles keep; gone with the tour
    AuditStore m_auditStore;
    AuditLog m_audit;
    ThemeManager *m_theme;
    std::unique_ptr<SimulatorChild> m_simulator;
    std::unique_ptr<FormBrowser> m_requesterBrowser;
    std::unique_ptr<FormBrowser> m_approverBrowser;
    std::unique_ptr<FormBrowser> m_officerBrowser;
    std::unique_ptr<Workspace> m_requester;
    std::unique_ptr<Workspace> m_approver;
    std::unique_ptr<Workspace> m_officer;
    QStringList m_codes; ///< that workstations are enrolled with
    std::unique_ptr<Tour> m_tour;
    int m_reached = 0;
};

} // namespace stanforis
