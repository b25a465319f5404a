// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logfilter.h"

#include <algorithm>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto levels = {LogLine::Level::Debug, LogLine::Level::Info, LogLine::Level::Warn, LogLine::Level::Error};

} // namespace

QString levelName(LogLine::Level level)
{
    switch (level) {
    case LogLine::Level::Debug:
        return u"DEBUG"_s;
    case LogLine::Level::Info:
        return u"INFO"_s;
    case LogLine::Level::Warn:
        return u"WARN"_s;
    case LogLine::Level::Error:
        return u"ERROR"_s;
    }
    return {};
}

LogFilter LogFilter::parse(const QString &text)
{
    LogFilter filter;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const auto level = std::ranges::find_if(levels, [&](LogLine::Level candidate) {
            return word.compare("level>="_L1 + levelName(candidate), Qt::CaseInsensitive) == 0;
        });
        if (level != levels.end())
            filter.m_level = *level;
        else if (word.startsWith("instance:"_L1, Qt::CaseInsensitive))
            filter.m_instance = word.mid(9);
        else
            filter.m_words.append(word);
    }
    return filter;
}

bool LogFilter::accepts(const LogLine &line) const
{
    if (line.level < m_level || !line.instance.contains(m_instance, Qt::CaseInsensitive))
        return false;
    return std::ranges::all_of(m_words, [&](const QString &word) {
        return line.text.contains(word, Qt::CaseInsensitive) || levelName(line.level).compare(word, Qt::CaseInsensitive) == 0 ||
               line.instance.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace stanforis
