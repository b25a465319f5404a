// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/vaultfile.h"

#include <QDir>
#include <QUuid>

namespace stanforis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 grain = 512; // rooms are multiples of it, so that what is freed fits what comes

qint64 rounded(qint64 length) { return (length + grain - 1) / grain * grain; }

} // namespace

VaultFile::~VaultFile()
{
    m_file.close();
    if (!m_file.fileName().isEmpty())
        m_file.remove(); // its name is gone already where the system permits that
}

bool VaultFile::open()
{
    if (m_file.isOpen())
        return true;
    if (!QDir().mkpath(m_folder))
        return false;
    m_file.setFileName(m_folder + u"/samples-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (!m_file.open(QFile::ReadWrite | QFile::NewOnly | QFile::Unbuffered, QFile::ReadOwner | QFile::WriteOwner))
        return false;
#ifdef Q_OS_UNIX
    QFile::remove(m_file.fileName()); // the open file lives on without a name, and is gone however the program ends
#endif
    return true;
}

VaultFile::Place VaultFile::room(qint64 length)
{
    const qint64 needed = rounded(length);
    const auto found = m_free.lower_bound(needed);
    if (found != m_free.end() && found->first <= 2 * needed) {
        Place place = found->second;
        m_free.erase(found);
        place.used = length;
        return place;
    }
    if (m_end + needed > m_most)
        return {};
    const Place place{m_end, needed, length};
    m_end += needed;
    return place;
}

Result<quint64> VaultFile::put(const QByteArray &bytes)
{
    if (!open())
        return Error{Error::Code::Storage, m_file.errorString()};
    const Place place = room(bytes.size());
    if (place.length == 0)
        return Error{Error::Code::Storage, u"full"_s};
    if (!m_file.seek(place.offset) || m_file.write(bytes) != bytes.size()) {
        free(place);
        return Error{Error::Code::Storage, m_file.errorString()};
    }
    m_places.insert(++m_tickets, place);
    return m_tickets;
}

Result<QByteArray> VaultFile::take(quint64 ticket)
{
    const auto place = m_places.constFind(ticket);
    if (place == m_places.constEnd())
        return Error{Error::Code::NotFound, {}};
    if (!m_file.seek(place->offset))
        return Error{Error::Code::Storage, m_file.errorString()};
    QByteArray bytes = m_file.read(place->used);
    if (bytes.size() != place->used)
        return Error{Error::Code::Storage, m_file.errorString()};
    return bytes;
}

void VaultFile::discard(quint64 ticket)
{
    if (const auto place = m_places.constFind(ticket); place != m_places.constEnd()) {
        free(*place);
        m_places.erase(place);
    }
}

void VaultFile::free(Place place) { m_free.emplace(place.length, place); }

} // namespace stanforis
