// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class RecordService;

/// Adds stanforis.records.v1.Records; the service outlives the methods.
void addRecordMethods(Methods &methods, RecordService &service);

} // namespace stanforis
