// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace stanforis {

/// A tool tip that is shown as the text it is: what looks like markup is written so that it reads as itself.
[[nodiscard]] QString plainToolTip(const QString &text);

/// Shows tool tips as the plain text they are. Qt takes one that looks like markup for markup, and what is in ours came from
/// outside: a name could draw a picture, or a link. For the whole application; GUI thread.
class PlainToolTips final : public QObject
{
    Q_OBJECT

public:
    explicit PlainToolTips(QObject *application);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace stanforis
