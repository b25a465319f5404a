// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace stanforis {

/// Tells when the system, the person at the keyboard or the parent program wants this process to end. Written once for each
/// system.
class Shutdown final : public QObject
{
    Q_OBJECT
public:
    /// With `child`, the end of standard input counts as well, so that the process never outlives the one that started it.
    explicit Shutdown(bool child);
    ~Shutdown() override;

Q_SIGNALS:
    void requested();

private:
    void watchStandardInput();
};

} // namespace stanforis
