// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace stanforis {

/// What plots and their marks say; `text` is marked with QT_TRANSLATE_NOOP("stanforis::PlotMarks", …).
inline QString words(const char *text) { return QCoreApplication::translate("stanforis::PlotMarks", text); }

} // namespace stanforis
