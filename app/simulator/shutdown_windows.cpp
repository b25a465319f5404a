// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/shutdown.h"

#include <QThread>

#include <atomic>
#include <windows.h>

namespace stanforis {

namespace {

std::atomic<Shutdown *> active = nullptr;

} // namespace

Shutdown::Shutdown(bool child)
{
    active = this;
    connect(&m_end, &EndRequest::requested, this, &Shutdown::requested);
    watchStandardInput(child);
}

Shutdown::~Shutdown() { active = nullptr; }

void Shutdown::watchStandardInput(bool child)
{
    // Pipes cannot be waited for together with other events here, so a thread reads; it ends with the process.
    auto *reader = QThread::create([child] {
        char bytes[256];
        DWORD count = 0;
        while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), bytes, sizeof(bytes), &count, nullptr) && count > 0) {
            if (auto *shutdown = active.load())
                QMetaObject::invokeMethod(
                    shutdown, [shutdown, read = QByteArray(bytes, qsizetype(count))] { shutdown->take(read); },
                    Qt::QueuedConnection);
        }
        if (auto *shutdown = active.load(); shutdown && child)
            QMetaObject::invokeMethod(shutdown, &Shutdown::requested, Qt::QueuedConnection);
    });
    reader->start();
}

} // namespace stanforis
