// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "models/domain/catalogue.h"

class QObject;

namespace stanforis {

/// Asks the platform what it offers. In every port: GUI thread; `reply` comes once, later, never from inside the call,
/// and not at all when `context` is destroyed first, which also cancels the call.
class CataloguePort
{
public:
    virtual ~CataloguePort() = default;
    virtual void sectors(QObject *context, Reply<QList<SectorSummary>> reply) = 0;
    virtual void sector(QObject *context, const SectorId &id, Reply<Sector> reply) = 0;
    virtual void page(QObject *context, const SectorId &sector, const ServiceId &service, const PageId &page,
                      Reply<ServicePageDefinition> reply) = 0;
};

} // namespace stanforis
