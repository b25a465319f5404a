// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/moduletrust.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <sys/stat.h>

namespace stanforis::card {

using namespace Qt::Literals::StringLiterals;

namespace {

Error refused(const QString &why) { return {Error::Code::Untrusted, why}; }

bool onlyRootWrites(const QString &path)
{
    struct stat about = {};
    return ::lstat(QFile::encodeName(path).constData(), &about) == 0 && about.st_uid == 0 &&
           (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace

QStringList moduleFolders() { return {u"/usr/lib"_s, u"/usr/lib64"_s, u"/opt"_s}; }

QStringList usualModules()
{
    return {u"/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"_s, u"/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so"_s,
            u"/usr/lib64/opensc-pkcs11.so"_s, u"/usr/lib/opensc-pkcs11.so"_s};
}

Result<QString> trustedModule(const QString &path, const QStringList &folders)
{
    if (!path.startsWith(u'/'))
        return refused(u"%1 is not an absolute path"_s.arg(path)); // the loader would look for it in places of its own
    if (!qEnvironmentVariableIsEmpty("LD_LIBRARY_PATH"))
        return refused(u"LD_LIBRARY_PATH is set, so what the driver itself loads could come from anywhere"_s);
    const auto file = QFileInfo(path).canonicalFilePath(); // what a link leads to is what is loaded
    if (file.isEmpty() || !QFileInfo(file).isFile())
        return Error{Error::Code::NotFound, path};
    const bool inside = std::ranges::any_of(folders, [&](const QString &folder) { return file.startsWith(folder + u'/'); });
    if (!inside)
        return refused(u"%1 is not in a folder of the system"_s.arg(file));
    for (QString at = file;; at = QFileInfo(at).path()) {
        if (!onlyRootWrites(at))
            return refused(u"%1 can be written by others than the administrator"_s.arg(at));
        if (at == "/"_L1)
            return file;
    }
}

} // namespace stanforis::card
