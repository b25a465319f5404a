// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/durable.h"

#include <QFile>

#include <unistd.h>

namespace stanforis {

bool makeDurable(QFile &file)
{
#if defined(_POSIX_SYNCHRONIZED_IO) && _POSIX_SYNCHRONIZED_IO > 0
    return file.flush() && ::fdatasync(file.handle()) == 0;
#else
    return file.flush() && ::fsync(file.handle()) == 0;
#endif
}

} // namespace stanforis
