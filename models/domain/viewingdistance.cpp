// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/viewingdistance.h"

#include <algorithm>
#include <cmath>

namespace stanforis {

namespace {

constexpr double sixteenMinutes = 0.00465; // of the distance; NUREG-0700
constexpr double capitals = 0.698;         // of the font's height, in IBM Plex Sans
constexpr double usualPitch = 0.25, finestPitch = 0.05, coarsestPitch = 5;

} // namespace

ViewingDistance ViewingDistance::ofMillimetres(int millimetres)
{
    const int within = std::clamp(millimetres, nearest, farthest);
    return ViewingDistance((within + step / 2) / step * step);
}

double pixelPitch(double screenMillimetres, int screenPixels)
{
    const double pitch = screenPixels > 0 ? screenMillimetres / screenPixels : 0;
    return pitch >= finestPitch && pitch <= coarsestPitch ? pitch : usualPitch;
}

int smallestFont(ViewingDistance distance, double pitch)
{
    const double needed = distance.millimetres() * sixteenMinutes / pitch;
    const int font = int(std::lround(std::ceil(needed) / capitals));
    return font * capitals < needed ? font + 1 : font;
}

ViewingDistance farthestFor(int font, double pitch)
{
    ViewingDistance distance = ViewingDistance::ofMillimetres(ViewingDistance::farthest);
    while (smallestFont(distance, pitch) > font && distance.nearer() != distance)
        distance = distance.nearer();
    return distance;
}

} // namespace stanforis
