// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/decode/framepool.h"

#include <mutex>
#include <vector>

namespace stanforis {

class FramePool::Idle final
{
public:
    void put(std::unique_ptr<DecodedFrame> frame)
    {
        if (frame->values > mostValuesKept)
            return;
        const std::lock_guard lock(m_mutex);
        if (m_frames.size() < mostIdle)
            m_frames.push_back(std::move(frame));
    }

    [[nodiscard]] std::unique_ptr<DecodedFrame> take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_frames.empty())
            return nullptr;
        std::unique_ptr<DecodedFrame> frame = std::move(m_frames.back());
        m_frames.pop_back();
        return frame;
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<DecodedFrame>> m_frames;
};

FramePool::FramePool()
    : m_idle(std::make_shared<Idle>())
{}

FramePool::~FramePool() = default;

std::shared_ptr<DecodedFrame> FramePool::take()
{
    std::unique_ptr<DecodedFrame> frame = m_idle->take();
    if (!frame)
        frame = std::make_unique<DecodedFrame>();
    return {frame.release(), [idle = m_idle](DecodedFrame *used) { idle->put(std::unique_ptr<DecodedFrame>(used)); }};
}

} // namespace stanforis
