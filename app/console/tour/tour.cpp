// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/tour/tour.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QJsonDocument>
#include <QSaveFile>
#include <QScreen>
#include <QWidget>

namespace stanforis {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

namespace {

constexpr auto pollInterval = 25ms;
constexpr auto settleTime = 350ms; // a resize, a theme change and the next frame
constexpr auto stepLimit = 30s;

} // namespace

Tour::Tour(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    for (const QSize &size : std::as_const(m_options.sizes)) {
        for (const QString &theme : std::as_const(m_options.themes))
            m_variants.append({size, theme});
    }
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &Tour::wait);
}

void Tour::start(QList<TourStep> steps)
{
    m_steps = std::move(steps);
    if (!QDir().mkpath(m_options.folder)) {
        finish(QStringLiteral("The folder %1 could not be made. Name one that can be written.").arg(m_options.folder));
        return;
    }
    m_total.start();
    m_step.start();
    qApp->installEventFilter(this);
    m_poll.start();
}

bool Tour::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::UpdateRequest && object->isWidgetType())
        ++m_paints;
    return QObject::eventFilter(object, event);
}

QString Tour::file(const QString &suffix) const
{
    return QStringLiteral("%1-%2%3.png").arg(m_current + 1, 2, 10, QLatin1Char('0')).arg(m_steps[m_current].name, suffix);
}

void Tour::wait()
{
    const TourStep &step = m_steps[m_current];
    if (!step.ready || step.ready()) {
        m_poll.stop();
        m_reached = m_step.elapsed();
        if (step.picture && step.window)
            picture(0);
        else
            act();
        return;
    }
    if (m_step.hasExpired(std::chrono::milliseconds(stepLimit).count())) {
        m_poll.stop();
        if (step.window)
            step.window->grab().save(QDir(m_options.folder).filePath(file(QStringLiteral("-FAILED"))));
        finish(QStringLiteral("Step %1, %2, was not reached in %3 s.").arg(m_current + 1).arg(step.name).arg(stepLimit.count()));
    }
}

void Tour::picture(qsizetype index)
{
    if (index == m_variants.size()) {
        m_step.restart(); // the pictures took their time
        act();
        return;
    }
    const Variant &variant = m_variants[index];
    QWidget *window = m_steps[m_current].window;
    m_options.setTheme(variant.theme);
    window->resize(variant.size);
    // Twice: a change of density is queued and takes the first wait; the layouts it asks for take the second.
    QTimer::singleShot(settleTime, this,
                       [this, index] { QTimer::singleShot(settleTime, this, [this, index] { shoot(index); }); });
}

void Tour::shoot(qsizetype index)
{
    const Variant &variant = m_variants[index];
    QWidget *window = m_steps[m_current].window;
    const QString name =
        file(QStringLiteral("-%1x%2-%3").arg(variant.size.width()).arg(variant.size.height()).arg(variant.theme));
    const QPixmap shot = window->grab();
    if (shot.size() != variant.size * shot.devicePixelRatio()) {
        finish(QStringLiteral("The window does not fit %1x%2; it became %3x%4.")
                   .arg(variant.size.width())
                   .arg(variant.size.height())
                   .arg(shot.width())
                   .arg(shot.height()));
        return;
    }
    if (!shot.save(QDir(m_options.folder).filePath(name))) {
        finish(QStringLiteral("The picture %1 could not be written. Make room in %2.").arg(name, m_options.folder));
        return;
    }
    m_pictures.append(name);
    picture(index + 1);
}

void Tour::act()
{
    const TourStep &step = m_steps[m_current];
    const bool done = !step.act || step.act();
    if (!done && !m_step.hasExpired(std::chrono::milliseconds(stepLimit).count())) {
        // On a machine that is busy a connection is lost for a moment, and buttons wait until it is back. So would a person.
        QTimer::singleShot(settleTime, this, &Tour::act);
        return;
    }
    m_report.append(QJsonObject{{QStringLiteral("step"), step.name},
                                {QStringLiteral("reached_ms"), m_reached},
                                {QStringLiteral("window"), step.window ? step.window->objectName() : QString()},
                                {QStringLiteral("frames"), static_cast<qint64>(m_paints - m_paintsBefore)},
                                {QStringLiteral("pictures"), m_pictures}});
    m_pictures = {};
    m_paintsBefore = m_paints;
    if (!done) {
        if (step.window)
            step.window->grab().save(QDir(m_options.folder).filePath(file(QStringLiteral("-FAILED"))));
        finish(
            QStringLiteral("Step %1, %2: what it acts on is not there, hidden or disabled.").arg(m_current + 1).arg(step.name));
        return;
    }
    next();
}

void Tour::next()
{
    if (++m_current == m_steps.size()) {
        finish(blockingWarning());
        return;
    }
    m_step.restart();
    m_poll.start();
}

QString Tour::blockingWarning() const
{
    const QStringList warnings = m_log.warnings();
    return warnings.isEmpty() ? QString()
                              : QStringLiteral("Every step was reached, but %1 warnings were logged, the first: %2")
                                    .arg(warnings.size())
                                    .arg(warnings.first());
}

void Tour::finish(const QString &failure)
{
    qApp->removeEventFilter(this);
    m_poll.stop();
    QJsonObject report = m_options.facts ? m_options.facts() : QJsonObject();
    report.insert(QStringLiteral("steps"), m_report);
    report.insert(QStringLiteral("total_ms"), m_total.isValid() ? m_total.elapsed() : 0);
    report.insert(QStringLiteral("frames"), static_cast<qint64>(m_paints));
    report.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(m_log.warnings()));
    report.insert(QStringLiteral("failure"), failure);
    QSaveFile out(QDir(m_options.folder).filePath(QStringLiteral("tour.json")));
    QString said = failure;
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(report).toJson()) < 0 || !out.commit()) {
        if (said.isEmpty())
            said = QStringLiteral("tour.json could not be written to %1: %2").arg(m_options.folder, out.errorString());
    }
    Q_EMIT finished(said);
}

} // namespace stanforis
