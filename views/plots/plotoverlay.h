// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;

namespace stanforis {

struct PlotScene;

/// Something painted over the traces of a time plot: cursors, notes, a box while zooming. GUI thread. While none is shown a
/// frame of the plot costs only what scrolled in; while one is, the plot's area is put together anew each frame.
class PlotOverlay
{
public:
    virtual ~PlotOverlay() = default;
    /// Whether there is anything to paint now.
    [[nodiscard]] virtual bool isShown() const = 0;
    /// Widget coordinates, not clipped to the plot's area. The painter comes as new and may be left in any state.
    virtual void paint(QPainter &painter, const PlotScene &scene) const = 0;
};

} // namespace stanforis
