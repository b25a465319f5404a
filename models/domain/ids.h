// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/strong.h"

#include <QString>

namespace stanforis {

using SectorId = Strong<struct SectorIdTag, QString>;   ///< "energy"
using ServiceId = Strong<struct ServiceIdTag, QString>; ///< microservice, "grid-balancing"; unique on the platform
using PageId = Strong<struct PageIdTag, QString>;       ///< service page, unique within its service
using RoleId = Strong<struct RoleIdTag, QString>;       ///< "observer", "operator", "approver", "admin", "auditor"
using SubjectId = Strong<struct SubjectIdTag, QString>; ///< OpenID Connect `sub`
using SubscriptionId = Strong<struct SubscriptionIdTag, QString>;
using TransactionId = Strong<struct TransactionIdTag, QString>; ///< ULID
using RecordId = Strong<struct RecordIdTag, QString>;           ///< a domain record on a service page
using NoticeId = Strong<struct NoticeIdTag, QString>;
using RegionId = Strong<struct RegionIdTag, QString>; ///< "hestmark"

/// `sector/service-or-region/measure`, for example "energy/grid-balancing/frequency". The first part is always the sector.
using SeriesKey = Strong<struct SeriesKeyTag, QString>;

} // namespace stanforis
