// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/shutdown.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
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

Shutdown::Shutdown(bool child)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, wake.data()) == 0) {
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
    ::signal(SIGPIPE, SIG_IGN); // a reader of our output may leave; that is no reason to die
    ::signal(SIGTTIN, SIG_IGN); // in the background of a terminal there is no input; that is no reason to stand still
    watchStandardInput(child);
}

Shutdown::~Shutdown()
{
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        ::signal(number, SIG_DFL);
    ::close(wake[0]);
    ::close(wake[1]);
}

void Shutdown::watchStandardInput(bool child)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier, child] {
        std::array<char, 256> bytes{};
        const auto count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        if (count > 0)
            take({bytes.data(), qsizetype(count)});
        if (count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN)))
            return;
        notifier->setEnabled(false);
        if (child)
            Q_EMIT requested();
    });
}

} // namespace stanforis
