// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/chunkkeeper.h"

#include "models/ports/chunkvault.h"
#include "models/telemetry/seriesdata.h"

namespace stanforis {

using State = ChunkNode::State;

namespace {

/// What is on its way to the vault is in memory twice, and series that began together fill their chunks together.
constexpr std::size_t mostLeaving = std::size_t{4} << 20;

std::size_t restOf(const ChunkNode &away) { return sizeof(ChunkNode) - sizeof(Chunk) + away.chunk.memory(); }

} // namespace

ChunkNode::~ChunkNode()
{
    if (ChunkKeeper *keeper = series.keeper())
        keeper->forget(*this);
}

void ChunkKeeper::link(ChunkNode &node)
{
    node.queued = true;
    node.newer = nullptr;
    node.older = m_newest;
    (m_newest ? m_newest->newer : m_oldest) = &node;
    m_newest = &node;
}

void ChunkKeeper::unlink(ChunkNode &node)
{
    if (!std::exchange(node.queued, false))
        return;
    (node.older ? node.older->newer : m_oldest) = node.newer;
    (node.newer ? node.newer->older : m_newest) = node.older;
}

void ChunkKeeper::queue(ChunkNode &node)
{
    if (!node.queued && node.state == State::Here)
        link(node);
}

void ChunkKeeper::forget(ChunkNode &node)
{
    unlink(node);
    if (node.state == State::Leaving)
        m_leaving -= node.length;
    if (node.state == State::Returning && --m_returning == 0)
        QMetaObject::invokeMethod(this, &ChunkKeeper::returned, Qt::QueuedConnection);
    if (node.state == State::Away || node.state == State::Returning) {
        --m_away;
        m_rests -= restOf(node);
    }
    if (node.number != 0)
        m_moving.remove(node.number);
    if (node.ticket != 0)
        m_vault->discard(node.ticket);
}

void ChunkKeeper::trim()
{
    while (m_used > m_budget + m_leaving && m_leaving < mostLeaving && m_oldest) {
        ChunkNode &node = *m_oldest;
        unlink(node);
        if (std::exchange(node.looked, false))
            link(node); // once more round
        else if (!m_vault)
            thin(node);
        else if (node.ticket != 0)
            sendAway(node);
        else
            leave(node);
    }
}

void ChunkKeeper::leave(ChunkNode &node)
{
    const QByteArray bytes = node.chunk.saved();
    node.sum = qHashBits(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    node.length = static_cast<std::uint32_t>(bytes.size());
    node.number = ++m_numbers;
    node.state = State::Leaving;
    m_leaving += node.length;
    m_moving.insert(node.number, &node);
    m_vault->put(this, bytes, [this, number = node.number](const Result<quint64> &ticket) { left(number, ticket); });
}

void ChunkKeeper::left(std::uint64_t number, const Result<quint64> &ticket)
{
    ChunkNode *node = m_moving.take(number);
    if (!node) { // forgotten or changed meanwhile
        if (ticket)
            m_vault->discard(*ticket);
        return;
    }
    node->number = 0;
    node->state = State::Here;
    m_leaving -= node->length;
    if (ticket) {
        node->ticket = *ticket;
        sendAway(*node);
    } else {
        thin(*node);
    }
    trim(); // what went may have been a little less than what was written
}

void ChunkKeeper::sendAway(ChunkNode &node)
{
    const std::size_t before = node.series.memory();
    node.series.sendAway(node);
    count(before, node.series.memory());
    node.state = State::Away;
    ++m_away;
    m_rests += restOf(node);
}

void ChunkKeeper::want(ChunkNode &node)
{
    if (node.state != State::Away)
        return;
    node.state = State::Returning;
    node.number = ++m_numbers;
    ++m_returning;
    m_moving.insert(node.number, &node);
    m_vault->take(this, node.ticket, [this, number = node.number](const Result<QByteArray> &bytes) { came(number, bytes); });
}

void ChunkKeeper::came(std::uint64_t number, const Result<QByteArray> &bytes)
{
    ChunkNode *node = m_moving.take(number);
    if (!node)
        return;
    node->number = 0;
    node->state = State::Here;
    --m_away;
    m_rests -= restOf(*node);
    const bool whole = bytes && bytes->size() == node->length && qHashBits(bytes->constData(), node->length) == node->sum;
    SeriesData &series = node->series;
    const std::size_t before = series.memory();
    if (whole) {
        series.giveBack(*node, *bytes);
        node->looked = true;
        link(*node);
    } else {
        series.thin(*node);
    }
    series.mergeWaiting();
    count(before, series.memory());
    if (--m_returning == 0)
        Q_EMIT returned();
    trim();
}

void ChunkKeeper::thin(ChunkNode &node)
{
    SeriesData &series = node.series;
    const std::size_t before = series.memory();
    series.thin(node);
    count(before, series.memory());
}

} // namespace stanforis
