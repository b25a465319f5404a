// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/timecontrol.h"

#include "models/telemetry/timecontext.h"
#include "views/widgets/segmentedcontrol.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStyle>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

const QString boundFormat = u"yyyy-MM-dd HH:mm"_s;

constexpr std::chrono::minutes windows[] = {5min, 15min, 60min, 6h, 24h};
/// A day and a month of samples are the least and the most a plot is asked for.
constexpr auto longestRange = std::chrono::days(31);

QDateTime local(Instant time) { return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time)); }

} // namespace

TimeControl::TimeControl(TimeContext &time, QWidget *parent)
    : QWidget(parent)
    , m_time(time)
    , m_mode(new SegmentedControl(tr("Time"), {tr("Live"), tr("Fixed")}, this))
    , m_window(new QComboBox(this))
    , m_from(new QLineEdit(this))
    , m_to(new QLineEdit(this))
    , m_range(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    const Theme theme = Theme::of(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.space(2));
    auto *label = new TextLabel(tr("Time"), TypeRole::Label, Tone::Tertiary, this);
    label->setBuddy(m_window); // AT-SPI names a combo box by its label, and by nothing else
    layout->addWidget(label);
    layout->addWidget(m_mode);
    layout->addWidget(m_window);
    layout->addWidget(m_from);
    layout->addWidget(m_to);
    layout->addWidget(m_range);

    m_mode->setObjectName(u"time-mode"_s);
    m_window->setObjectName(u"time-window"_s);
    m_window->setAccessibleName(tr("Window"));
    for (const auto window : windows)
        m_window->addItem(window < 2h ? tr("Last %1 min").arg(window.count()) : tr("Last %1 h").arg(window.count() / 60));
    const int width = m_from->fontMetrics().horizontalAdvance(u"0000-00-00 00:00"_s) + 2 * theme.space(4);
    const QStringList names{tr("From, date and time"), tr("To, date and time")};
    for (QLineEdit *field : {m_from, m_to}) {
        field->setFixedWidth(width);
        field->setAccessibleName(names.at(field == m_from ? 0 : 1));
        field->setPlaceholderText(boundFormat);
        connect(field, &QLineEdit::returnPressed, this, &TimeControl::commit);
    }
    m_from->setObjectName(u"time-from"_s);
    m_to->setObjectName(u"time-to"_s);

    connect(m_mode, &SegmentedControl::choiceRequested, this, &TimeControl::choose);
    connect(m_window, &QComboBox::activated, this, [this](int index) { m_time.setLive(windows[index]); });
    connect(&m_time, &TimeContext::changed, this, &TimeControl::follow);
    follow();
}

void TimeControl::follow()
{
    const bool live = m_time.isLive();
    m_mode->setCurrentIndex(live ? 0 : 1);
    m_window->setVisible(live);
    m_from->setVisible(!live);
    m_to->setVisible(!live);
    for (int index = 0; index < m_window->count(); ++index) {
        if (windows[index] == m_time.window())
            m_window->setCurrentIndex(index);
    }
    const TimeRange range = m_time.range();
    m_from->setText(local(range.from).toString(boundFormat));
    m_to->setText(local(range.to).toString(boundFormat));
    refuse(nullptr, {});
    refresh();
}

void TimeControl::refresh()
{
    if (!m_time.isLive())
        return;
    const TimeRange range = m_time.range();
    const QDateTime end = local(range.to);
    m_range->setText(tr("%1 – %2 %3").arg(local(range.from).toString(u"HH:mm"_s), end.toString(u"HH:mm"_s), Words::zone(end)));
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
        m_time.setLive(m_time.window());
    else
        m_time.setFixed(m_time.range());
    if (mode == 1)
        m_from->setFocus(Qt::OtherFocusReason);
}

void TimeControl::commit()
{
    const QDateTime from = QDateTime::fromString(m_from->text().trimmed(), boundFormat);
    const QDateTime to = QDateTime::fromString(m_to->text().trimmed(), boundFormat);
    const QString example = local(m_time.now()).toString(boundFormat);
    if (!from.isValid())
        return refuse(m_from, tr("Write it as %1").arg(example));
    if (!to.isValid())
        return refuse(m_to, tr("Write it as %1").arg(example));
    const TimeRange range{fromMicroseconds(from.toMSecsSinceEpoch() * 1000), fromMicroseconds(to.toMSecsSinceEpoch() * 1000)};
    if (range.length() < 1min)
        return refuse(m_to, tr("Ends at least 1 min later"));
    if (range.length() > longestRange)
        return refuse(m_from, tr("At most 31 days"));
    if (range.from > m_time.now())
        return refuse(m_from, tr("Starts in the past"));
    refuse(nullptr, {});
    m_time.setFixed(range);
}

void TimeControl::refuse(QLineEdit *field, const QString &sentence)
{
    for (QLineEdit *each : {m_from, m_to}) {
        each->setProperty("invalid", each == field);
        each->setAccessibleDescription(each == field ? sentence : QString());
        each->style()->unpolish(each);
        each->style()->polish(each);
    }
    if (field)
        field->setFocus(Qt::OtherFocusReason);
    m_range->setTone(field ? Tone::Primary : Tone::Tertiary);
    const QDateTime end = local(m_time.range().to);
    m_range->setText(field ? sentence : Words::zone(end));
}

} // namespace stanforis
