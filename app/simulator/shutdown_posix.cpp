// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/shutdown.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace stanforis {

Shutdown::Shutdown(bool child)
{
    connect(&m_end, &EndRequest::requested, this, &Shutdown::requested);
    ::signal(SIGPIPE, SIG_IGN); // a reader of our output may leave; that is no reason to die
    ::signal(SIGTTIN, SIG_IGN); // in the background of a terminal there is no input; that is no reason to stand still
    watchStandardInput(child);
}

Shutdown::~Shutdown() = default;

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
