// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stanforis {

/// The first letters of a person's names in a box. It says nothing to a screen reader: the name beside it does.
class InitialsBox final : public QWidget
{
    Q_OBJECT

public:
    explicit InitialsBox(QWidget *parent = nullptr);

    void setName(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letters;
};

} // namespace stanforis
