// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/workstation.h"

#include <QObject>

namespace stanforis {

/// The identity of this workstation with one platform: enrolled once, renewed by itself. GUI thread.
class WorkstationPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual const Workstation &workstation() const = 0;
    /// With a one-time code from whoever runs the platform, as it was typed. Nothing while Enrolling.
    virtual void enrol(const QString &code) = 0;

Q_SIGNALS:
    void changed(); ///< workstation() says something else
    /// Unauthenticated: no such code; PermissionDenied: used, or too old; Unavailable: too many were wrong, or the platform
    /// cannot now; Unreachable, TimedOut, Untrusted; Malformed: the answer is no certificate for this workstation.
    void enrolmentFailed(const stanforis::Error &error);
};

} // namespace stanforis
