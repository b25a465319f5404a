// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"

#include <QCoreApplication>

namespace stanforis {

/// Sentences about sessions of people.
class SessionText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::SessionText)

public:
    [[nodiscard]] static QString person(const SessionRecord &session);
    /// "Kaur Lepik at desk-12"
    [[nodiscard]] static QString place(const SessionRecord &session);
    /// "just now", "4 min ago"
    [[nodiscard]] static QString seen(const SessionRecord &session, Instant now);
    /// What a person is told before it is done.
    [[nodiscard]] static QString whatWillHappen(const SessionRecord &session, SessionEnding::Kind kind);
    /// And what after it was.
    [[nodiscard]] static QString done(const SessionRecord &session, SessionEnding::Kind kind);
    [[nodiscard]] static QString afterwards(SessionEnding::Kind kind);
    [[nodiscard]] static QString actionName(SessionEnding::Kind kind);
};

} // namespace stanforis
