// SPDX-License-Identifier: GPL-3.0-or-later
// Making the parts of the time control; what they say and do is in timecontrol.cpp.
#include "models/telemetry/timecontext.h"
#include "views/sector/timecontrol.h"
#include "views/sector/timewords.h"
#include "views/widgets/button.h"
#include "views/widgets/segmentedcontrol.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QActionGroup>
#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

const QKeySequence copyKeys(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
const QKeySequence pasteKeys(Qt::CTRL | Qt::SHIFT | Qt::Key_V);
const QKeySequence liveKeys(Qt::CTRL | Qt::SHIFT | Qt::Key_L);

} // namespace

TimeControl::TimeControl(TimeContext &time, QWidget *page)
    : QWidget(page)
    , m_time(time)
    , m_back(makeIconButton(u"chevron-left"_s, tr("Range looked at before"), this))
    , m_forward(makeIconButton(u"chevron-right"_s, tr("Range looked at after"), this))
    , m_mode(new SegmentedControl(tr("Time"), {tr("Live"), tr("Range")}, this))
    , m_window(new QComboBox(this))
    , m_from(new QLineEdit(this))
    , m_to(new QLineEdit(this))
    , m_range(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_zone(makeButton({}, ButtonKind::Bare, this))
    , m_more(makeIconButton(u"menu"_s, tr("More about the range"), this))
{
    build();
    makeMenu();
    makeKeys(page);
    connect(&m_time, &TimeContext::changed, this, &TimeControl::follow);
    connect(&m_time, &TimeContext::zoneChanged, this, &TimeControl::followZone);
    follow();
    dress();
}

void TimeControl::build()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new TextLabel(tr("Time"), TypeRole::Label, Tone::Tertiary, this);
    label->setBuddy(m_window); // AT-SPI names a combo box by its label, and by nothing else
    const QList<QWidget *> parts{label, m_back, m_forward, m_mode, m_window, m_from, m_to, m_range, m_zone, m_more};
    for (QWidget *part : parts)
        layout->addWidget(part);
    m_back->setObjectName(u"time-back"_s);
    m_forward->setObjectName(u"time-forward"_s);
    m_mode->setObjectName(u"time-mode"_s);
    m_window->setObjectName(u"time-window"_s);
    m_window->setAccessibleName(tr("Window"));
    m_window->setMaxVisibleItems(12);
    m_from->setObjectName(u"time-from"_s);
    m_from->setAccessibleName(tr("From: date and time, or an expression such as now-1h"));
    m_to->setObjectName(u"time-to"_s);
    m_to->setAccessibleName(tr("To: date and time, or an expression such as now"));
    m_range->setObjectName(u"time-said"_s);
    m_zone->setObjectName(u"time-zone"_s);
    m_zone->setToolTip(tr("The zone times are written in"));
    m_zone->setAccessibleName(tr("Time zone"));
    m_more->setObjectName(u"time-more"_s);
    for (QLineEdit *field : {m_from, m_to}) {
        field->setToolTip(tr("14:30, 2026-11-22 14:30, 2026-11-22, now-1h, now-1d/d; Enter takes it"));
        connect(field, &QLineEdit::returnPressed, this, &TimeControl::commit);
    }
    connect(m_back, &QToolButton::clicked, &m_time, &TimeContext::goBack);
    connect(m_forward, &QToolButton::clicked, &m_time, &TimeContext::goForward);
    connect(m_mode, &SegmentedControl::choiceRequested, this, &TimeControl::choose);
    connect(m_window, &QComboBox::activated, this,
            [this](int index) { m_time.setLive(Duration(m_window->itemData(index).toLongLong())); });
}

void TimeControl::makeMenu()
{
    auto *zones = new QMenu(m_zone);
    auto *group = new QActionGroup(zones);
    for (const ZoneChoice choice : {ZoneChoice::Platform, ZoneChoice::Utc, ZoneChoice::Local}) {
        QAction *action = zones->addAction(QString());
        action->setCheckable(true);
        action->setData(int(choice));
        group->addAction(action);
        connect(action, &QAction::triggered, &m_time, [this, choice] { m_time.setZoneChoice(choice); });
    }
    connect(zones, &QMenu::aboutToShow, this, [this, zones] {
        const auto offset = [this](ZoneChoice choice) {
            return Words::zone(QDateTime::fromMSecsSinceEpoch(toMilliseconds(m_time.range().to), m_time.zone(choice)));
        };
        const QString words[] = {tr("Time of the platform, %1").arg(offset(ZoneChoice::Platform)), tr("UTC"),
                                 tr("Time of this workstation, %1").arg(offset(ZoneChoice::Local))};
        for (QAction *action : zones->actions()) {
            action->setText(words[action->data().toInt()]);
            action->setChecked(action->data().toInt() == int(m_time.zoneChoice()));
        }
    });
    m_zone->setMenu(zones);

    auto *more = new QMenu(m_more);
    const auto add = [more](const QString &text, const QKeySequence &keys) {
        QAction *action = more->addAction(text);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut); // shown here; the page's own action answers
        return action;
    };
    connect(add(tr("Copy this range as text"), copyKeys), &QAction::triggered, this, &TimeControl::copyRange);
    connect(add(tr("Paste a range"), pasteKeys), &QAction::triggered, this, &TimeControl::pasteRange);
    more->addSeparator();
    QAction *live = add(tr("Back to live"), liveKeys);
    connect(live, &QAction::triggered, &m_time, &TimeContext::resumeLive);
    connect(more, &QMenu::aboutToShow, live, [this, live] { live->setEnabled(!m_time.selection().window()); });
    m_more->setMenu(more);
    m_more->setPopupMode(QToolButton::InstantPopup);
}

void TimeControl::makeKeys(QWidget *page)
{
    const auto add = [this, page](const QList<QKeySequence> &keys, auto &&answer) {
        auto *action = new QAction(this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, answer);
        page->addAction(action);
    };
    // Brackets are hard to reach on many keyboards; comma and full stop are not.
    add({QKeySequence(Qt::ALT | Qt::Key_Comma), QKeySequence(Qt::ALT | Qt::Key_BracketLeft)}, [this] { m_time.goBack(); });
    add({QKeySequence(Qt::ALT | Qt::Key_Period), QKeySequence(Qt::ALT | Qt::Key_BracketRight)}, [this] { m_time.goForward(); });
    add({copyKeys}, [this] { copyRange(); });
    add({pasteKeys}, [this] { pasteRange(); });
    add({liveKeys}, [this] { m_time.resumeLive(); });
}

QList<KeyHelp> TimeControl::keys()
{
    return {{tr("Alt+, or Alt+["), tr("Range looked at before")},
            {tr("Alt+. or Alt+]"), tr("Range looked at after")},
            {copyKeys.toString(QKeySequence::NativeText), tr("Copy the range as text")},
            {pasteKeys.toString(QKeySequence::NativeText), tr("Paste a range")},
            {liveKeys.toString(QKeySequence::NativeText), tr("Back to live")}};
}

void TimeControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        dress();
}

void TimeControl::dress()
{
    const Theme theme = Theme::of(this);
    layout()->setSpacing(theme.space(2));
    const int width = m_from->fontMetrics().horizontalAdvance(u"0000-00-00 00:00:00"_s) + 2 * theme.space(3);
    for (QLineEdit *field : {m_from, m_to})
        field->setFixedWidth(width);
}

} // namespace stanforis
