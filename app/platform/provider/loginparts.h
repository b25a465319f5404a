// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/provider/persona.h"

#include <QString>

namespace stanforis {

class PinKeeper;

/// Pieces of HTML that the provider's pages share. Texts from outside are escaped in them.
namespace loginparts {

/// An alert; empty when there is no problem.
[[nodiscard]] QString problem(const QString &sentence);
/// The choice of an identity and the field for its PIN. `holder`: only this one is offered. `failed`: a try went wrong before.
[[nodiscard]] QString identities(const std::vector<Persona> &personas, const SubjectId &holder, const SubjectId &chosen,
                                 const PinKeeper &pins, bool failed);

} // namespace loginparts

} // namespace stanforis
