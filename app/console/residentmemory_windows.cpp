// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/residentmemory.h"

#include <windows.h>

#include <psapi.h>

namespace stanforis {

qint64 residentMemory()
{
    PROCESS_MEMORY_COUNTERS counters{};
    counters.cb = sizeof counters;
    return K32GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) ? static_cast<qint64>(counters.WorkingSetSize)
                                                                                    : 0;
}

} // namespace stanforis
