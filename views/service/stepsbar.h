// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace stanforis {

/// Steps of a task in one line: done ones have a tick, the present one is filled. GUI thread.
class StepsBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StepsBar(QWidget *parent = nullptr);

    void setSteps(const QStringList &steps);
    /// `step` counts from 0; as many as there are steps: all are done.
    void setCurrent(int step);
    [[nodiscard]] int current() const { return m_current; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say();

    QStringList m_steps;
    int m_current = 0;
};

} // namespace stanforis
