// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/gallery.h"

#include "views/shell/mainwindow.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/icons.h"
#include "views/widgets/modeframe.h"
#include "views/widgets/panel.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/qualityoverlay.h"
#include "views/widgets/segmentedcontrol.h"
#include "views/widgets/searchfield.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/valuelabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stanforis {

namespace {

QLayout *row(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(16);
    for (QWidget *widget : widgets)
        layout->addWidget(widget, 0, Qt::AlignTop);
    layout->addStretch();
    return layout;
}

QWidget *disabled(QWidget *widget)
{
    widget->setEnabled(false);
    return widget;
}

Panel *tile(QualityOverlay *overlay, Quality quality, const ValueState &state, const QString &context = {})
{
    auto *panel = new Panel;
    panel->setFixedSize(150, 80);
    auto *kpi = new KpiTile(u"Frequency"_s);
    kpi->setState(state);
    kpi->setContext(context);
    panel->setBodyMargins({12, 8, 12, 8});
    panel->body()->addWidget(kpi);
    overlay->setQuality(panel, quality);
    return panel;
}

QTableView *table()
{
    auto *model = new QStandardItemModel(0, 3);
    model->setHorizontalHeaderLabels({u"Service"_s, u"Health"_s, u"Rate, req/s"_s});
    const QList<std::pair<QString, Severity>> rows{{u"Grid Balancing"_s, Severity::High},
                                                   {u"Metering Data Hub"_s, Severity::Normal},
                                                   {u"Market Settlement"_s, Severity::Low},
                                                   {u"Outage Reporting"_s, Severity::Unknown}};
    model->setHeaderData(2, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    for (const auto &[name, severity] : rows) {
        auto *health = new QStandardItem(severityWord(severity));
        health->setData(int(severity), SeverityRole);
        auto *first = new QStandardItem(name);
        if (severity == Severity::High)
            first->setData(int(severity), TintRole);
        model->appendRow({first, health, new QStandardItem(u"8\u00A0214"_s)});
    }
    auto *view = new QTableView;
    model->setParent(view);
    view->setModel(model);
    styleTable(view);
    view->setItemDelegateForColumn(1, new TableDelegate(TableDelegate::Column::Severity, view));
    view->setItemDelegateForColumn(2, new TableDelegate(TableDelegate::Column::Number, view));
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    view->selectRow(1);
    return view;
}

QWidget *icons()
{
    auto *widget = new QWidget;
    auto *grid = new QGridLayout(widget);
    const Theme theme = Theme::of(widget);
    int at = 0;
    for (const char *name :
         {"entry",         "health",       "finance",    "education", "agriculture", "energy",  "transport", "industry",
          "alarm",         "wall",         "training",   "trust",     "settings",    "search",  "lock",      "clock",
          "check",         "close",        "sound",      "person",    "card",        "browser", "qr",        "file",
          "signature",     "link",         "table",      "play",      "pause",       "info",    "list",      "plus",
          "download",      "insight",      "expand",     "unplug",    "key",         "refresh", "copy",      "sign-out",
          "chevron-right", "chevron-down", "arrow-left", "menu",      "columns",     "network", "sector",    "service",
          "sun",           "moon",         "mark"}) {
        auto *label = new QLabel;
        label->setPixmap(Icons::pixmap(QLatin1StringView(name), theme.text().primary, 20));
        grid->addWidget(label, at / 17, at % 17);
        ++at;
    }
    return widget;
}

QWidget *window(Mode mode)
{
    auto *frame = new FramedWindow;
    frame->setWindowFlags(Qt::Widget);
    frame->setMode({mode, {}, u"Republic of Norvane · National platform · console 1.0.0"_s});
    frame->setFixedHeight(72);
    return frame;
}

} // namespace

QWidget *makeGallery()
{
    auto *page = new QWidget;
    page->setProperty("surface", u"base"_s);
    page->setAttribute(Qt::WA_StyledBackground);
    auto *overlay = new QualityOverlay(page);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(40, 32, 40, 32);
    columns->setSpacing(40);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    left->setSpacing(14);
    right->setSpacing(14);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);

