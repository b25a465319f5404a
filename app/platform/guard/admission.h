// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/guard/entitlements.h"
#include "app/platform/guard/sessions.h"
#include "app/platform/guard/workstations.h"
#include "app/platform/methods.h"
#include "models/core/clock.h"

#include <QTimer>

namespace stanforis {

/// The continued right to a stream. Main thread.
class Admission final : public QObject
{
    Q_OBJECT
public:
    Admission(const Caller &caller, const Entitlements &entitlements, const Sessions &sessions, const Workstations &workstations,
              const Clock &clock);

Q_SIGNALS:
    /// Once: the stream must end with this error now.
    void ended(const stanforis::Error &error);

private:
    void check(const SubjectId &subject, const SectorId &sector);
    void end(Error::Code code, const QString &sentence);

    const Caller m_caller;
    const Entitlements &m_entitlements;
    QTimer m_expiry;
    bool m_ended = false;
};

} // namespace stanforis
