// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/moduletrust.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

#include <windows.h>
#include <aclapi.h>
#include <sddl.h>

namespace stanforis::card {

using namespace Qt::Literals::StringLiterals;

namespace {

Error refused(const QString &why) { return {Error::Code::Untrusted, why}; }

/// Local system, administrators, TrustedInstaller.
bool isAdministrator(PSID sid)
{
    LPWSTR text = nullptr;
    if (!ConvertSidToStringSidW(sid, &text))
        return false;
    const auto name = QString::fromWCharArray(text);
    LocalFree(text);
    return name == "S-1-5-18"_L1 || name == "S-1-5-32-544"_L1 ||
           name == "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"_L1;
}

bool onlyAdministratorsWrite(const QString &path)
{
    PSID owner = nullptr;
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const auto native = QDir::toNativeSeparators(path).toStdWString();
    if (GetNamedSecurityInfoW(native.c_str(), SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                              nullptr, &list, nullptr, &descriptor) != ERROR_SUCCESS)
        return false;
    bool good = owner && list && isAdministrator(owner); // no list at all lets everybody write
    constexpr DWORD writing =
        FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD | DELETE | WRITE_DAC | WRITE_OWNER | GENERIC_WRITE | GENERIC_ALL;
    for (DWORD index = 0; good && index < list->AceCount; ++index) {
        LPVOID entry = nullptr;
        if (!GetAce(list, index, &entry)) {
            good = false;
            break;
        }
        const auto *allowed = static_cast<ACCESS_ALLOWED_ACE *>(entry);
        if (allowed->Header.AceType != ACCESS_ALLOWED_ACE_TYPE || (allowed->Header.AceFlags & INHERIT_ONLY_ACE) != 0)
            continue;
        good = (allowed->Mask & writing) == 0 || isAdministrator(PSID(&allowed->SidStart));
    }
    LocalFree(descriptor);
    return good;
}

} // namespace

QStringList moduleFolders()
{
    QStringList folders;
    for (const char *name : {"SystemRoot", "ProgramFiles"}) {
        if (const auto folder = qEnvironmentVariable(name); !folder.isEmpty())
            folders.append(QDir::fromNativeSeparators(folder));
    }
    return folders;
}

QStringList usualModules()
{
    return {QDir::fromNativeSeparators(qEnvironmentVariable("ProgramFiles")) +
            u"/OpenSC Project/OpenSC/pkcs11/opensc-pkcs11.dll"_s};
}

Result<QString> trustedModule(const QString &path, const QStringList &folders)
{
    if (!QDir::isAbsolutePath(path))
        return refused(u"%1 is not an absolute path"_s.arg(path));
    const auto file = QFileInfo(path).canonicalFilePath();
    if (file.isEmpty() || !QFileInfo(file).isFile())
        return Error{Error::Code::NotFound, path};
    const bool inside =
        std::ranges::any_of(folders, [&](const QString &folder) { return file.startsWith(folder + u'/', Qt::CaseInsensitive); });
    if (!inside)
        return refused(u"%1 is not in a folder of the system"_s.arg(file));
    for (QString at = file; !QDir(at).isRoot(); at = QFileInfo(at).path()) {
        if (!onlyAdministratorsWrite(at))
            return refused(u"%1 can be written by others than the administrator"_s.arg(at));
    }
    return file;
}

} // namespace stanforis::card
