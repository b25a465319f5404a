// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/core/result.h"
#include "models/domain/ids.h"

namespace stanforis {

class Database;

/// What was handed out to people who may be the second to sign, one for each transaction and person, on disk: an answer that was
/// on its way when the platform stopped is still good afterwards.
class ApprovalNonces final
{
public:
    struct Issued
    {
        QString nonce;
        Instant time;
        QString session; ///< of the person it was given to; the key is looked for there
    };

    explicit ApprovalNonces(Database &database)
        : m_database(database)
    {}

    /// A fresh one in place of the one before.
    [[nodiscard]] Result<Issued> issue(const QString &transaction, const SubjectId &subject, const QString &session, Instant now);
    /// Invalid: none was issued to this person.
    [[nodiscard]] Result<Issued> find(const QString &transaction, const SubjectId &subject) const;
    /// Of everybody, when the transaction has ended.
    [[nodiscard]] Result<Done> forget(const QString &transaction);

private:
    Database &m_database;
};

} // namespace stanforis
