// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace stanforis::test {

/// Simulated cards: SoftHSM tokens in a temporary folder, for this process and those it starts.
class CardFolder
{
public:
    static QString module() { return QStringLiteral("/usr/lib/softhsm/libsofthsm2.so"); }
    [[nodiscard]] static bool available() { return QFile::exists(module()); }

    CardFolder()
    {
        QDir(m_folder.path()).mkdir(QStringLiteral("tokens"));
        QFile file(m_folder.filePath(QStringLiteral("softhsm2.conf")));
        if (file.open(QIODevice::WriteOnly))
            file.write("directories.tokendir = " + QFile::encodeName(tokens()) +
                       "\nobjectstore.backend = file\nlog.level = ERROR\n");
        file.close();
        putIn();
    }

    /// This is the card in the reader from now on, for who loads the module anew.
    void putIn() const { qputenv("SOFTHSM2_CONF", QFile::encodeName(m_folder.filePath(QStringLiteral("softhsm2.conf")))); }

    [[nodiscard]] QString tokens() const { return m_folder.filePath(QStringLiteral("tokens")); }

    /// A card for the persona, with keys made on it and certificates of the authority in `state`; its PIN is the first line of
    /// the file, so that it is never in this process. Empty: done; else what went wrong.
    [[nodiscard]] QString make(const QString &state, const QString &subject, const QString &pinFile, const QString &curve = {})
    {
        QProcess process;
        const QDir programs(QStringLiteral(STANFORIS_BINARY_DIR));
        QStringList arguments{module(), programs.filePath(QStringLiteral("stanforis-simulator")), state, subject};
        if (!curve.isEmpty())
            arguments.append(curve);
        process.setStandardInputFile(pinFile);
        process.start(programs.filePath(QStringLiteral("../tests/stanforis-make-cards")), arguments);
        if (!process.waitForFinished(60'000))
            return QStringLiteral("no card was made in a minute");
        return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError());
    }

private:
    QTemporaryDir m_folder;
};

} // namespace stanforis::test
