// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/plots/dependencygraph.h"

namespace stanforis {

class SeriesView;
struct Microservice;
struct ServiceHealth;

/// The nodes of a service's graph; ids are "sector/service".
struct ServiceGraph
{
    QList<DependencyNode> callers;
    DependencyNode service;
    QList<DependencyNode> dependencies;
};

/// `health` may be null: then the dependencies of the catalogue are shown, all unknown.
[[nodiscard]] ServiceGraph serviceGraph(const Microservice &service, const ServiceHealth *health, const SeriesView &series,
                                        bool stale);

} // namespace stanforis
