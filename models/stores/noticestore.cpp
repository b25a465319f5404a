// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stores/noticestore.h"

#include <algorithm>

namespace stanforis {

namespace {
constexpr qsizetype kept = 200;
}

void NoticeStore::add(const Notice &notice)
{
    m_notices.removeIf([&](const Notice &n) { return n.id == notice.id; });
    const auto place = std::ranges::find_if(m_notices, [&](const Notice &n) { return n.time < notice.time; });
    m_notices.insert(place, notice);
    if (m_notices.size() > kept)
        m_notices.resize(kept);
    Q_EMIT changed();
}

void NoticeStore::clear()
{
    m_notices.clear();
    Q_EMIT changed();
}

} // namespace stanforis
