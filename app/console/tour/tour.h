// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/tour/tourlog.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QSize>
#include <QTimer>

#include <functional>
#include <optional>

class QWidget;

namespace stanforis {

/// One thing the tour does. It waits until `ready`, lets the page settle, takes its pictures, then acts.
struct TourStep
{
    QString name;              ///< in file names and the report: "sector"
    QWidget *window = nullptr; ///< whose picture is taken
    std::function<bool()> ready;
    std::function<bool()> act; ///< input events; false: the widget could not be reached
    bool picture = true;
};

/// Walks through steps by the clock of the event loop, leaves numbered pictures and `tour.json`. A step that is not reached in
/// time ends the tour with a picture of where it stood. GUI thread.
class Tour final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString folder;
        QList<QSize> sizes;
        QStringList themes;                            ///< "light", "dark"
        std::function<void(const QString &)> setTheme; ///< of the whole application
        std::function<QJsonObject()> facts;            ///< what to add to the report at the end
    };
    explicit Tour(Options options, QObject *parent = nullptr);

    void start(QList<TourStep> steps);

Q_SIGNALS:
    /// `failure` is empty when every step was reached and nothing was warned of.
    void finished(const QString &failure);

private:
    struct Variant
    {
        QSize size;
        QString theme;
    };
    bool eventFilter(QObject *object, QEvent *event) override;
    void wait();
    void picture(qsizetype variant);
    void shoot(qsizetype variant);
    void act();
    void next();
    void finish(const QString &failure);
    [[nodiscard]] QString file(const QString &suffix) const;
    [[nodiscard]] QString blockingWarning() const;

    Options m_options;
    TourLog m_log;
    QList<TourStep> m_steps;
    QList<Variant> m_variants;
    qsizetype m_current = 0;
    QElapsedTimer m_total;
    QElapsedTimer m_step;
    QTimer m_poll;
    QJsonArray m_report;
    QJsonArray m_pictures;
    quint64 m_paints = 0;
    quint64 m_paintsBefore = 0;
    qint64 m_reached = 0;
};

} // namespace stanforis
