// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/signin.h"

#include <QCoreApplication>

#include <optional>
#include <QString>

namespace stanforis {

/// What the sign-in page says when something ended.
class SignInText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::SignInText)

public:
    struct Sentences
    {
        QString happened;
        QString next;
    };
    /// One attempt to sign in ended without a session.
    [[nodiscard]] static Sentences attempt(const Error &error, SignInWay way);
    /// One attempt with the card in the reader did.
    [[nodiscard]] static Sentences card(const Error &error);
    /// No sign-in is possible, because the platform could not be read.
    [[nodiscard]] static Sentences platform(const Error &error, const QString &address);
    /// An enrolment code was of no use; one line below the field.
    [[nodiscard]] static QString enrolment(const Error &error);
    /// Why what a platform signs about itself was not believed; none: another reason.
    [[nodiscard]] static std::optional<Sentences> distrust(const QString &detail, const QString &where);
    /// The simulator did not start.
    [[nodiscard]] static Sentences simulator(const Error &error);
};

} // namespace stanforis
