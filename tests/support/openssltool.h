// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <utility>

namespace stanforis::test {

/// Whether a program was content, and what it printed.
[[nodiscard]] inline std::pair<bool, QByteArray> runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool good = process.waitForFinished() && process.exitCode() == 0;
    return {good, process.readAllStandardOutput()};
}

/// The same of OpenSSL's command line: no code of ours.
[[nodiscard]] inline std::pair<bool, QByteArray> openssl(const QStringList &arguments)
{
    return runProgram(QStringLiteral("openssl"), arguments);
}

/// An ECDSA signature's `r` and `s` (RFC 7518 §3.4) as that reads them: the DER of RFC 3279 §2.2.3.
[[nodiscard]] inline QByteArray derOf(const QByteArray &pair)
{
    const auto integer = [](QByteArray bytes) -> QByteArray {
        while (bytes.size() > 1 && bytes[0] == '\0' && (bytes[1] & 0x80) == 0)
            bytes.remove(0, 1);
        if ((bytes[0] & 0x80) != 0)
            bytes.prepend('\0');
        return QByteArray(1, '\x02') + char(bytes.size()) + bytes;
    };
    const QByteArray both = integer(pair.left(pair.size() / 2)) + integer(pair.mid(pair.size() / 2));
    return QByteArray(1, '\x30') + (both.size() > 127 ? QByteArray("\x81") : QByteArray()) + char(both.size()) + both;
}

} // namespace stanforis::test
