// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stanforis {

class PerformanceStore;

/// How the console is doing, in the lower corner of a window, over everything. It takes neither keys nor pointer; screen readers
/// get the figures as its value. Paints only what its own rectangle holds, whenever the figures change.
class PerformanceOverlay final : public QWidget
{
    Q_OBJECT

public:
    /// A child of the window, hidden at first. `store` must outlive it.
    PerformanceOverlay(const PerformanceStore &store, QWidget *window);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    void place();

    const PerformanceStore &m_store;
};

} // namespace stanforis
