// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/diagnosticbundle.h"

#include "models/domain/redaction.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QSysInfo>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue timeOf(const std::optional<Instant> &time)
{
    return time ? QJsonValue(QDateTime::fromMSecsSinceEpoch(toMilliseconds(*time), Qt::UTC).toString(Qt::ISODateWithMs))
                : QJsonValue(QJsonValue::Null);
}

QJsonValue milliseconds(const std::optional<Duration> &duration)
{
    return duration ? QJsonValue(std::chrono::duration<double, std::milli>(*duration).count()) : QJsonValue(QJsonValue::Null);
}

QLatin1StringView severityName(Severity severity)
{
    constexpr std::array names{"normal"_L1, "low"_L1, "medium"_L1, "high"_L1, "critical"_L1, "unknown"_L1};
    return names.at(static_cast<std::size_t>(severity));
}

QLatin1StringView findingName(TrustFinding finding)
{
    constexpr std::array names{"well"_L1,         "not checked"_L1, "not in use"_L1,    "unreachable"_L1, "timed out"_L1,
                               "untrusted"_L1,    "revoked"_L1,     "not yet valid"_L1, "expired"_L1,     "ends soon"_L1,
                               "renewal late"_L1, "out of date"_L1, "rolled back"_L1,   "tampered"_L1,    "missing"_L1,
                               "malformed"_L1,    "clock off"_L1,   "unsafe"_L1,        "blocked"_L1,     "renamed"_L1};
    static_assert(names.size() == static_cast<std::size_t>(TrustFinding::Renamed) + 1);
    return names.at(static_cast<std::size_t>(finding));
}

QLatin1StringView linkStateName(LinkState state)
{
    constexpr std::array names{"idle"_L1, "connecting"_L1, "connected"_L1, "waiting"_L1, "lost"_L1};
    return names.at(static_cast<std::size_t>(state));
}

QLatin1StringView typeName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    default:
        return "critical"_L1;
    }
}

