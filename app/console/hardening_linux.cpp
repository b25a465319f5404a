// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace stanforis {

bool keepMemoryPrivate()
{
    // Both: a core handler behind a pipe is run whatever the limit says (core(5)), and not being dumpable also closes
    // /proc/PID/mem and ptrace to programs of the same person (prctl(2), ptrace(2)).
    const rlimit none{0, 0};
    const bool noCore = setrlimit(RLIMIT_CORE, &none) == 0;
    const bool notDumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    return noCore && notDumpable;
}

} // namespace stanforis
