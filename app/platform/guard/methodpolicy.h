// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"
#include "app/platform/state/offer.h"

namespace stanforis {

/// Says of every method whether it only reads, by the verb its name begins with (whatever begins with another one acts), and
/// which are sensitive: deciding on a subscription, ending somebody's session, preparing what a second person has to approve, and approving it. For those
/// the person must have proved who they are within `freshFor` (RFC 9470). `offer` outlives the methods.
void applyMethodPolicy(Methods &methods, const Offer &offer, std::chrono::seconds freshFor);

/// Whether a method of this path reads and changes nothing: List, Get, Watch, Subscribe, History, Search… and Inspect….
[[nodiscard]] bool onlyReads(const QByteArray &path);

/// What the doors say when a sign-in is too old or too weak for a call: StepUpNeeded, its detail the JSON
/// {"message", "challenge"}, with the challenge as it stands in `WWW-Authenticate` (RFC 9470 §3).
[[nodiscard]] Error stepUpNeeded(const Freshness &freshness);

} // namespace stanforis
