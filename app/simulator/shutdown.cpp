// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/shutdown.h"

namespace stanforis {

void Shutdown::take(const QByteArray &bytes)
{
    constexpr qsizetype longestLine = 1024;
    m_input += bytes;
    for (auto end = m_input.indexOf('\n'); end >= 0; end = m_input.indexOf('\n')) {
        const auto line = m_input.left(end).trimmed();
        m_input.remove(0, end + 1);
        if (!line.isEmpty() && line.size() <= longestLine)
            Q_EMIT lineRead(line);
    }
    if (m_input.size() > longestLine)
        m_input.clear();
}

} // namespace stanforis
