// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/hardening.h"

#include <windows.h>
#include <werapi.h>

namespace stanforis {

bool keepMemoryPrivate()
{
    // No dialog that offers a dump, and no dump of the heap by Windows Error Reporting.
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    return SUCCEEDED(WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP));
}

} // namespace stanforis
