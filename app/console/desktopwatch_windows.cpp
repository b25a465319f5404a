// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/desktopwatch.h"

#include <windows.h>
#include <wtsapi32.h>

namespace stanforis {

/// A hidden window of its own, because the notifications go to a window and the console's come and go. It is not message-only:
/// those get no power broadcasts.
struct DesktopWatch::System
{
    explicit System(DesktopWatch *watch)
        : owner(watch)
    {
        WNDCLASSEXW type{};
        type.cbSize = sizeof type;
        type.lpfnWndProc = &System::receive;
        type.hInstance = GetModuleHandleW(nullptr);
        type.lpszClassName = L"StanforisDesktopWatch";
        RegisterClassExW(&type);
        window = CreateWindowExW(0, type.lpszClassName, L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr, type.hInstance, this);
        if (window)
            registered = WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION);
    }
    ~System()
    {
        if (registered)
            WTSUnRegisterSessionNotification(window);
        if (window)
            DestroyWindow(window);
    }
    System(const System &) = delete;
    System &operator=(const System &) = delete;

    static LRESULT CALLBACK receive(HWND window, UINT message, WPARAM what, LPARAM detail)
    {
        if (message == WM_NCCREATE) {
            const auto *created = reinterpret_cast<const CREATESTRUCTW *>(detail);
            SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(created->lpCreateParams));
        }
        auto *system = reinterpret_cast<System *>(GetWindowLongPtrW(window, GWLP_USERDATA));
        if (system && message == WM_WTSSESSION_CHANGE &&
            (what == WTS_SESSION_LOCK || what == WTS_CONSOLE_DISCONNECT || what == WTS_REMOTE_DISCONNECT))
            Q_EMIT system->owner->lockAsked(LockReason::Screen);
        else if (system && message == WM_POWERBROADCAST && what == PBT_APMSUSPEND)
            Q_EMIT system->owner->lockAsked(LockReason::Sleep); // answered within the two seconds Windows gives
        return DefWindowProcW(window, message, what, detail);
    }

    DesktopWatch *owner;
    HWND window = nullptr;
    bool registered = false;
};

DesktopWatch::DesktopWatch(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<System>(this))
{}

DesktopWatch::~DesktopWatch() = default;

void DesktopWatch::covered() {}

} // namespace stanforis
