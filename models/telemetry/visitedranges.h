// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeselection.h"

#include <QList>

namespace stanforis {

/// The ranges a person has looked at, in order, with a place in them; going back and then elsewhere forgets what lay ahead.
class VisitedRanges
{
public:
    explicit VisitedRanges(const TimeSelection &first)
        : m_ranges{first}
    {}

    [[nodiscard]] const TimeSelection &current() const { return m_ranges.at(m_place); }
    [[nodiscard]] bool canGoBack() const { return m_place > 0; }
    [[nodiscard]] bool canGoForward() const { return m_place + 1 < m_ranges.size(); }
    void goBack() { m_place -= canGoBack() ? 1 : 0; }
    void goForward() { m_place += canGoForward() ? 1 : 0; }

    void visit(const TimeSelection &selection)
    {
        m_ranges.resize(m_place + 1);
        m_ranges.append(selection);
        if (m_ranges.size() > most)
            m_ranges.removeFirst();
        m_place = m_ranges.size() - 1;
    }
    /// The same visit, moved on: turns of a wheel are one step back, not twenty.
    void amend(const TimeSelection &selection)
    {
        m_ranges.resize(m_place + 1);
        m_ranges[m_place] = selection;
    }

private:
    static constexpr qsizetype most = 64;

    QList<TimeSelection> m_ranges;
    qsizetype m_place = 0;
};

} // namespace stanforis
