// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/transactions/iso20022body.h"

#include "app/platform/state/wire.h"
#include "app/platform/transactions/bodypath.h"

#include <QRegularExpression>
#include <QXmlStreamWriter>

#include <algorithm>
#include <memory>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

struct Definition
{
    QLatin1String name;   ///< of the namespace
    QLatin1String root;   ///< element inside Document
    QLatin1String detail; ///< element that holds one transaction
    bool payment = true;  ///< has a group header with number of transactions
};

constexpr Definition definitions[] = {
    {"pacs.008.001.10"_L1, "FIToFICstmrCdtTrf"_L1, "CdtTrfTxInf"_L1, true},
    {"pacs.004.001.11"_L1, "PmtRtr"_L1, "TxInf"_L1, true},
    {"pacs.009.001.10"_L1, "FICdtTrf"_L1, "CdtTrfTxInf"_L1, true},
    {"pain.001.001.11"_L1, "CstmrCdtTrfInitn"_L1, "PmtInf"_L1, true},
    {"camt.048.001.07"_L1, "ModfyRsvatn"_L1, ""_L1, false},
    {"auth.018.001.02"_L1, "CtrctRegnStmt"_L1, ""_L1, false},
};

/// The order of elements in the message definitions; an element asked for that is not here is supplementary data.
int rank(const QString &element)
{
    static const QStringList order{u"MsgHdr"_s,
                                   u"GrpHdr"_s,
                                   u"MsgId"_s,
                                   u"CreDtTm"_s,
                                   u"NbOfTxs"_s,
                                   u"SttlmInf"_s,
                                   u"SttlmMtd"_s,
                                   u"InitgPty"_s,
                                   u"PmtInf"_s,
                                   u"PmtInfId"_s,
                                   u"PmtMtd"_s,
                                   u"CdtTrfTxInf"_s,
                                   u"TxInf"_s,
                                   u"PmtId"_s,
                                   u"InstrId"_s,
                                   u"EndToEndId"_s,
                                   u"TxId"_s,
                                   u"OrgnlEndToEndId"_s,
                                   u"ReqdExctnDt"_s,
                                   u"Amt"_s,
                                   u"InstdAmt"_s,
                                   u"IntrBkSttlmAmt"_s,
                                   u"RtrdIntrBkSttlmAmt"_s,
                                   u"IntrBkSttlmDt"_s,
                                   u"ChrgBr"_s,
                                   u"Dbtr"_s,
                                   u"DbtrAcct"_s,
                                   u"DbtrAgt"_s,
                                   u"CdtrAgt"_s,
                                   u"Cdtr"_s,
                                   u"CdtrAcct"_s,
                                   u"InstrForDbtrAgt"_s,
                                   u"Purp"_s,
                                   u"RmtInf"_s,
                                   u"RtrRsnInf"_s,
                                   u"RsvatnId"_s,
                                   u"NewRsvatnValSet"_s,
                                   u"CurSts"_s,
                                   u"Sts"_s,
                                   u"Cnfdnc"_s,
                                   u"StartDtTm"_s,
                                   u"AcctOwnr"_s,
                                   u"Nm"_s,
                                   u"Id"_s,
                                   u"IBAN"_s,
                                   u"BICFI"_s,
                                   u"FinInstnId"_s,
                                   u"Othr"_s,
                                   u"Rsn"_s,
                                   u"Cd"_s,
                                   u"Prtry"_s,
                                   u"Ustrd"_s,
                                   u"AddtlInf"_s,
                                   u"Dt"_s,
                                   u"SplmtryData"_s,
                                   u"Envlp"_s};
    return int(order.indexOf(element));
}

struct Element
{
    QString name;
    QString text;
    bool amount = false;
    std::vector<std::unique_ptr<Element>> children;

    Element &child(const QString &wanted)
    {
        for (const auto &existing : children) {
            if (existing->name == wanted)
                return *existing;
        }
        children.push_back(std::make_unique<Element>());
        children.back()->name = wanted;
        return *children.back();
    }
    Element &at(const QString &path)
    {
        Element *place = this;
        for (const PathStep &step : parsePath(path))
            place = &place->child(step.name);
        return *place;
    }
    void write(QXmlStreamWriter &writer) const
    {
        writer.writeStartElement(name);
        if (amount)
            writer.writeAttribute(u"Ccy"_s, u"EUR"_s);
        std::vector<const Element *> sorted;
        for (const auto &existing : children)
            sorted.push_back(existing.get());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto *a, const auto *b) { return rank(a->name) < rank(b->name); });
        for (const Element *existing : sorted)
            existing->write(writer);
        if (!text.isEmpty())
            writer.writeCharacters(text);
        writer.writeEndElement();
    }
};