    left->addWidget(new TextLabel(u"Buttons"_s, TypeRole::Heading));
    auto *focused = makeButton(u"Acknowledge"_s, ButtonKind::Primary);
    focused->setObjectName(u"focused"_s);
    left->addLayout(
        row({makeButton(u"Acknowledge"_s, ButtonKind::Primary), focused,
             disabled(makeButton(u"Acknowledge"_s, ButtonKind::Primary)), makeButton(u"Acknowledge"_s, ButtonKind::Quiet)}));
    left->addLayout(row({makeButton(u"Acknowledge"_s), disabled(makeButton(u"Acknowledge"_s)),
                         makeButton(u"Withdraw role"_s, ButtonKind::Danger),
                         makeButton(u"Small"_s, ButtonKind::Normal, nullptr, ButtonSize::Small),
                         makeButton(u"Large"_s, ButtonKind::Normal, nullptr, ButtonSize::Large),
                         new SegmentedControl(u"Time"_s, {u"Live"_s, u"Held"_s, u"Fixed"_s})}));
    left->addWidget(new TextLabel(u"Fields"_s, TypeRole::Heading));
    const auto field = [](const QString &value) {
        auto *one = new FormField(u"Dose"_s);
        one->lineEdit()->setText(value);
        one->setUnit(u"mg"_s);
        one->setFixedWidth(196);
        return one;
    };
    auto *required = field({});
    required->setRequired(true);
    required->setHelp(u"Checked against allergies"_s);
    auto *wrong = field(u"50"_s);
    wrong->setError(u"Above 10 mg a day"_s);
    auto *choice = new QComboBox;
    choice->addItems({u"Duty operator"_s, u"Engineer"_s});
    auto *combo = new FormField(u"Role"_s, choice);
    combo->setFixedWidth(196);
    left->addLayout(row({required, wrong, disabled(field(u"5"_s)), combo}));
    left->addWidget(new TextLabel(u"Quality"_s, TypeRole::Heading));
    left->addLayout(
        row({tile(overlay, Quality::Good, {u"49.982"_s, u"Hz"_s}), tile(overlay, Quality::Minor, {u"49.944"_s, u"Hz"_s}),
             tile(overlay, Quality::Major, {u"49.912"_s, u"Hz"_s}),
             tile(overlay, Quality::Invalid, {{}, u"Hz"_s}, u"out of sensor range"_s),
             tile(overlay, Quality::Disconnected, {u"49.982"_s, u"Hz"_s, Severity::Normal, 252s})}));
    left->addWidget(new TextLabel(u"Severity"_s, TypeRole::Heading));
    for (const bool acknowledged : {false, true}) {
        auto *line = new QHBoxLayout;
        for (const Severity severity :
             {Severity::Normal, Severity::Low, Severity::Medium, Severity::High, Severity::Critical, Severity::Unknown}) {
            auto *label = new SeverityLabel;
            label->setSeverity(severity, acknowledged);
            line->addWidget(label);
        }
        left->addLayout(line);
    }
    auto *big = new QHBoxLayout;
    for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        for (const bool acknowledged : {false, true}) {
            auto *label = new QLabel;
            QPixmap pixmap(56, 56);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            paintSeverityMark(painter, QRectF(0, 0, 56, 56), severity, acknowledged, Theme::of(page));
            painter.end();
            label->setPixmap(pixmap);
            big->addWidget(label);
        }
    }
    left->addLayout(big);
    auto *message = new InlineMessage;
    message->setMessage(u"The browser tab was closed before sign-in finished."_s,
                        u"Nothing was sent and no session was opened. Start again when you are ready."_s, u"Try again"_s);
    left->addWidget(message);
    left->addWidget(new SearchField(u"Filter"_s));
    left->addStretch();

    right->addWidget(new TextLabel(u"Mode"_s, TypeRole::Heading));
    for (const Mode mode : {Mode::Live, Mode::Simulation, Mode::Replay})
        right->addWidget(window(mode));
    auto *services = new Panel(u"Services"_s);
    services->setSubtitle(u"14 services, 4 shown"_s);
    services->addAction(makeButton(u"All services"_s, ButtonKind::Quiet));
    services->setEdgeToEdge(true);
    services->body()->addWidget(table());
    services->setFixedHeight(190);
    right->addWidget(services);
    right->addWidget(new TextLabel(u"Icons"_s, TypeRole::Heading));
    right->addWidget(icons());
    auto *empty = new Panel;
    empty->body()->addWidget(new EmptyState(u"No traces in the last 60 min"_s,
                                            u"Traces appear here when sampling is on for this service."_s,
                                            u"Ask to turn on sampling"_s));
    auto *loading = new Panel(u"Services"_s);
    auto *waiting = new LoadingState;
    waiting->setObjectName(u"waiting"_s);
    loading->body()->addWidget(waiting);
    auto *pair = new QHBoxLayout;
    pair->addWidget(empty);
    pair->addWidget(loading);
    right->addLayout(pair);
    right->addStretch();
    return page;
}

