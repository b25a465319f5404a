// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QString>

#include <functional>

namespace stanforis {

/// Where a saved plot comes from, beside what the plot itself knows.
struct Provenance
{
    QString platform; ///< "Republic of Norvane, National platform"
    Mode mode = Mode::Live;
    QString person; ///< who saved it
};

/// Asked when something is saved.
using ProvenanceSource = std::function<Provenance()>;

} // namespace stanforis
