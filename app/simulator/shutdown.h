// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/process/endrequest.h"

#include <QByteArray>
#include <QObject>

namespace stanforis {

/// Tells when the system, the person at the keyboard or the parent program wants this process to end, and what they write to its
/// standard input. Written once for each system.
class Shutdown final : public QObject
{
    Q_OBJECT
public:
    /// With `child`, the end of standard input counts as well, so that the process never outlives the one that started it.
    explicit Shutdown(bool child);
    ~Shutdown() override;

Q_SIGNALS:
    void requested();
    void lineRead(const QByteArray &line); ///< of standard input, without its end; at most 1 KiB

private:
    void watchStandardInput(bool child);
    void take(const QByteArray &bytes);

    EndRequest m_end;
    QByteArray m_input; ///< of a line whose end has not come
};

} // namespace stanforis