/// By the operation's fields first (a return is a message of its own), then by the page's standard.
const Definition &definitionOf(const BodySource &source)
{
    for (const auto &field : source.operation.fields()) {
        const QString root = fromWire(field.standard_path()).section(QLatin1Char('.'), 0, 0);
        for (const Definition &definition : definitions) {
            if (root == definition.root)
                return definition;
        }
    }
    const QString standard = fromWire(source.page.standard());
    for (const Definition &definition : definitions) {
        if (standard.contains(definition.name.left(8)))
            return definition;
    }
    return definitions[3];
}

void setHeader(Element &root, const Definition &definition, const BodySource &source)
{
    const QString header = definition.payment ? u"GrpHdr"_s : u"MsgHdr"_s;
    root.at(header + u".MsgId"_s).text = source.transaction;
    root.at(header + u".CreDtTm"_s).text = source.timeText();
    if (!definition.payment)
        return;
    root.at(header + u".NbOfTxs"_s).text = u"1"_s;
    const QString record = fromWire(source.record.id());
    if (definition.root == "CstmrCdtTrfInitn"_L1) {
        root.at(u"GrpHdr.InitgPty.Nm"_s).text = source.name;
        root.at(u"PmtInf.PmtInfId"_s).text = source.transaction;
        root.at(u"PmtInf.PmtMtd"_s).text = u"TRF"_s;
        root.at(u"PmtInf.CdtTrfTxInf.PmtId.EndToEndId"_s).text = record;
        return;
    }
    root.at(u"GrpHdr.SttlmInf.SttlmMtd"_s).text = u"CLRG"_s;
    if (definition.root == "PmtRtr"_L1) {
        root.at(u"TxInf.OrgnlEndToEndId"_s).text = record;
        return;
    }
    root.at(QString(definition.detail) + u".PmtId.EndToEndId"_s).text = source.transaction;
    root.at(QString(definition.detail) + u".PmtId.TxId"_s).text = source.transaction;
}

void setField(Element &root, const Definition &definition, QString path, const QString &value)
{
    if (path.startsWith(definition.root + QLatin1Char('.')))
        path = path.mid(definition.root.size() + 1);
    if (definition.root == "CstmrCdtTrfInitn"_L1 && path.endsWith(".CdtTrfTxInf.Amt"_L1))
        path += u".InstdAmt"_s; // the amount's choice in pain.001
    if (path == "PmtInf.ReqdExctnDt"_L1)
        path += u".Dt"_s;
    if (path == "PmtInf.NbOfTxs"_L1) // of the form, not of this message: it carries one
        path = u"Form.Months"_s;
    if (rank(path.section(QLatin1Char('.'), 0, 0)) < 0 || path.endsWith("SplmtryData"_L1))
        path = u"SplmtryData.Envlp."_s + (path.endsWith("SplmtryData"_L1) ? u"Note"_s : path);
    Element &element = root.at(path);
    element.text = value;
    element.amount = path.endsWith("Amt"_L1);
    if (path.endsWith("DtTm"_L1) && value.size() == 10)
        element.text += u"T00:00:00Z"_s;
}

} // namespace

QByteArray iso20022Message(const BodySource &source)
{
    const Definition &definition = definitionOf(source);
    Element root;
    root.name = definition.root;
    setHeader(root, definition, source);
    for (const auto &field : source.operation.fields()) {
        const QString value = source.values.value(fromWire(field.id()));
        if (!value.isEmpty() && !field.standard_path().empty())
            setField(root, definition, fromWire(field.standard_path()), value);
    }
    QByteArray bytes;
    QXmlStreamWriter writer(&bytes);
    writer.writeStartDocument();
    writer.writeStartElement(u"Document"_s);
    writer.writeDefaultNamespace(u"urn:iso:std:iso:20022:tech:xsd:"_s + definition.name);
    root.write(writer);
    writer.writeEndDocument();
    return bytes;
}

} // namespace stanforis
