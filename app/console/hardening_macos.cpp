// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/hardening.h"

#include <sys/resource.h>

namespace stanforis {

bool keepMemoryPrivate()
{
    // The crash reporter writes stacks, not memory. Debuggers are kept away by the hardened runtime the program is signed with.
    const rlimit none{0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0;
}

} // namespace stanforis
