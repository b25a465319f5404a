// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

namespace stanforis {

class NoticeService;

/// Adds stanforis.notices.v1.Notices; the service outlives the methods.
void addNoticeMethods(Methods &methods, NoticeService &service);

} // namespace stanforis
