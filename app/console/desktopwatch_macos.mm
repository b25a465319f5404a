// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/desktopwatch.h"

#import <AppKit/AppKit.h>

namespace stanforis {

/// NSWorkspace tells of sleep and of a switch to another person; loginwindow tells of the locked screen by a distributed
/// notification. Blocks run on the main queue, which is the GUI thread.
struct DesktopWatch::System
{
    explicit System(DesktopWatch *watch)
    {
        NSNotificationCenter *workspace = [[NSWorkspace sharedWorkspace] notificationCenter];
        NSDistributedNotificationCenter *desktop = [NSDistributedNotificationCenter defaultCenter];
        const auto listen = [this, watch](NSNotificationCenter *center, NSNotificationName name, LockReason reason) {
            id token = [center addObserverForName:name
                                           object:nil
                                            queue:[NSOperationQueue mainQueue]
                                       usingBlock:^(NSNotification *) {
                                           Q_EMIT watch->lockAsked(reason);
                                       }];
            tokens.emplace_back(center, token);
        };
        listen(workspace, NSWorkspaceWillSleepNotification, LockReason::Sleep);
        listen(workspace, NSWorkspaceSessionDidResignActiveNotification, LockReason::Screen);
        listen(desktop, @"com.apple.screenIsLocked", LockReason::Screen);
    }
    ~System()
    {
        for (const auto &[center, token] : tokens)
            [center removeObserver:token];
    }
    System(const System &) = delete;
    System &operator=(const System &) = delete;

    std::vector<std::pair<NSNotificationCenter *, id>> tokens; // owned by the centers until removed
};

DesktopWatch::DesktopWatch(QObject *parent)
    : QObject(parent)
    , m_system(std::make_unique<System>(this))
{}

DesktopWatch::~DesktopWatch() = default;

void DesktopWatch::covered() {}

} // namespace stanforis
