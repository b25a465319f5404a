// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/endrequest.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stanforis {

namespace {

std::array<int, 2> wake{-1, -1}; // [0] is written by the signal handler, [1] is read by the event loop

extern "C" void tellEventLoop(int)
{
    const int saved = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(wake[0], &byte, sizeof(byte)); // one of few calls allowed here
    errno = saved;
}

} // namespace

EndRequest::EndRequest()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, wake.data()) != 0)
        return;
    for (const int end : wake) { // macOS has no SOCK_CLOEXEC
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto *notifier = new QSocketNotifier(wake[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT requested();
    });
    struct sigaction action
    {};
    action.sa_handler = tellEventLoop;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(number, &action, nullptr);
}

EndRequest::~EndRequest()
{
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::signal(number, SIG_DFL);
    for (const int end : wake)
        ::close(end);
}

} // namespace stanforis
