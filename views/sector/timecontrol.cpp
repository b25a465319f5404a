// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/timecontrol.h"

#include "models/telemetry/timecontext.h"
#include "views/sector/timewords.h"
#include "views/widgets/segmentedcontrol.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QGuiApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

constexpr Duration windows[] = {1min, 5min, 15min, 30min, 1h, 3h, 6h, 12h, 24h};


} // namespace

void TimeControl::follow()
{
    const bool window = m_time.selection().window().has_value();
    m_mode->setCurrentIndex(window ? 0 : 1);
    m_window->setVisible(window);
    m_from->setVisible(!window);
    m_to->setVisible(!window);
    m_back->setEnabled(m_time.canGoBack());
    m_forward->setEnabled(m_time.canGoForward());
    showWindows();
    followZone();
}

void TimeControl::showWindows()
{
    // A window that is none of the usual ones, from the wheel or from pasting, is listed while it lasts.
    const Duration now = m_time.window();
    QList<Duration> shown(std::begin(windows), std::end(windows));
    if (!shown.contains(now))
        shown.insert(std::upper_bound(shown.begin(), shown.end(), now), now);
    if (m_window->count() != shown.size() || m_window->currentData().toLongLong() != now.count()) {
        m_window->clear();
        for (const Duration one : std::as_const(shown))
            m_window->addItem(TimeWords::window(one), qlonglong(one.count()));
        m_window->setCurrentIndex(int(shown.indexOf(now)));
    }
}

void TimeControl::followZone()
{
    const QTimeZone zone = m_time.zone();
    const TimeRange range = m_time.range();
    const TimeSelection &selection = m_time.selection();
    const QString text = selection.text();
    // An expression stays what was written; its bounds of now stand beside it.
    const qsizetype middle = selection.isLive() && !selection.window() ? text.indexOf(u" to "_s) : -1;
    const auto written = [&](const QString &bound, Instant at) {
        return bound.startsWith("now"_L1) ? bound : TimeWords::bound(at, zone);
    };
    m_from->setText(written(middle < 0 ? QString() : text.left(middle), range.from));
    m_to->setText(written(middle < 0 ? QString() : text.mid(middle + 4), range.to));
    for (QLineEdit *field : {m_from, m_to})
        field->setCursorPosition(0);
    refuse(nullptr, {});
    refresh();
}

void TimeControl::refresh()
{
    const TimeRange range = m_time.range();
    m_zone->setText(Words::zone(inZone(range.to, m_time.zone())));
    if (m_from->property("invalid").toBool() || m_to->property("invalid").toBool())
        return;
    const QString text = m_time.isLive() ? TimeWords::range(range, m_time.now(), m_time.zone()) : QString();
    if (text != m_range->text())
        m_range->setText(text);
    m_range->setVisible(!text.isEmpty());
}

void TimeControl::setHeld(bool held)
{
    const auto buttons = m_mode->findChildren<QAbstractButton *>();
    if (!buttons.isEmpty())
        buttons.first()->setText(held ? tr("Held") : tr("Live"));
}

void TimeControl::choose(int mode)
{
    if (mode == 0)
        return m_time.resumeLive();
    // Whole seconds can be read and typed; nothing of the window is lost but the second that is not over.
    const TimeRange range = m_time.range();
    m_time.setFixed({std::chrono::floor<std::chrono::seconds>(range.from), std::chrono::floor<std::chrono::seconds>(range.to)});
    m_from->setFocus(Qt::OtherFocusReason);
}

void TimeControl::commit()
{
    const auto parsed = TimeSelection::parse(m_from->text(), m_to->text(), m_time.now(), m_time.zone());
    if (const auto *selection = std::get_if<TimeSelection>(&parsed)) {
        refuse(nullptr, {});
        m_time.select(*selection);
        return;
    }
    const auto &fault = std::get<TimeFault>(parsed);
    const auto from = TimeExpression::parse(m_from->text(), m_time.now(), m_time.zone());
    const bool first = std::holds_alternative<TimeFault>(from) || fault.kind == TimeFault::Kind::TooLong ||
                       fault.kind == TimeFault::Kind::InTheFuture;
    refuse(first ? m_from : m_to, TimeWords::fault(fault));
}

void TimeControl::refuse(QLineEdit *field, const QString &sentence)
{
    for (QLineEdit *each : {m_from, m_to}) {
        const bool wrong = each == field;
        each->setAccessibleDescription(wrong ? sentence : QString());
        if (each->property("invalid").toBool() == wrong)
            continue;
        each->setProperty("invalid", wrong);
        each->style()->unpolish(each);
        each->style()->polish(each);
    }
    if (field && field->isVisible())
        field->setFocus(Qt::OtherFocusReason);
    m_range->setTone(sentence.isEmpty() ? Tone::Tertiary : Tone::Primary);
    m_range->setText(sentence);
    m_range->setVisible(!sentence.isEmpty());
}

void TimeControl::copyRange() { QGuiApplication::clipboard()->setText(m_time.selection().text()); }

void TimeControl::pasteRange()
{
    const QString text = QGuiApplication::clipboard()->text();
    const auto parsed = TimeSelection::parse(text.left(200), m_time.now(), m_time.zone());
    if (const auto *selection = std::get_if<TimeSelection>(&parsed))
        m_time.select(*selection);
    else
        refuse(nullptr, TimeWords::fault(std::get<TimeFault>(parsed)));
}

} // namespace stanforis
