// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/tlscredential.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace stanforis {

void present(QSslConfiguration &tls, const WorkstationCredential &credential)
{
    tls.setLocalCertificateChain(QSslCertificate::fromData(credential.certificate, QSsl::Pem));
    tls.setPrivateKey(credential.isEmpty() ? QSslKey() : QSslKey(credential.key, QSsl::Ec, QSsl::Pem));
}

} // namespace stanforis
