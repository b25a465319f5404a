// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stanforis {

/// Words across a page that cannot be overlooked and cover nothing that can be read; takes no input. Lies over its host and follows
/// its size.
class Watermark final : public QWidget
{
    Q_OBJECT

public:
    explicit Watermark(const QString &words, QWidget *host);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_words;
};

} // namespace stanforis
