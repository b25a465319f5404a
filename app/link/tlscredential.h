// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workstation.h"

class QSslConfiguration;

namespace stanforis {

/// Connections with these settings prove this workstation; an empty credential takes the proof away.
void present(QSslConfiguration &tls, const WorkstationCredential &credential);

} // namespace stanforis
