// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/trust.h"

#include <algorithm>
#include <tuple>

namespace stanforis {

using namespace std::chrono_literals;
using std::chrono::days;

namespace {

constexpr Duration endOfShift = 15min; ///< enough to finish what is open, or to sign in again

Severity severityOf(TrustFinding finding)
{
    switch (finding) {
    case TrustFinding::Well:
        return Severity::Normal;
    case TrustFinding::NotChecked:
    case TrustFinding::NotInUse:
        return Severity::Unknown;
    case TrustFinding::EndsSoon:
    case TrustFinding::Unsafe:
    case TrustFinding::Renamed:
        return Severity::Low;
    case TrustFinding::RenewalLate:
    case TrustFinding::Stale:
    case TrustFinding::ClockOff:
    case TrustFinding::TimedOut:
    case TrustFinding::Unreachable:
    case TrustFinding::Blocked:
        return Severity::Medium;
    case TrustFinding::Missing:
    case TrustFinding::Malformed:
    case TrustFinding::NotYetValid:
    case TrustFinding::Expired:
        return Severity::High;
    case TrustFinding::Untrusted:
    case TrustFinding::Revoked:
    case TrustFinding::RolledBack:
    case TrustFinding::Tampered:
        break;
    }
    return Severity::Critical;
}

/// Normal while there is time.
Severity runningOut(const TrustItem &item, Instant now)
{
    const Duration left = *item.until - now;
    if (item.renewal) // half the time between the renewal and the end is allowed for it
        return now > *item.renewal + (*item.until - *item.renewal) / 2 ? severityOf(TrustFinding::RenewalLate) : Severity::Normal;
    if (item.kind == TrustKind::Session)
        return left <= endOfShift ? Severity::Low : Severity::Normal;
    const Duration life = item.from ? *item.until - *item.from : Duration::max();
    if (left <= std::min<Duration>(days(1), life / 12))
        return Severity::High;
    if (left <= std::min<Duration>(days(7), life / 6))
        return Severity::Medium;
    return left <= std::min<Duration>(days(30), life / 3) ? Severity::Low : Severity::Normal;
}

/// How far up the list a severity belongs; not knowing is worse than being well.
int rank(Severity severity)
{
    return severity == Severity::Normal ? 0 : severity == Severity::Unknown ? 1 : 1 + static_cast<int>(severity);
}

int rankOf(const TrustItem &item, Instant now)
{
    return findingAt(item, now) == TrustFinding::NotInUse ? -1 : rank(severityAt(item, now));
}

} // namespace

void setFinding(TrustItem &item, TrustFinding finding, const QString &detail)
{
    item.finding = finding;
    item.severity = severityOf(finding);
    item.detail = detail;
}

TrustFinding findingOf(const Error &error)
{
    switch (error.code) {
    case Error::Code::Untrusted:
        return TrustFinding::Untrusted;
    case Error::Code::TimedOut:
        return TrustFinding::TimedOut;
    case Error::Code::Malformed:
    case Error::Code::Invalid:
        return TrustFinding::Malformed;
    case Error::Code::NotFound:
        return TrustFinding::Missing;
    default:
        return TrustFinding::Unreachable;
    }
}

TrustFinding findingAt(const TrustItem &item, Instant now)
{
    if (item.severity != Severity::Normal)
        return item.finding;
    if (item.until && *item.until <= now)
        return TrustFinding::Expired;
    if (item.from && *item.from > now)
        return TrustFinding::NotYetValid;
    // Two checks missed: what was seen then says nothing about now.
    if (item.checked && item.nextCheck && now > *item.nextCheck + 2 * (*item.nextCheck - *item.checked))
        return TrustFinding::Stale;
    if (item.until && runningOut(item, now) != Severity::Normal)
        return item.renewal ? TrustFinding::RenewalLate : TrustFinding::EndsSoon;
    return item.finding;
}

Severity severityAt(const TrustItem &item, Instant now)
{
    const TrustFinding finding = findingAt(item, now);
    if (finding == item.finding && item.severity != Severity::Normal)
        return item.severity;
    return finding == TrustFinding::EndsSoon ? runningOut(item, now) : severityOf(finding);
}

bool comesBefore(const TrustItem &a, const TrustItem &b, Instant now)
{
    const int rankA = rankOf(a, now);
    const int rankB = rankOf(b, now);
    if (rankA != rankB)
        return rankA > rankB;
    // Time decides only among what needs somebody; else the list would change its order with every renewal of a token.
    const bool abnormal = rankA > rank(Severity::Unknown);
    const Instant endA = abnormal ? a.until.value_or(Instant::max()) : Instant::max();
    const Instant endB = abnormal ? b.until.value_or(Instant::max()) : Instant::max();
    return std::tie(endA, a.kind, a.subject, a.id.value) < std::tie(endB, b.kind, b.subject, b.id.value);
}

TrustSummary summaryOf(const QList<TrustItem> &items, Instant now)
{
    TrustSummary summary;
    summary.items = static_cast<int>(items.size());
    const TrustItem *first = nullptr;
    for (const TrustItem &item : items) {
        const Severity severity = severityAt(item, now);
        if (item.checked && item.canCheck)
            summary.oldest = summary.oldest ? std::min(*summary.oldest, *item.checked) : *item.checked;
        if (severity == Severity::Normal)
            ++summary.well;
        else if (severity != Severity::Unknown)
            ++summary.abnormal;
        else if (findingAt(item, now) != TrustFinding::NotInUse)
            ++summary.unknown;
        if (rank(severity) > rank(summary.worst) && findingAt(item, now) != TrustFinding::NotInUse) {
            summary.worst = severity;
            summary.atWorst = 0;
        }
        if (severity == summary.worst)
            ++summary.atWorst;
        if (severity != Severity::Normal && severity != Severity::Unknown && (!first || comesBefore(item, *first, now)))
            first = &item;
    }
    if (first)
        summary.first = first->id;
    return summary;
}

} // namespace stanforis
