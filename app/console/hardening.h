// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

/// Keeps what is in this process's memory, tokens among it, out of core files and out of the reach of the person's other
/// programs. To be called first in main(); there is one for each system. False: the system did not allow all of it.
bool keepMemoryPrivate();

} // namespace stanforis
