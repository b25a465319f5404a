// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class Catalogue;

/// Adds /stanforis.catalogue.v1.Catalogue/*. The catalogue is borrowed and must outlive the methods.
void addCatalogueMethods(Methods &methods, const Catalogue &catalogue);

} // namespace stanforis
