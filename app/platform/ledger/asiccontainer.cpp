// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/ledger/asiccontainer.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

#include <zip.h>

#include <memory>

namespace stanforis {

using namespace Qt::StringLiterals;

namespace {

constexpr auto asicNamespace = "http://uri.etsi.org/02918/v1.2.1#"_L1;
constexpr auto signatureNamespace = "http://www.w3.org/2000/09/xmldsig#"_L1;
constexpr auto sha256Algorithm = "http://www.w3.org/2001/04/xmlenc#sha256"_L1;
constexpr char mediaType[] = "application/vnd.etsi.asic-e+zip";

Error failed() { return {Error::Code::Internal, u"the container could not be made"_s}; }

bool add(zip_t *archive, const QByteArray &name, const QByteArray &content)
{
    zip_source_t *source = zip_source_buffer(archive, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, name.constData(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0;
}

} // namespace

QByteArray asicManifest(const QList<ContainerFile> &files, const QByteArray &signatureName)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartDocument();
    xml.writeNamespace(asicNamespace, "asic"_L1);
    xml.writeNamespace(signatureNamespace, "ds"_L1);
    xml.writeStartElement(asicNamespace, "ASiCManifest"_L1);
    xml.writeStartElement(asicNamespace, "SigReference"_L1);
    xml.writeAttribute("URI"_L1, QString::fromLatin1(signatureName));
    xml.writeAttribute("MimeType"_L1, "application/pkcs7-signature"_L1);
    xml.writeEndElement();
    for (const ContainerFile &file : files) {
        xml.writeStartElement(asicNamespace, "DataObjectReference"_L1);
        xml.writeAttribute("URI"_L1, QString::fromLatin1(file.name));
        xml.writeAttribute("MimeType"_L1, QString::fromLatin1(file.type));
        xml.writeStartElement(signatureNamespace, "DigestMethod"_L1);
        xml.writeAttribute("Algorithm"_L1, sha256Algorithm);
        xml.writeEndElement();
        const QByteArray digest = QCryptographicHash::hash(file.content, QCryptographicHash::Sha256).toBase64();
        xml.writeTextElement(signatureNamespace, "DigestValue"_L1, QString::fromLatin1(digest));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

Result<QByteArray> asicContainer(const QList<ContainerFile> &files)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!buffer)
        return failed();
    zip_source_keep(buffer); // the archive lets go of it, its bytes are wanted after that
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> owned(buffer, zip_source_free);
    zip_t *archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
    if (!archive) {
        zip_source_free(buffer);
        return failed();
    }
    const QByteArray type(mediaType);
    bool good = add(archive, "mimetype", type);
    for (const ContainerFile &file : files)
        good = good && add(archive, file.name, file.content);
    if (!good) {
        zip_discard(archive);
        return failed();
    }
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        return failed();
    }
    if (zip_source_open(buffer) != 0)
        return failed();
    QByteArray bytes;
    zip_source_seek(buffer, 0, SEEK_END);
    const zip_int64_t size = zip_source_tell(buffer);
    zip_source_seek(buffer, 0, SEEK_SET);
    if (size > 0) {
        bytes.resize(static_cast<qsizetype>(size));
        if (zip_source_read(buffer, bytes.data(), static_cast<zip_uint64_t>(size)) != size)
            bytes.clear();
    }
    zip_source_close(buffer);
    if (bytes.isEmpty())
        return failed();
    return bytes;
}

} // namespace stanforis
