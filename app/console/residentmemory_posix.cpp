// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/residentmemory.h"

#include <QByteArray>
#include <QList>

#include <fcntl.h>
#include <unistd.h>

namespace stanforis {

qint64 residentMemory()
{
    // proc(5), /proc/pid/statm: all and resident, in pages.
    const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    char text[128];
    const auto length = ::read(file, text, sizeof text);
    ::close(file);
    if (length <= 0)
        return 0;
    const auto fields = QByteArray(text, static_cast<qsizetype>(length)).split(' ');
    return fields.size() > 1 ? fields[1].toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

} // namespace stanforis
