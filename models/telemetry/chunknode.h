// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/chunk.h"

namespace stanforis {

class ChunkKeeper;
class SeriesData;

/// A chunk in its series and, once it is packed, in the queue of those that may leave.
struct ChunkNode
{
    enum class State : std::uint8_t { Here, Leaving, Away, Returning };

    ChunkNode(SeriesData &of, ChunkKeeper *by)
        : series(of)
        , keeper(by)
    {}
    ~ChunkNode();
    Q_DISABLE_COPY_MOVE(ChunkNode)

    SeriesData &series;
    ChunkKeeper *keeper; ///< null: nobody minds the memory
    ChunkNode *older = nullptr;
    ChunkNode *newer = nullptr;
    std::uint64_t number = 0; ///< while it is on its way
    std::uint64_t ticket = 0; ///< of the copy in the vault; 0: none
    std::size_t sum = 0;      ///< of the bytes in the vault
    std::size_t length = 0;
    State state = State::Here;
    bool queued = false;
    mutable bool looked = false; ///< read by a query since it was considered last
    Chunk chunk;
};

} // namespace stanforis
