// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

/// All threads allocate from one heap; to be called first in main(). glibc gives each thread an arena, but what one thread frees
/// another allocates again from its cache: what the GUI thread keeps for hours comes to lie in the arenas of threads that decode,
/// and the room it had in its own stays empty (malloc(3), mallopt(3) "M_ARENA_MAX"). Where the system's allocator is another one
/// this does nothing.
void useOneHeap();

} // namespace stanforis
