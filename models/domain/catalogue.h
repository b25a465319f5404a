// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "models/domain/ids.h"
#include "models/domain/severity.h"

#include <QList>
#include <QString>

#include <optional>

namespace stanforis {

/// What may be held in a sector, least powerful first.
struct Role
{
    RoleId id;
    QString name;    ///< what the sector calls it: "Duty operator"
    QString summary; ///< what it adds, half a sentence
};

/// One row of "what each role allows".
struct RoleAction
{
    QString name;
    QList<RoleId> roles;
    QList<RoleId> withSecondPerson;
};

/// What anybody signed in may know about a sector.
struct SectorSummary
{
    SectorId id;
    QString name;
    QString icon;
    QString summary;
    QList<Role> roles;
    QList<RoleAction> actions;
    QStringList legalBases;
    int longestDays = 0;
    QString approver;
    int serviceCount = 0;

    /// The role's name in this sector, or its id when the sector does not know it.
    [[nodiscard]] QString roleName(const RoleId &role) const;
};

/// A value beyond which a measure is abnormal.
struct Limit
{
    enum class Side { Above, Below };
    double value = 0;
    Side side = Side::Above;
    Severity severity = Severity::Medium;
    QString label;
    bool shaded = false; ///< plots tint all that is beyond it

    [[nodiscard]] bool exceededBy(double measured) const { return side == Side::Above ? measured > value : measured < value; }
};

/// How a plot draws a series unless a person chooses otherwise: as a line, each value held until the next, or the area between
/// the lowest and the highest value of each pixel.
enum class Drawing { Line, Steps, Band };

/// A series with all that is needed to show it.
struct Measure
{
    SeriesKey key;
    QString name;
    QString unit;
    int decimals = 0;
    std::optional<double> normalLow;
    std::optional<double> normalHigh;
    std::optional<Limit> limit;
    QString note;
    QString description;
    Drawing drawing = Drawing::Line;
    bool summable = false; ///< the values of all regions add up to that of the nation
};

struct PlotDefinition
{
    QString title;
    QString subtitle;
    QList<SeriesKey> series;
    QList<SeriesKey> secondAxis; ///< those of them with the axis at the right, for a second unit
};

struct Region
{
    RegionId id;
    QString name;
};

struct Dependency
{
    SectorId sector;
    ServiceId service;
    QString name;
};

struct PageSummary
{
    PageId id;
    QString name;
    QString summary;
    QList<RoleId> roles = {}; ///< those that may open it; empty: whoever is in the sector
};

struct Microservice
{
    ServiceId id;
    QString name;
    QString summary;
    QString owner;
    QString objective;
    QString protocol;
    QString version;
    QList<Dependency> dependencies;
    QList<Measure> measures; ///< rate, errors, p50, p95, p99, saturation first
    QList<PageSummary> pages;

    [[nodiscard]] const PageSummary *page(const PageId &pageId) const;
};

/// One sector as its members see it.
struct Sector
{
    SectorSummary summary;
    QList<Measure> kpis;
    QList<PlotDefinition> plots;
    QList<Microservice> services;
    QList<Region> regions;
    QList<SeriesKey> tileSeries;

    [[nodiscard]] const Microservice *service(const ServiceId &id) const;
    /// Looks through KPIs first, then the services' measures.
    [[nodiscard]] const Measure *measure(const SeriesKey &key) const;
    [[nodiscard]] QString regionName(const RegionId &id) const;
};

struct Option
{
    QString value;
    QString label;
};

/// One field of a form; the rules are checked while typing and again by the platform.
struct Field
{
    enum class Type { Text, Integer, Decimal, Choice, Date, Boolean };
    QString id;
    QString label;
    Type type = Type::Text;
    QString unit;
    bool required = false;
    std::optional<double> minimum;
    std::optional<double> maximum;
    int decimals = 0;
    int minLength = 0;
    int maxLength = 200;
    QString pattern;
    QString patternHelp;
    QList<Option> options;
    QString help;
    int span = 2; ///< of four columns
    QString standardPath;
    QString initial;
};

struct RecordColumn
{
    QString id;
    QString label;
    QString unit;
    bool numeric = false;
};

struct Operation
{
    QString id;
    QString name;
    QString verb;
    QString consequence;
    QString undo;
    QList<Field> fields;
    QList<RoleId> roles;
    bool secondPerson = false;
    QList<RoleId> approverRoles;
    bool reasonRequired = false;
};

/// A page on which records are read and operations done.
struct ServicePageDefinition
{
    PageId id;
    SectorId sector;
    ServiceId service;
    QString name;
    QString summary;
    QString standard;
    QString recordNoun;
    QList<RecordColumn> columns;
    QList<Operation> operations;

    [[nodiscard]] const Operation *operation(const QString &operationId) const;
};

} // namespace stanforis
