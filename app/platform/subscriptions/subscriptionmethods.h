// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class SubscriptionService;

/// Adds stanforis.subscriptions.v1.Subscriptions; the service outlives the methods.
void addSubscriptionMethods(Methods &methods, SubscriptionService &service);

} // namespace stanforis
