// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

inline constexpr int cacheLine = 64;

/// Tells the processor that this will be read soon. Any address will do.
inline void prefetchLine(const void *address)
{
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

} // namespace stanforis
