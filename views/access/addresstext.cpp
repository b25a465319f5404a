// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/addresstext.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace stanforis {

QString AddressText::problem(const QString &address)
{
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    if (url.scheme() != "https"_L1)
        return tr("An address begins with https://");
    if (!url.isValid() || url.host().isEmpty())
        return tr("The name of the platform is missing or can't be read");
    if (!url.userInfo().isEmpty() || url.hasQuery() || (!url.path().isEmpty() && url.path() != "/"_L1))
        return tr("Only a name, a port and a fingerprint");
    static const QRegularExpression fingerprint(u"\\Asha256=[0-9A-Fa-f]{64}\\z"_s);
    if (url.hasFragment() && !fingerprint.match(url.fragment()).hasMatch())
        return tr("A fingerprint is #sha256= and 64 hexadecimal digits");
    return {};
}

} // namespace stanforis
