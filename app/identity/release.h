// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis::identity {

/// A std::unique_ptr's deleter for what OpenSSL gives out: std::unique_ptr<BIGNUM, Release<BN_free>>.
template <auto Free>
struct Release
{
    template <class T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};

} // namespace stanforis::identity
