// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/health.h"

#include <QStringList>

namespace stanforis {

/// What the filter field of a log means: words that all must occur, `level>=warn` and `instance:c3`, in any order.
class LogFilter final
{
public:
    LogFilter() = default;
    /// Never fails: what is not understood as a condition is a word to look for.
    [[nodiscard]] static LogFilter parse(const QString &text);

    [[nodiscard]] bool accepts(const LogLine &line) const;
    friend bool operator==(const LogFilter &, const LogFilter &) = default;

private:
    LogLine::Level m_level = LogLine::Level::Debug;
    QString m_instance;
    QStringList m_words;
};

/// "INFO", as written in logs everywhere; not translated.
[[nodiscard]] QString levelName(LogLine::Level level);

} // namespace stanforis
