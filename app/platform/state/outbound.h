// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/platform/methods.h"

#include <QQueue>

namespace stanforis {

/// Messages of a stream that may not be left out: what the peer does not take now waits until it has caught up.
class Outbound final : public QObject
{
    Q_OBJECT
public:
    /// A peer that is this many messages behind is told to start again.
    static constexpr int mostWaiting = 4096;

    explicit Outbound(Sink *sink, QObject *parent = nullptr);

    void post(const QByteArray &message);

private:
    void drain();

    Sink *m_sink;
    QQueue<QByteArray> m_waiting;
    bool m_ended = false;
};

} // namespace stanforis
