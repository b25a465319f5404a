// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/shell/shellstate.h"

#include <QAbstractButton>
#include <QWidget>

namespace stanforis {

class Chip;
class ConditionButton;
class CountsBar;

/// The bar at the bottom: how many services are abnormal, by severity, and the newest of them.
class StatusBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBar(QWidget *parent = nullptr);

    void setSummary(const StatusSummary &summary);

Q_SIGNALS:
    void navigateRequested(const QString &link);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CountsBar *m_counts;
    ConditionButton *m_condition;
    Chip *m_stream;
};

/// Counts of the four severities with their marks, worst first.
class CountsBar final : public QWidget
{
    Q_OBJECT

public:
    explicit CountsBar(QWidget *parent = nullptr);

    void setSummary(const StatusSummary &summary);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusSummary m_summary;
};

/// The newest abnormal condition; a press opens it.
class ConditionButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ConditionButton(QWidget *parent = nullptr);

    void setSummary(const StatusSummary &summary);
    [[nodiscard]] QString link() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString tail() const;

    StatusSummary m_summary;
};

} // namespace stanforis