void fillShell(MainWindow &window, bool connected)
{
    window.setMode({Mode::Simulation, {}, u"Republic of Norvane · National platform · console 0.1.0"_s});
    window.setCrumbs({{u"Norvane"_s, u"stanforis://entry"_s}, {u"Energy"_s, {}}});
    window.setRail({{u"stanforis://entry"_s, u"Entry"_s, u"entry"_s, {}},
                    {u"stanforis://subscriptions"_s, u"Subscriptions"_s, u"key"_s, {}},
                    {u"stanforis://sector/health"_s, u"Health"_s, u"health"_s, u"My sectors"_s},
                    {u"stanforis://sector/finance"_s, u"Finance"_s, u"finance"_s, u"My sectors"_s, Severity::Low, 1, true},
                    {u"stanforis://sector/energy"_s, u"Energy"_s, u"energy"_s, u"My sectors"_s, Severity::High, 3, false},
                    {u"stanforis://sector/transport"_s, u"Transport"_s, u"transport"_s, u"My sectors"_s}});
    window.setCurrentLink(u"stanforis://sector/energy"_s);
    const auto age = connected ? 200ms : std::chrono::milliseconds(252s);
    window.setConnections({{u"Gateway"_s, connected, age}, {u"gRPC"_s, connected, age}, {u"WS"_s, connected, age}});
    const QDateTime now(QDate(2026, 11, 22), QTime(14, 32, 7), Qt::OffsetFromUTC, 7200);
    window.setClock(now);
    window.setIdentity({u"Liis Maripuu"_s, u"Duty operator"_s, u"high"_s, 47min});
    StatusSummary status;
    status.counts = {10, 2, 1, 1, 0, 0};
    status.newest = StatusSummary::Condition{Severity::High,
                                             u"Energy · Spinning reserve below 350 MW"_s,
                                             {},
                                             u"stanforis://sector/energy/service/grid-balancing"_s,
                                             161s};
    if (!connected)
        status.asOf = now.addSecs(-252);
    window.setStatus(status);
    window.setBanner({!connected, now.addSecs(-252), {}, {}, 5s});
    window.setPaletteEntries(
        {{u"Entry"_s, u"page"_s, u"entry"_s, u"stanforis://entry"_s},
         {u"Energy"_s, u"sector"_s, u"energy"_s, u"stanforis://sector/energy"_s},
         {u"Grid Balancing"_s, u"service in Energy"_s, u"service"_s, u"stanforis://sector/energy/service/grid-balancing"_s},
         {u"Sign out"_s, u"action"_s, u"sign-out"_s, u"sign-out"_s}});
    window.setLanguages({{u"en"_s, u"English"_s}, {u"et"_s, u"Eesti"_s}}, u"en"_s);
}

} // namespace stanforis
