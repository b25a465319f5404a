// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QMap>
#include <QString>

namespace stanforis {

/// Something that was done at this console, or refused. The words are those of the log and are not translated.
struct AuditEvent
{
    QString event;  ///< "record.opened"
    QString object; ///< place or number; nothing that tells of a person
    QString result = QStringLiteral("ok");
    QMap<QString, QString> data; ///< what may tell of a person; can be erased later, the entry stays provable
    SubjectId subject;           ///< who is signed in
    QString session;             ///< one sign-in
};

/// The console's own audit log. GUI thread; returns at once. What cannot be written is told by the AuditStore, never lost in
/// silence.
class AuditPort
{
public:
    virtual ~AuditPort() = default;
    virtual void record(const AuditEvent &event) = 0;
};

} // namespace stanforis
