// SPDX-License-Identifier: GPL-3.0-or-later
// Audit logs: whatever comes in, what is accepted is a chain of whole lines up to the fault that is told.
#include "app/identity/auditchain.h"

#include <cstdlib>

using namespace stanforis::identity;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const AuditReplay replay = AuditReplay::of(bytes);
    demand(replay.good >= 0 && replay.good <= bytes.size());
    demand(bytes.left(replay.good).count('\n') == replay.chain.size());
    demand(replay.fault ? replay.fault->line == replay.chain.size() + 1 : replay.good == bytes.size());
    demand(replay.chain.size() == 0 || (replay.key && replay.continues.size() == 64));
    (void)auditTime(bytes, 1);
    const QByteArrayView line(bytes);
    if (const auto entry = readAuditLine(line.first(std::max<qsizetype>(0, bytes.indexOf('\n'))))) {
        (void)unescaped(entry->object);
        demand(entry->previous.size() == 64 && entry->sequence >= 0);
    }
    return 0;
}
