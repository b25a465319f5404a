// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <QList>
#include <QString>

namespace stanforis {

struct ServiceInstance
{
    QString id;
    QString site;
    Severity severity = Severity::Unknown;
    QString condition;
    double rate = 0;   ///< requests per second
    double errors = 0; ///< percent
    double p95 = 0;    ///< milliseconds
    double cpu = 0;    ///< percent
    double memory = 0; ///< GiB
};

/// One service calling another.
struct CallHealth
{
    SectorId sector;
    ServiceId service;
    QString name;
    Severity severity = Severity::Unknown;
    double rate = 0; ///< calls per second
    double p95 = 0;  ///< milliseconds
};

struct ServiceHealth
{
    ServiceId service;
    Severity severity = Severity::Unknown;
    QString condition; ///< "Reserve low"
    QString detail;    ///< one sentence
    Instant since;
    RegionId region;
    QList<ServiceInstance> instances;
    QList<CallHealth> callers;
    QList<CallHealth> dependencies;
};

struct RegionHealth
{
    RegionId region;
    Severity severity = Severity::Unknown;
    QString word;
};

struct HealthUpdate
{
    QList<ServiceHealth> services;
    QList<RegionHealth> regions;
};

struct LogLine
{
    enum class Level { Debug, Info, Warn, Error };
    Instant time;
    Level level = Level::Info;
    QString instance;
    QString text;
};

struct TraceSpan
{
    QString name;
    int depth = 0;
    Duration offset{};
    Duration duration{};
    Severity severity = Severity::Normal;
};

struct Trace
{
    QString id;
    Instant start;
    QList<TraceSpan> spans;
};

struct ProtocolField
{
    QString path;
    QString value;
    bool valid = true;
};

struct ProtocolMessage
{
    QString standard;
    QList<ProtocolField> fields;
    bool valid = true;
    QString verdict;
    QString raw;
};

/// Logs, slowest trace and newest domain message of one service.
struct Inspection
{
    QList<LogLine> log;
    Trace slowest;
    ProtocolMessage message;
};

} // namespace stanforis
