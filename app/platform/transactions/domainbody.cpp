// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/domainbody.h"

#include "app/platform/state/wire.h"
#include "app/platform/transactions/bodypath.h"
#include "app/platform/transactions/fhirbody.h"
#include "app/platform/transactions/hl7body.h"
#include "app/platform/transactions/iso20022body.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace stanforis {

using namespace Qt::StringLiterals;
using catalogue::v1::Field;

namespace {

QJsonObject fieldsOf(const BodySource &source, QJsonObject root)
{
    for (const Field &field : source.operation.fields()) {
        const QString value = source.values.value(fromWire(field.id()));
        if (!value.isEmpty() && !field.standard_path().empty())
            setAtPath(root, fromWire(field.standard_path()), typedValue(field, value));
    }
    return root;
}

DomainBody json(const QJsonObject &object, const QString &type)
{
    return {QJsonDocument(object).toJson(QJsonDocument::Compact), type};
}

/// OPC UA Part 4 §5.10.4 (Write) and §5.11.2 (Call), parameters as in Part 6 §5.4 (JSON encoding), names as in the services.
DomainBody opcUaBody(const BodySource &source)
{
    QJsonObject root{
        {u"requestHeader"_s, QJsonObject{{u"timestamp"_s, source.timeText()}, {u"auditEntryId"_s, source.transaction}}}};
    root = fieldsOf(source, root);
    const bool isCall = fromWire(source.page.standard()).endsWith("Call"_L1);
    if (isCall) {
        setAtPath(root, u"methodsToCall[0].objectId"_s, QString(u"ns=2;s="_s + fromWire(source.record.id())));
    } else {
        const QString node = source.column("node");
        setAtPath(root, u"nodesToWrite[0].nodeId"_s,
                  QString(node.isEmpty() ? u"ns=2;s="_s + fromWire(source.record.id()) : node));
        setAtPath(root, u"nodesToWrite[0].attributeId"_s, 13); // Value
    }
    return json(root, u"application/opcua+uajson"_s);
}

/// W3C Verifiable Credentials 2.0 §4.
DomainBody credentialBody(const BodySource &source)
{
    const QJsonObject root{
        {u"@context"_s, QJsonArray{u"https://www.w3.org/ns/credentials/v2"_s}},
        {u"id"_s, QString(u"urn:stanforis:transaction:"_s + source.transaction)},
        {u"type"_s, QJsonArray{u"VerifiableCredential"_s, u"EuropeanDigitalCredential"_s}},
        {u"issuer"_s, QString(u"urn:stanforis:service:"_s + fromWire(source.page.service_id()))},
        {u"credentialSubject"_s, QJsonObject{{u"id"_s, QString(u"urn:stanforis:record:"_s + fromWire(source.record.id()))},
                                             {u"name"_s, fromWire(source.record.title())}}}};
    QJsonObject filled = fieldsOf(source, root);
    const QString from = filled.value("validFrom"_L1).toString();
    if (from.size() == 10) // §4.9: a date-time
        filled["validFrom"_L1] = QString(from + u"T00:00:00Z"_s);
    return json(filled, u"application/vc"_s);
}

DomainBody schemaBody(const BodySource &source)
{
    QString name = fromWire(source.page.standard()).toLower();
    name.replace(QRegularExpression(u"[^a-z0-9]+"_s), u"-"_s);
    return json(fieldsOf(source, {{u"schema"_s, u"urn:stanforis:schema:%1:v1"_s.arg(name)},
                                  {u"standard"_s, fromWire(source.page.standard())},
                                  {u"operation"_s, fromWire(source.operation.id())},
                                  {u"transaction"_s, source.transaction},
                                  {u"record"_s, fromWire(source.record.id())},
                                  {u"time"_s, source.timeText()},
                                  {u"requester"_s, source.subject}}),
                u"application/json"_s);
}

} // namespace

QString BodySource::column(const char *id) const
{
    const auto value = record.values().find(id);
    return value == record.values().end() ? QString() : fromWire(value->second);
}

QString BodySource::timeText() const
{
    return QDateTime::fromSecsSinceEpoch(toMicroseconds(time) / 1'000'000, Qt::UTC).toString(Qt::ISODate);
}

QJsonValue typedValue(const Field &field, const QString &value)
{
    switch (field.type()) {
    case Field::INTEGER:
        return value.toLongLong();
    case Field::DECIMAL:
        return value.toDouble();
    case Field::BOOLEAN:
        return value == "true"_L1;
    default:
        return value;
    }
}

DomainBody buildBody(const BodySource &source)
{
    const QString standard = fromWire(source.page.standard());
    if (standard.startsWith("HL7 FHIR"_L1))
        return json(fhirResource(source), u"application/fhir+json"_s);
    if (standard.startsWith("HL7 v2"_L1))
        return {hl7Message(source), u"x-application/hl7-v2+er7"_s};
    if (standard.contains("ISO 20022"_L1))
        return {iso20022Message(source), u"application/xml"_s};
    if (standard.startsWith("OPC UA"_L1))
        return opcUaBody(source);
    if (standard.startsWith("W3C VC"_L1))
        return credentialBody(source);
    return schemaBody(source);
}

} // namespace stanforis
