// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/authority/privatefile.h"

#include <QFile>
#include <QSaveFile>

namespace stanforis {

Result<Done> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) // before the first byte is in it
                         && file.write(content) == content.size() && file.commit();
    if (!written)
        return Error{Error::Code::Storage, QStringLiteral("%1: %2").arg(path, file.errorString())};
    return Done{};
}

Result<QByteArray> readSmallFile(const QString &path)
{
    constexpr qint64 largest = 64 * 1024;
    QFile file(path);
    if (!file.exists())
        return Error{Error::Code::NotFound, path};
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, QStringLiteral("%1: %2").arg(path, file.errorString())};
    if (file.size() > largest)
        return Error{Error::Code::Storage, QStringLiteral("%1: larger than expected").arg(path)};
    return file.readAll();
}

} // namespace stanforis
