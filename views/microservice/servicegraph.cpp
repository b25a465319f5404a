// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/servicegraph.h"

#include "models/domain/catalogue.h"
#include "models/domain/health.h"
#include "models/items/servicetablemodel.h"
#include "models/items/servicetext.h"
#include "models/telemetry/seriesview.h"
#include "views/widgets/severitymark.h"

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qsizetype mostNodes = 5; // a side; more would not fit beside each other

QString rateText(double rate) { return numberText(rate, rate < 10 ? 1 : 0) + u"/s"_s; }

QString p95Text(double p95) { return u"p95 "_s + numberText(p95, 0) + QChar::Nbsp + u"ms"_s; }

DependencyNode nodeOf(const CallHealth &call, bool caller, bool stale)
{
    DependencyNode node;
    node.id = call.sector.value + u'/' + call.service.value;
    node.title = call.name;
    node.health = stale ? Severity::Unknown : call.severity;
    node.detail = caller ? p95Text(call.p95) : rateText(call.rate);
    node.edgeLabel = caller ? rateText(call.rate) : p95Text(call.p95);
    const bool abnormal = call.severity != Severity::Normal && call.severity != Severity::Unknown;
    node.edgeSeverity = abnormal && !caller && !stale ? call.severity : Severity::Normal;
    return node;
}

/// The worst first, so that what is left out is normal.
QList<DependencyNode> nodesOf(QList<CallHealth> calls, bool callers, bool stale)
{
    const auto rank = [](const CallHealth &call) { return call.severity == Severity::Unknown ? -1 : int(call.severity); };
    std::ranges::stable_sort(calls, std::ranges::greater(), rank);
    QList<DependencyNode> nodes;
    for (const CallHealth &call : std::as_const(calls)) {
        if (nodes.size() < mostNodes)
            nodes.append(nodeOf(call, callers, stale));
    }
    return nodes;
}

} // namespace

ServiceGraph serviceGraph(const Microservice &service, const ServiceHealth *health, const SeriesView &series, bool stale)
{
    ServiceGraph graph;
    graph.service.title = service.name;
    graph.service.health = health && !stale ? health->severity : Severity::Unknown;
    const auto rate = series.lastSample(seriesOf(service, "rate"_L1));
    const auto p95 = series.lastSample(seriesOf(service, "p95"_L1));
    if (rate && p95)
        graph.service.detail = rateText(rate->value) + u" · "_s + p95Text(p95->value);
    if (health) {
        graph.callers = nodesOf(health->callers, true, stale);
        graph.dependencies = nodesOf(health->dependencies, false, stale);
    } else {
        for (const Dependency &dependency : service.dependencies) {
            DependencyNode node;
            node.id = dependency.sector.value + u'/' + dependency.service.value;
            node.title = dependency.name;
            node.health = Severity::Unknown;
            node.detail = severityWord(Severity::Unknown);
            graph.dependencies.append(node);
        }
    }
    return graph;
}

} // namespace stanforis
