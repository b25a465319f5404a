// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/platformaddress.h"

#include <QRegularExpression>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

Result<PlatformAddress> PlatformAddress::parse(const QString &text)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool plain = url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() && url.userInfo().isEmpty() &&
                       !url.hasQuery() && (url.path().isEmpty() || url.path() == "/"_L1);
    if (!plain)
        return Error{Error::Code::Invalid, u"address"_s};

    PlatformAddress address;
    if (url.hasFragment()) {
        static const QRegularExpression fingerprint(u"\\Asha256=([0-9a-fA-F]{64})\\z"_s);
        const auto match = fingerprint.match(url.fragment());
        if (!match.hasMatch())
            return Error{Error::Code::Invalid, u"fingerprint"_s};
        address.authoritySha256 = QByteArray::fromHex(match.captured(1).toLatin1());
    }
    url.setFragment({});
    url.setPath({});
    if (url.port() < 0)
        url.setPort(443);
    address.origin = url;
    return address;
}

} // namespace stanforis
