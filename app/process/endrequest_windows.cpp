// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/endrequest.h"

#include <atomic>
#include <windows.h>

namespace stanforis {

namespace {

std::atomic<EndRequest *> active = nullptr;

BOOL WINAPI tellEventLoop(DWORD)
{
    // Windows calls this on a thread of its own.
    if (auto *request = active.load())
        QMetaObject::invokeMethod(request, &EndRequest::requested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

EndRequest::EndRequest()
{
    active = this;
    SetConsoleCtrlHandler(tellEventLoop, TRUE);
}

EndRequest::~EndRequest()
{
    SetConsoleCtrlHandler(tellEventLoop, FALSE);
    active = nullptr;
}

} // namespace stanforis
