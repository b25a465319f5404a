// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QWidget>

class QPushButton;

namespace stanforis {

class TextLabel;

/// Says since when the connection is lost, what is kept, and when the next attempt is.
class ConnectionBanner final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionBanner(QWidget *parent = nullptr);

    void setState(const BannerState &state);

Q_SIGNALS:
    void tryNowRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    TextLabel *m_happened;
    TextLabel *m_kept;
    TextLabel *m_attempt;
    QPushButton *m_tryNow;
};

} // namespace stanforis
