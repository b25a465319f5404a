// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/fhirbody.h"

#include "app/platform/state/wire.h"
#include "app/platform/transactions/bodypath.h"
#include "app/platform/transactions/fieldcheck.h"

#include <QJsonArray>

namespace stanforis {

using namespace Qt::StringLiterals;
using catalogue::v1::Field;

namespace {

QString codeSystem(const QString &label)
{
    if (label.contains("(ATC "_L1))
        return u"http://www.whocc.no/atc"_s;
    if (label.contains("(ICD-10 "_L1))
        return u"http://hl7.org/fhir/sid/icd-10"_s;
    return {};
}

/// The form's own choice without a public code system: named after the page.
QString ownSystem(const BodySource &source, const Field &field)
{
    return u"urn:stanforis:code:%1:%2:%3"_s.arg(fromWire(source.page.service_id()), fromWire(source.page.id()),
                                                fromWire(field.id()));
}

void setCode(QJsonObject &root, const BodySource &source, const Field &field, const QString &path, const QString &value)
{
    const QString coding = path.chopped(QLatin1String(".code").size());
    const QString label = displayValue(field, value);
    const QString system = codeSystem(label);
    // "B01AF02-5" is the ATC code of the substance and our strength.
    const QString code = system.endsWith("/atc"_L1) ? value.section(QLatin1Char('-'), 0, 0) : value;
    setAtPath(root, coding,
              QJsonObject{
                  {u"system"_s, system.isEmpty() ? ownSystem(source, field) : system}, {u"code"_s, code}, {u"display"_s, label}});
    if (const auto list = coding.lastIndexOf(".coding["_L1); list > 0)
        setAtPath(root, coding.left(list) + u".text"_s, label);
}

void setQuantity(QJsonObject &root, const Field &field, const QString &path, const QString &value)
{
    const QString unit = fromWire(field.unit());
    setAtPath(root, path, typedValue(field, value));
    if (unit.isEmpty())
        return;
    const QString quantity = path.chopped(QLatin1String(".value").size());
    setAtPath(root, quantity + u".unit"_s, unit);
    setAtPath(root, quantity + u".system"_s, u"http://unitsofmeasure.org"_s);
    setAtPath(root, quantity + u".code"_s, unit);
}

void setField(QJsonObject &root, const BodySource &source, const Field &field, const QString &value)
{
    const QString path = fromWire(field.standard_path());
    if (path.contains("coding["_L1) && path.endsWith(".code"_L1))
        return setCode(root, source, field, path, value);
    if (path.endsWith(".value"_L1))
        return setQuantity(root, field, path, value);
    if (path.endsWith(".frequency"_L1)) { // Timing.repeat: so many times in one day
        const QString repeat = path.chopped(QLatin1String(".frequency").size());
        setAtPath(root, path, value.toInt());
        setAtPath(root, repeat + u".period"_s, 1);
        return setAtPath(root, repeat + u".periodUnit"_s, u"d"_s);
    }
    if (const auto extension = path.lastIndexOf("].value"_L1); extension > 0 && path.contains("extension["_L1)) {
        setAtPath(root, path.left(extension + 1) + u".url"_s, QString(u"urn:stanforis:extension:"_s + fromWire(field.id())));
        return setAtPath(root, path, typedValue(field, value));
    }
    const QJsonValue before = valueAtPath(root, path);
    if (path == "start"_L1) { // FHIR instant from the form's day and time; the country's own zone
        const QString day = before.isString() ? before.toString().left(10) : value;
        const QString time = before.isString() ? value : u"00:00"_s;
        return setAtPath(root, path, QString(day + u"T"_s + time + u":00+02:00"_s));
    }
    if (path.endsWith(".text"_L1) && field.type() == Field::BOOLEAN)
        return setAtPath(root, path, QString(fromWire(field.label()) + u": "_s + displayValue(field, value)));
    setAtPath(root, path, typedValue(field, value));
}

QJsonObject patient(const BodySource &source)
{
    if (fromWire(source.page.record_noun()) == "patient"_L1)
        return {{u"reference"_s, QString(u"Patient/"_s + fromWire(source.record.id()))},
                {u"display"_s, fromWire(source.record.title())}};
    return {{u"display"_s, source.column("patient")}};
}

/// Elements R4 requires (cardinality 1..) of the type, and those that say for whom and by whom.
void setRequired(QJsonObject &root, const QString &type, const BodySource &source)
{
    const QString operation = fromWire(source.operation.id());
    const QJsonObject who{{u"identifier"_s, QJsonObject{{u"system"_s, u"urn:stanforis:subject"_s}, {u"value"_s, source.subject}}},
                          {u"display"_s, source.name}};
    if (type == "MedicationRequest"_L1) {
        root["status"_L1] = operation == "stop"_L1 ? u"stopped"_s : u"active"_s;
        root["intent"_L1] = u"order"_s;
        root["subject"_L1] = patient(source);
        root["authoredOn"_L1] = source.timeText();
        root["requester"_L1] = who;
    } else if (type == "AllergyIntolerance"_L1) {
        setAtPath(root, u"clinicalStatus.coding[0].system"_s,
                  u"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"_s);
        setAtPath(root, u"clinicalStatus.coding[0].code"_s, u"active"_s);
        root["patient"_L1] = patient(source);
        root["recordedDate"_L1] = source.timeText();
        root["recorder"_L1] = who;
    } else if (type == "MedicationDispense"_L1) {
        root["status"_L1] = u"completed"_s;
        root["subject"_L1] = patient(source);
        setAtPath(root, u"medicationCodeableConcept.text"_s, source.column("medicine"));
        setAtPath(root, u"authorizingPrescription[0].reference"_s,
                  QString(u"MedicationRequest/"_s + fromWire(source.record.id())));
        setAtPath(root, u"performer[0].actor"_s, who);
        root["whenHandedOver"_L1] = source.timeText();
    } else if (type == "Appointment"_L1) {
        root["id"_L1] = fromWire(source.record.id());
        root["status"_L1] = operation == "cancel"_L1 ? u"cancelled"_s : u"booked"_s;
        setAtPath(root, u"participant[0].actor"_s, patient(source));
        setAtPath(root, u"participant[0].status"_s, operation == "cancel"_L1 ? u"declined"_s : u"needs-action"_s);
    } else if (type == "DiagnosticReport"_L1) {
        root["status"_L1] = u"final"_s;
        setAtPath(root, u"code.text"_s, source.column("analysis"));
        root["subject"_L1] = patient(source);
        root["issued"_L1] = source.timeText();
        setAtPath(root, u"resultsInterpreter[0]"_s, who);
    } else {
        root["status"_L1] = u"active"_s;
        root["subject"_L1] = patient(source);
    }
}

} // namespace

QJsonObject fhirResource(const BodySource &source)
{
    const QString type = fromWire(source.page.standard()).section(QLatin1Char(' '), -1);
    QJsonObject root{{u"resourceType"_s, type}};
    setAtPath(root, u"identifier[0].system"_s, u"urn:stanforis:transaction"_s);
    setAtPath(root, u"identifier[0].value"_s, source.transaction);
    setRequired(root, type, source);
    for (const Field &field : source.operation.fields()) {
        const QString value = source.values.value(fromWire(field.id()));
        if (!value.isEmpty() && !field.standard_path().empty())
            setField(root, source, field, value);
    }
    return root;
}

} // namespace stanforis
