// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QProcess>
#include <QTemporaryDir>

namespace stanforis::bench {

/// A display in memory (Xvfb) of 1920x1080 with a home folder of its own, for programs that need one.
class Display
{
public:
    ~Display();
    [[nodiscard]] Result<QString> start();

    /// For a program on this display, with nothing of the person who measures.
    [[nodiscard]] QProcessEnvironment environment() const;
    /// Milliseconds from the start of a program until its first window of some size is on the display and shows more than one
    /// colour. The program is ended afterwards.
    [[nodiscard]] Result<double> firstWindow(const QString &program, const QStringList &arguments);

private:
    QProcess m_server;
    QTemporaryDir m_home;
    QString m_name;
};

/// Asks a process to end, and makes it.
void endProcess(QProcess &process);

} // namespace stanforis::bench