QJsonObject programs()
{
    return {{"console"_L1, QStringLiteral(STANFORIS_VERSION)},
            {"qt"_L1, QString::fromLatin1(qVersion())},
            {"qt_built"_L1, QString::fromLatin1(QLibraryInfo::build())},
            {"system"_L1, QSysInfo::prettyProductName()},
            {"kernel"_L1, QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {"processor"_L1, QSysInfo::currentCpuArchitecture()}};
}

QJsonObject profileOf(const ConnectionProfile &profile)
{
    constexpr std::array modes{"live"_L1, "simulation"_L1, "replay"_L1};
    return {{"name"_L1, profile.name},
            {"platform"_L1, profile.platform},
            {"mode"_L1, modes.at(static_cast<std::size_t>(profile.mode))},
            {"address"_L1, profile.address.section(u'#', 0, 0)},
            {"issuer"_L1, profile.issuer},
            {"grpc_endpoint"_L1, profile.grpcEndpoint},
            {"websocket_url"_L1, profile.websocketUrl},
            {"contract"_L1, profile.contract}};
}

QJsonArray transportsOf(const std::array<TransportState, 3> &transports)
{
    constexpr std::array names{"gateway"_L1, "grpc"_L1, "websocket"_L1};
    QJsonArray list;
    for (const TransportState &state : transports) {
        list.append(QJsonObject{{"transport"_L1, names.at(static_cast<std::size_t>(state.transport))},
                                {"state"_L1, linkStateName(state.state)},
                                {"last_message"_L1, timeOf(state.lastMessage)},
                                {"next_attempt"_L1, timeOf(state.nextAttempt)},
                                {"messages"_L1, qint64(state.messages)},
                                {"carries_telemetry"_L1, state.carriesTelemetry},
                                {"dropped"_L1, qint64(state.dropped)},
                                {"unreadable"_L1, qint64(state.unreadable)}});
    }
    return list;
}

QJsonArray chainOf(const QList<TrustCertificate> &chain)
{
    QJsonArray list;
    for (const TrustCertificate &certificate : chain) {
        list.append(QJsonObject{{"subject"_L1, certificate.subject},
                                {"issuer"_L1, certificate.issuer},
                                {"serial"_L1, certificate.serial},
                                {"from"_L1, timeOf(certificate.from)},
                                {"until"_L1, timeOf(certificate.until)},
                                {"sha256"_L1, certificate.sha256},
                                {"key"_L1, certificate.key},
                                {"names"_L1, QJsonArray::fromStringList(certificate.names)}});
    }
    return list;
}

QJsonArray trustOf(const DiagnosticFacts &facts)
{
    QJsonArray list;
    for (const TrustItem &item : facts.trust) {
        QJsonArray values;
        for (const TrustFact &fact : item.facts)
            values.append(QJsonArray{static_cast<int>(fact.name), fact.value});
        // A person's own certificate or card names the person.
        const bool personal = item.kind == TrustKind::Card || item.kind == TrustKind::SigningKey;
        list.append(QJsonObject{{"id"_L1, item.kind == TrustKind::Card ? u"card"_s : item.id.value},
                                {"subject"_L1, personal ? u"[person]"_s : item.subject},
                                {"finding"_L1, findingName(findingAt(item, facts.made))},
                                {"severity"_L1, severityName(severityAt(item, facts.made))},
                                {"detail"_L1, redacted(item.detail, facts.personal)},
                                {"checked"_L1, timeOf(item.checked)},
                                {"next_check"_L1, timeOf(item.nextCheck)},
                                {"from"_L1, timeOf(item.from)},
                                {"until"_L1, timeOf(item.until)},
                                {"renewal"_L1, timeOf(item.renewal)},
                                {"chain"_L1, personal ? QJsonArray() : chainOf(item.chain)},
                                {"facts"_L1, personal ? QJsonArray() : values}});
    }
    return list;
}

QJsonObject performanceOf(const PerformanceFigures &figures)
{
    return {{"frame_ms"_L1, milliseconds(figures.frames.lastFrame)},
            {"frame_p99_ms"_L1, milliseconds(figures.frames.frameP99)},
            {"frames_per_second"_L1, figures.frames.framesPerSecond},
            {"long_frames"_L1, qint64(figures.frames.longFrames)},
            {"samples_per_second"_L1, figures.frames.samplesPerSecond},
            {"latency_p50_ms"_L1, milliseconds(figures.frames.latencyP50)},
            {"latency_p99_ms"_L1, milliseconds(figures.frames.latencyP99)},
            {"dropped"_L1, qint64(figures.dropped)},
            {"unreadable"_L1, qint64(figures.unreadable)},
            {"resident_bytes"_L1, figures.residentBytes}};
}

QJsonArray logOf(const DiagnosticFacts &facts)
{
    QJsonArray list;
    for (const LogEntry &entry : facts.log) {
        list.append(QJsonObject{{"time"_L1, timeOf(entry.time)},
                                {"type"_L1, typeName(entry.type)},
                                {"category"_L1, entry.category},
                                {"text"_L1, redacted(entry.text, facts.personal)}});
    }
    return list;
}

} // namespace

QByteArray diagnosticBundle(const DiagnosticFacts &facts)
{
    QJsonObject bundle{
        {"format"_L1, u"stanforis-diagnostics/1"_s},       {"made"_L1, timeOf(facts.made)}, {"programs"_L1, programs()},
        {"transports"_L1, transportsOf(facts.transports)}, {"trust"_L1, trustOf(facts)},    {"log"_L1, logOf(facts)}};
    if (facts.profile)
        bundle.insert("platform"_L1, profileOf(*facts.profile));
    if (facts.clock)
        bundle.insert("clock"_L1, QJsonObject{{"offset_ms"_L1, milliseconds(facts.clock->offset)},
                                              {"uncertainty_ms"_L1, milliseconds(facts.clock->uncertainty)}});
    if (facts.failure)
        bundle.insert("failure"_L1, QJsonObject{{"code"_L1, static_cast<int>(facts.failure->code)},
                                                {"detail"_L1, redacted(facts.failure->detail, facts.personal)}});
    if (facts.performance)
        bundle.insert("performance"_L1, performanceOf(*facts.performance));
    // The last word: whatever way a known name took into the file, it does not leave with it.
    QString text = QString::fromUtf8(QJsonDocument(bundle).toJson(QJsonDocument::Indented));
    for (const QString &personal : facts.personal) {
        constexpr qsizetype tooShort = 3;
        if (personal.size() >= tooShort)
            text.replace(personal, u"[person]"_s, Qt::CaseInsensitive);
    }
    return text.toUtf8();
}

} // namespace stanforis
