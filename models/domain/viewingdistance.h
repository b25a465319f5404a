// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

/// From how far a wall display is read: 1 … 20 m, in steps of half a metre.
class ViewingDistance final
{
public:
    static constexpr int nearest = 1000, farthest = 20'000, step = 500; ///< millimetres

    constexpr ViewingDistance() = default;
    /// The nearest step within the limits.
    [[nodiscard]] static ViewingDistance ofMillimetres(int millimetres);
    [[nodiscard]] constexpr int millimetres() const { return m_millimetres; }
    [[nodiscard]] ViewingDistance nearer() const { return ofMillimetres(m_millimetres - step); }
    [[nodiscard]] ViewingDistance farther() const { return ofMillimetres(m_millimetres + step); }
    friend constexpr bool operator==(ViewingDistance, ViewingDistance) = default;

private:
    constexpr explicit ViewingDistance(int millimetres)
        : m_millimetres(millimetres)
    {}

    int m_millimetres = 6000;
};

/// Distance of two pixels' centres in millimetres, of a screen so wide and with so many pixels across. Screens that say nothing,
/// or what no screen is (below 0.05 mm, above 5 mm), are taken for one of 0.25 mm, about 96 pixels to the inch.
[[nodiscard]] double pixelPitch(double screenMillimetres, int screenPixels);

/// Height of the smallest font, in pixels of that pitch, that can be read from there. Its capitals subtend 16 minutes of arc
/// (NUREG-0700, the preferred height of characters), which is 0.00465 of the distance, in whole pixels; those of IBM Plex Sans
/// are 0.698 of the font's height. From 5 m on a 98 inch screen of 3840x2160, whose pitch is 0.565 mm: 41.2 pixels, a font of 60.
[[nodiscard]] int smallestFont(ViewingDistance distance, double pitch);
/// The farthest distance from which text of this height is still that high; for screens that hold no larger text.
[[nodiscard]] ViewingDistance farthestFor(int font, double pitch);

} // namespace stanforis
