// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/telemetry/chunknode.h"

#include <QHash>
#include <QObject>

namespace stanforis {

class ChunkVault;

/// Keeps the memory of all chunks within a budget. Those nobody looked at for longest leave to the vault and come back when they
/// are wanted; of each a summary stays. Without a vault, or when it is full, a few summaries are all that stays.
class ChunkKeeper final : public QObject
{
    Q_OBJECT
public:
    /// `vault` may be null.
    ChunkKeeper(std::size_t budget, ChunkVault *vault)
        : m_budget(budget)
        , m_vault(vault)
    {}

    [[nodiscard]] std::size_t used() const { return m_used; }
    [[nodiscard]] std::size_t budget() const { return m_budget; }
    [[nodiscard]] std::size_t away() const { return m_away; }
    /// What stays here of chunks that are away, and the remnants of those that had to go, take more than half of the budget.
    [[nodiscard]] bool isCrowded() const { return m_rests + m_remnants > std::max(m_budget / 2, fewRests); }
    void setUsed(std::size_t bytes) { m_used = bytes; }
    void count(std::size_t before, std::size_t now) { m_used += now - before; }
    /// Of what count() counts, the remnants.
    void countRemnants(std::size_t before, std::size_t now) { m_remnants += now - before; }

    /// The chunk is packed and may leave from now on.
    void queue(ChunkNode &node);
    /// Asks for what is away.
    void want(ChunkNode &node);
    /// The node is about to be destroyed.
    void forget(ChunkNode &node);
    /// Makes room. May destroy chunks when there is no vault.
    void trim();

Q_SIGNALS:
    /// Some chunks are here again and no others are on their way.
    void returned();

private:
    static constexpr std::size_t fewRests = std::size_t{128} << 10; ///< bytes that nothing is forgotten for

    void link(ChunkNode &node);
    void unlink(ChunkNode &node);
    void leave(ChunkNode &node);
    void left(std::uint64_t number, const Result<quint64> &ticket);
    void sendAway(ChunkNode &node);
    void came(std::uint64_t number, const Result<QByteArray> &bytes);
    void thin(ChunkNode &node);

    std::size_t m_budget;
    ChunkVault *m_vault;
    std::size_t m_used = 0;
    std::size_t m_leaving = 0;  ///< bytes that go as soon as the vault has them
    std::size_t m_away = 0;     ///< chunks
    std::size_t m_rests = 0;    ///< bytes that stay of them
    std::size_t m_remnants = 0; ///< bytes
    std::size_t m_returning = 0;
    std::uint64_t m_numbers = 0;
    ChunkNode *m_oldest = nullptr;
    ChunkNode *m_newest = nullptr;
    QHash<quint64, ChunkNode *> m_moving;
};

} // namespace stanforis
