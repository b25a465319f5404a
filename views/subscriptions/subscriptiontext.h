// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogue.h"
#include "models/domain/subscription.h"
#include "views/plots/timelinechart.h"
#include "views/widgets/rowtext.h"

#include <QCoreApplication>

namespace stanforis {

class CatalogueStore;

/// The words of the Subscriptions page for states, periods and rows.
class SubscriptionText final
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::SubscriptionText)

public:
    /// From this many days before its end a subscription is shown as ending.
    static constexpr int endingDays = 14;

    [[nodiscard]] static QString state(Subscription::State state);
    /// In force now and over within endingDays.
    [[nodiscard]] static bool isEnding(const Subscription &subscription, Instant now);
    [[nodiscard]] static TimelineRow bar(const Subscription &subscription, const CatalogueStore &catalogue, Instant now);
    [[nodiscard]] static RowText sectorRow(const SectorSummary &sector, const Subscription *current, Instant now);
    [[nodiscard]] static RowText inboxRow(const Subscription &subscription, const CatalogueStore &catalogue, Instant now);
};

} // namespace stanforis
