// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/shutdown.h"

#include <QThread>

#include <atomic>
#include <windows.h>

namespace stanforis {

namespace {

std::atomic<Shutdown *> active = nullptr;

BOOL WINAPI tellEventLoop(DWORD)
{
    // Windows calls this on a thread of its own.
    if (auto *shutdown = active.load())
        QMetaObject::invokeMethod(shutdown, &Shutdown::requested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

Shutdown::Shutdown(bool child)
{
    active = this;
    SetConsoleCtrlHandler(tellEventLoop, TRUE);
    if (child)
        watchStandardInput();
}

Shutdown::~Shutdown()
{
    SetConsoleCtrlHandler(tellEventLoop, FALSE);
    active = nullptr;
}

void Shutdown::watchStandardInput()
{
    // Pipes cannot be waited for together with other events here, so a thread reads; it ends with the process.
    auto *reader = QThread::create([] {
        char ignored[256];
        DWORD count = 0;
        while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), ignored, sizeof(ignored), &count, nullptr) && count > 0) {
        }
        tellEventLoop(CTRL_CLOSE_EVENT);
    });
    reader->start();
}

} // namespace stanforis
