// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/registry/statuslist.h"

#include "app/platform/authority/jose.h"

#include <zlib.h>

namespace stanforis {

QByteArray StatusList::encoded() const
{
    constexpr int gzipWindow = 15 + 16; // zlib.h: 16 more asks for a gzip header
    constexpr int memory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(m_bits.size()))), '\0');
    QByteArray bits = m_bits;
    stream.next_in = reinterpret_cast<Bytef *>(bits.data());
    stream.avail_in = static_cast<uInt>(bits.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return done ? QByteArray('u' + toBase64Url(packed)) : QByteArray();
}

} // namespace stanforis
