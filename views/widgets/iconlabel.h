// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/textlabel.h"

#include <QWidget>

namespace stanforis {

/// An icon beside a text, in the colour of its text level and the icon size of the density. It says nothing to a screen
/// reader: the text beside it does.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString &icon, Tone tone = Tone::Secondary, QWidget *parent = nullptr);

    void setIcon(const QString &icon);
    /// 0: the size of the density.
    void setIconSize(int pixels);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Tone m_tone;
    int m_size = 0;
};

} // namespace stanforis
