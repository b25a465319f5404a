// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stanforis {

/// How bad a condition is. Unknown means that nothing fresh is known, which is not the same as Normal.
enum class Severity { Normal, Low, Medium, High, Critical, Unknown };

/// How far a value can be trusted; drawn as a border outside the widget. When several sources feed one
/// widget the worst wins, in this order, Disconnected over everything.
enum class Quality : unsigned char { Good, Minor, Major, Invalid, Stale, Disconnected };

/// What kind of platform this is; taken from the connection profile and shown on every window.
enum class Mode { Live, Simulation, Replay };

} // namespace stanforis
