// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QCoreApplication>
#include <QString>

namespace stanforis {

/// The one place where an Error becomes sentences. A page that knows better what was tried says that itself and uses
/// whatToDo() alone.
class ErrorText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::ErrorText)

public:
    /// One sentence: what happened.
    [[nodiscard]] static QString whatHappened(const Error &error);
    /// One sentence: what a person can do now.
    [[nodiscard]] static QString whatToDo(const Error &error);
    /// Both, as one paragraph.
    [[nodiscard]] static QString both(const Error &error);
};

} // namespace stanforis
