// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QUrl;

namespace stanforis {

/// Opens a page in the person's own browser.
class BrowserPort
{
public:
    virtual ~BrowserPort() = default;
    /// False when no browser could be started.
    [[nodiscard]] virtual bool open(const QUrl &url) = 0;
};

} // namespace stanforis
