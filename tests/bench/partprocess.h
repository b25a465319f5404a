// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"

#include <QJsonObject>

class QProcess;

namespace stanforis::bench {

/// Runs a part to its end; the answer is the last line it wrote.
[[nodiscard]] Result<QJsonObject> runPart(const Options &options, const QString &part, const QStringList &arguments,
                                          int limitSeconds = 600);
/// Waits for one line of JSON of a process that goes on. The error says what it wrote instead.
[[nodiscard]] Result<QJsonObject> readAnswer(QProcess &process, int limitSeconds);
/// For a part: its answer.
void answer(const QJsonObject &object);

} // namespace stanforis::bench
