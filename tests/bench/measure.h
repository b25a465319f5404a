// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace stanforis::bench {

/// User and system time of all threads of this process so far, in milliseconds.
[[nodiscard]] double cpuMilliseconds();
/// User and system time of a process and everything it started that still runs, in milliseconds. 0 where it cannot be told.
[[nodiscard]] double treeCpuMilliseconds(qint64 pid);
/// Memory of a process and everything it started: pages shared among processes are divided among them (PSS), in bytes.
[[nodiscard]] double treeMemory(qint64 pid);
/// Resident memory of this process, in bytes, after what the allocator can give back was given back.
[[nodiscard]] double residentMemory();
/// How often the threads of a process went to sleep by themselves and were woken (voluntary context switches).
[[nodiscard]] double wakeUps(qint64 pid);
/// A clock that does not jump, the same in all processes of the machine, in microseconds.
[[nodiscard]] qint64 steadyMicroseconds();

/// 0 without values.
[[nodiscard]] double median(std::vector<double> values);
/// `share` 0..1, nearest rank.
[[nodiscard]] double percentile(std::vector<double> values, double share);

} // namespace stanforis::bench
