// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trust.h"

#include <QCoreApplication>
#include <QString>

namespace stanforis {

/// What the Trust page says, in words.
class TrustText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::TrustText)

public:
    /// "Gateway certificate"; with the subject where there are several of a kind.
    [[nodiscard]] static QString title(const TrustItem &item);
    /// What depends on it, one sentence.
    [[nodiscard]] static QString meaning(TrustKind kind);
    /// A few words for the table: "Well", "Ends in 6 days".
    [[nodiscard]] static QString state(const TrustItem &item, Instant now);
    /// One sentence; empty when all is well.
    [[nodiscard]] static QString whatHappened(const TrustItem &item, Instant now);
    /// One sentence; empty when nothing is to be done.
    [[nodiscard]] static QString whatToDo(const TrustItem &item, Instant now);
    /// When it was last looked at: "just now", "4 min ago"; empty when it never was.
    [[nodiscard]] static QString checked(const TrustItem &item, Instant now);
    /// How long it lasts: "356 days", "4 min"; empty for what does not end.
    /// "in 4 min", "renews in 3 min"; "all the time" for what tells by itself when something changes.
    [[nodiscard]] static QString nextCheck(const TrustItem &item, Instant now);
    /// A sentence: whether it is looked at from time to time, or tells by itself.
    [[nodiscard]] static QString howChecked(const TrustItem &item);
    [[nodiscard]] static QString left(const TrustItem &item, Instant now);
    [[nodiscard]] static QString factName(TrustFact::Name name);
    [[nodiscard]] static QString factValue(const TrustFact &fact);
    /// The one sentence at the top of the page.
    [[nodiscard]] static QString verdict(const TrustSummary &summary);
    /// How much was looked at and when.
    [[nodiscard]] static QString footing(const TrustSummary &summary, Instant now);
    /// "Gateway certificate, gRPC certificate and 3 more"
    [[nodiscard]] static QString list(const QStringList &titles);
};

} // namespace stanforis
