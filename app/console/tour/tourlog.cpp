// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/tourlog.h"

namespace stanforis {

namespace {
TourLog *listening = nullptr; // qInstallMessageHandler takes a plain function
}

TourLog::TourLog()
{
    listening = this;
    m_previous = qInstallMessageHandler(handle);
}

TourLog::~TourLog()
{
    qInstallMessageHandler(m_previous);
    listening = nullptr;
}

QStringList TourLog::warnings() const
{
    const QMutexLocker lock(&m_mutex);
    return m_warnings;
}

void TourLog::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type == QtWarningMsg || type == QtCriticalMsg || type == QtFatalMsg) {
        const QMutexLocker lock(&listening->m_mutex);
        listening->m_warnings.append(QLatin1String(context.category) + QLatin1String(": ") + message);
    }
    listening->m_previous(type, context, message);
}

} // namespace stanforis
