// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class SessionService;

/// The methods of stanforis.sessions.v1. The service must outlive them.
void addSessionMethods(Methods &methods, SessionService &service);

} // namespace stanforis
