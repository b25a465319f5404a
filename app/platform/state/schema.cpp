// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/state/schema.h"

namespace stanforis {

using namespace Qt::StringLiterals;

// Times are microseconds since the epoch. `data` holds the contract's message in its binary form, so that a field added
// to the contract needs no new column; what is searched for has a column of its own.
QStringList stateSchema()
{
    return {
        u"CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE subscriptions (id TEXT PRIMARY KEY, subject TEXT NOT NULL, sector TEXT NOT NULL, role TEXT NOT NULL,"
        " state INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE records (sector TEXT NOT NULL, service TEXT NOT NULL, page TEXT NOT NULL, id TEXT NOT NULL,"
        " position INTEGER NOT NULL, etag TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sector, service, page, id)) WITHOUT ROWID"_s,
        u"CREATE TABLE access_log (number INTEGER PRIMARY KEY AUTOINCREMENT, time_us INTEGER NOT NULL, subject TEXT NOT NULL,"
        " name TEXT NOT NULL, organisation TEXT NOT NULL, session TEXT NOT NULL, purpose TEXT NOT NULL, sector TEXT NOT NULL,"
        " service TEXT NOT NULL, page TEXT NOT NULL, record TEXT NOT NULL, what TEXT NOT NULL)"_s,
        u"CREATE INDEX access_log_record ON access_log (sector, service, page, record, number)"_s,
        u"CREATE TABLE keys (session TEXT NOT NULL, kid TEXT NOT NULL, subject TEXT NOT NULL, jwk TEXT NOT NULL,"
        " enrolled_us INTEGER NOT NULL, PRIMARY KEY (session, kid)) WITHOUT ROWID"_s,
        u"CREATE TABLE key_proofs (jti TEXT PRIMARY KEY, time_us INTEGER NOT NULL) WITHOUT ROWID"_s,
        u"CREATE TABLE transactions (id TEXT PRIMARY KEY, sector TEXT NOT NULL, service TEXT NOT NULL, page TEXT NOT NULL,"
        " operation TEXT NOT NULL, record TEXT NOT NULL, etag TEXT NOT NULL, intent TEXT NOT NULL, nonce TEXT NOT NULL,"
        " subject TEXT NOT NULL, session TEXT NOT NULL, expires_us INTEGER NOT NULL, state INTEGER NOT NULL,"
        " decider TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"_s,
        u"CREATE INDEX transactions_state ON transactions (state, expires_us)"_s,
        u"CREATE TABLE receipts (ledger_index INTEGER PRIMARY KEY, transaction_id TEXT NOT NULL UNIQUE, previous TEXT NOT NULL,"
        " jws TEXT NOT NULL, time_us INTEGER NOT NULL)"_s,
        u"CREATE TABLE notices (id TEXT PRIMARY KEY, time_us INTEGER NOT NULL, audience TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"_s,
    };
}

} // namespace stanforis
