// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/page.h"

namespace stanforis {

/// Stands in the window from its first moment until it is known whether the session of before goes on: a way in that is taken
/// away before it can be read only startles. Nothing but two lines of text, since all of it is thrown away soon.
class OpeningPage final : public Page
{
    Q_OBJECT

public:
    /// `platform`: its host.
    explicit OpeningPage(const QString &platform, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_platform;
};

} // namespace stanforis
