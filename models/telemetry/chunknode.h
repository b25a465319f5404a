// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/chunk.h"

namespace stanforis {

class SeriesData;

/// A chunk in its series and, once it is packed, in the queue of those that may leave.
struct ChunkNode
{
    enum class State : std::uint8_t { Here, Leaving, Away, Returning };

    explicit ChunkNode(SeriesData &of)
        : series(of)
    {}
    ~ChunkNode();
    Q_DISABLE_COPY_MOVE(ChunkNode)

    SeriesData &series;
    ChunkNode *older = nullptr;
    ChunkNode *newer = nullptr;
    std::uint64_t number = 0; ///< while it is on its way
    std::uint64_t ticket = 0; ///< of the copy in the vault; 0: none
    std::uint64_t sum = 0;    ///< of the bytes in the vault
    std::uint32_t length = 0; ///< of these
    State state = State::Here;
    bool queued = false;
    mutable bool looked = false; ///< read by a query since it was considered last
    Chunk chunk;
};

} // namespace stanforis
