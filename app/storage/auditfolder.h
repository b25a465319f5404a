// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

#include <memory>

class QLockFile;

namespace stanforis {

/// The files of the console's audit log: `NNNN.audit.jsonl`, one for each key it had, beside each its last checkpoint, and
/// whatever else is kept under a name. For this person only. One thread.
class AuditFolder final
{
public:
    struct Log
    {
        int number = 0; ///< from 1
        QString path;
        QByteArray content;
        QByteArray checkpoint;      ///< signed note; empty: none yet
        QList<QByteArray> cosigned; ///< the last one of each platform
    };

    /// `folder` empty: the usual place in the person's data folder.
    explicit AuditFolder(const QString &folder);
    ~AuditFolder();
    Q_DISABLE_COPY_MOVE(AuditFolder)

    /// Makes the folder and takes it for this process. Where another console of the same person has it, the next one beside it.
    /// Again: stays with what it has.
    [[nodiscard]] Result<Done> open();
    /// Which of the consoles that this person has open this is, from 1.
    [[nodiscard]] int console() const { return m_console; }
    [[nodiscard]] QString path() const { return m_path; }
    /// All logs, the oldest first.
    [[nodiscard]] Result<QList<Log>> read() const;
    /// Everything from now on goes to this log, behind its `entries` entries in `good` bytes: what stands behind them was never
    /// finished.
    [[nodiscard]] Result<Done> begin(int number, qint64 good, qint64 entries);
    /// Whole lines, the first of them entry `first`; on the disk when it returns. After a failure nothing of them is there, and
    /// they can be handed in again, but none after them.
    [[nodiscard]] Result<Done> append(qint64 first, const QList<QByteArray> &lines);
    /// Keeps the note beside the log, unless fewer entries than it speaks of were written.
    [[nodiscard]] Result<Done> keepCheckpoint(const QByteArray &note, qint64 entries);
    [[nodiscard]] QString pathOf(int number) const;

    /// Whole or not at all.
    [[nodiscard]] Result<Done> keep(const QString &name, const QByteArray &content);
    /// Empty: there is none.
    [[nodiscard]] QByteArray kept(const QString &name) const;
    /// `platform`: letters and digits that name it.
    [[nodiscard]] Result<Done> keepCosigned(const QByteArray &note, const QString &platform);

private:
    QString m_folder;
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    QFile m_file;
    int m_console = 0;
    int m_number = 0;
    qint64 m_good = 0;
    qint64 m_entries = 0;
};

} // namespace stanforis
