// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stanforis {

/// Tells when the system, as when the person logs out, or the person at the terminal wants this process to end: SIGTERM, SIGINT
/// and SIGHUP (POSIX.1, "Signal Concepts"); on Windows, what SetConsoleCtrlHandler() tells. Without it the process would be gone
/// between two instructions. At most one in a process; main thread.
class EndRequest final : public QObject
{
    Q_OBJECT
public:
    EndRequest();
    ~EndRequest() override;

Q_SIGNALS:
    void requested();
};

} // namespace stanforis
