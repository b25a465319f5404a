// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/display.h"

namespace stanforis::bench {

using namespace Qt::StringLiterals;

void endProcess(QProcess &process)
{
    process.kill();
    process.waitForFinished();
}

Display::~Display() = default;

Result<QString> Display::start() { return cannot(u"there is no Xvfb on this system: this row is for Linux"_s); }

QProcessEnvironment Display::environment() const { return QProcessEnvironment::systemEnvironment(); }

Result<double> Display::firstWindow(const QString & /*program*/, const QStringList & /*arguments*/)
{
    return cannot(u"there is no Xvfb on this system: this row is for Linux"_s);
}

} // namespace stanforis::bench
