// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QString>

#include <optional>

namespace stanforis {

/// An address inside the console: `stanforis://entry`, `stanforis://trust`, `stanforis://training/load`, `stanforis://sessions`,
/// `stanforis://sector/energy/service/grid-balancing/page/reserve-call?record=17`.
struct PageLink
{
    enum class Level { SignIn, Entry, Subscriptions, Trust, Load, Sessions, Sector, Service, Page };
    Level level = Level::Entry;
    SectorId sector;
    ServiceId service;
    PageId page;
    RecordId record;

    /// Empty when the text is not one of ours.
    [[nodiscard]] static std::optional<PageLink> parse(const QString &text);
    [[nodiscard]] QString toString() const;
    /// One level up; Entry's parent is Entry.
    [[nodiscard]] PageLink parent() const;
    friend bool operator==(const PageLink &, const PageLink &) = default;
};

} // namespace stanforis
