// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <windows.h>

#include <psapi.h>

namespace stanforis::bench {

namespace {

double milliseconds(HANDLE process)
{
    FILETIME made{}, ended{}, kernel{}, user{};
    if (!GetProcessTimes(process, &made, &ended, &kernel, &user))
        return 0;
    const auto in = [](const FILETIME &time) {
        return static_cast<double>((static_cast<quint64>(time.dwHighDateTime) << 32) | time.dwLowDateTime) / 1e4;
    };
    return in(kernel) + in(user);
}

} // namespace

double cpuMilliseconds() { return milliseconds(GetCurrentProcess()); }

double treeCpuMilliseconds(qint64 pid)
{
    const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, static_cast<DWORD>(pid));
    const double spent = process ? milliseconds(process) : 0;
    if (process)
        CloseHandle(process);
    return spent;
}

double treeMemory(qint64 pid)
{
    const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_VM_READ, FALSE, static_cast<DWORD>(pid));
    PROCESS_MEMORY_COUNTERS counters{};
    if (process) {
        GetProcessMemoryInfo(process, &counters, sizeof counters);
        CloseHandle(process);
    }
    return static_cast<double>(counters.WorkingSetSize);
}

double residentMemory()
{
    PROCESS_MEMORY_COUNTERS counters{};
    GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters);
    return static_cast<double>(counters.WorkingSetSize);
}

double wakeUps(qint64 /*pid*/) { return 0; } // not told by the system without a trace session

} // namespace stanforis::bench
