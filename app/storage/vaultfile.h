// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <QByteArray>
#include <QFile>
#include <QHash>

#include <map>

namespace stanforis {

/// Byte strings in one file, by ticket. Room that became free is used again. The file is for this person only and has no name any
/// more as soon as it is open, where the system permits that; else it is removed at the end. One thread.
class VaultFile final
{
public:
    /// At most `most` bytes in the file.
    VaultFile(const QString &folder, qint64 most)
        : m_folder(folder)
        , m_most(most)
    {}
    ~VaultFile();
    Q_DISABLE_COPY_MOVE(VaultFile)

    /// Storage when it cannot be written or no room is left.
    Result<quint64> put(const QByteArray &bytes);
    Result<QByteArray> take(quint64 ticket);
    void discard(quint64 ticket);

    /// How long the file is.
    [[nodiscard]] qint64 length() const { return m_end; }

private:
    struct Place
    {
        qint64 offset = 0;
        qint64 length = 0; ///< of the room, not of what is in it
        qint64 used = 0;
    };

    [[nodiscard]] bool open();
    [[nodiscard]] Place room(qint64 length);
    void free(Place place);

    QString m_folder;
    qint64 m_most;
    QFile m_file;
    qint64 m_end = 0;
    quint64 m_tickets = 0;
    QHash<quint64, Place> m_places;
    std::multimap<qint64, Place> m_free; ///< by length
};

} // namespace stanforis
