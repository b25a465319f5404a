// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/tour/tour.h"

namespace stanforis {

class Workspace;

/// The walk through the seven levels by two people: one asks for a role, works and signs; the other approves both. At the end a
/// security officer locks the first one's session. Every step is input on the widgets they would use.
[[nodiscard]] QList<TourStep> walk(Workspace &requester, Workspace &approver, Workspace &officer);

} // namespace stanforis
