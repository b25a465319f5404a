// SPDX-License-Identifier: GPL-3.0-or-later
// Making and placing the parts of the page; what they show is in microservicepage.cpp.
#include "models/items/instancetablemodel.h"
#include "models/items/servicemeasuremodel.h"
#include "models/telemetry/seriesstore.h"
#include "views/microservice/logpanel.h"
#include "views/microservice/microservicepage.h"
#include "views/microservice/protocolpanel.h"
#include "views/microservice/tracewaterfall.h"
#include "views/plots/analyticalchart.h"
#include "views/plots/cursorlink.h"
#include "views/plots/dependencygraph.h"
#include "views/plots/timeplot.h"
#include "views/sector/pagescroll.h"
#include "views/sector/placeheader.h"
#include "views/sector/plotpanel.h"
#include "views/sector/timecontrol.h"
#include "views/widgets/button.h"
#include "views/widgets/qualityoverlay.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace stanforis {

static_assert(int(InstanceTableModel::SeverityRole) == int(SeverityRole) && int(ServiceMeasureModel::SeverityRole) == int(SeverityRole));

namespace {

// look.md, "Pages": Microservice, in parts of 1664: a twelfth is 124 and its gutter 16.
constexpr int columns = 12;
struct RowHeights { int plots, middle, lower, more; };
constexpr RowHeights desk{234, 226, 390, 234};
constexpr RowHeights compact{180, 208, 300, 190};

void columnOf(QTableView *table, int column, TableDelegate::Column kind)
{
    table->setItemDelegateForColumn(column, new TableDelegate(kind, table));
}

void prepare(QTableView *table, const QString &objectName, const QString &name)
{
    table->setObjectName(objectName);
    table->setAccessibleName(name);
    styleTable(table);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}

} // namespace

void MicroservicePage::build()
{
    m_cursor = new CursorLink(this);
    m_header = new PlaceHeader(this);
    m_timeControl = new TimeControl(m_time, this);
    m_header->addAction(m_timeControl);
    m_content = new QWidget(this);
    m_pages = new QHBoxLayout;
    m_rate = new PlotPanel(tr("Rate"), m_series, m_cursor, m_content);
    m_errors = new PlotPanel(tr("Errors"), m_series, m_cursor, m_content);
    m_duration = new PlotPanel(tr("Duration"), m_series, m_cursor, m_content);
    m_saturation = new PlotPanel(tr("Saturation"), m_series, m_cursor, m_content);
    m_rate->plot()->setObjectName(u"plot-rate"_s);
    m_errors->plot()->setObjectName(u"plot-errors"_s);
    m_duration->plot()->setObjectName(u"plot-duration"_s);
    m_saturation->plot()->setObjectName(u"plot-saturation"_s);

    m_instances = new Panel(tr("Instances"), m_content);
    m_instances->setEdgeToEdge(true);
    m_instanceModel = new InstanceTableModel(m_health, this);
    m_instanceTable = new QTableView(m_instances);
    prepare(m_instanceTable, u"instances-table"_s, tr("Instances"));
    m_instanceTable->setModel(m_instanceModel);
    columnOf(m_instanceTable, InstanceTableModel::Name, TableDelegate::Column::Identifier);
    columnOf(m_instanceTable, InstanceTableModel::Health, TableDelegate::Column::Severity);
    for (int column = InstanceTableModel::Rate; column < InstanceTableModel::ColumnCount; ++column)
        columnOf(m_instanceTable, column, TableDelegate::Column::Number);
    m_instances->body()->addWidget(m_instanceTable);

    m_dependencies = new Panel(tr("Dependencies"), m_content);
    m_dependencies->setSubtitle(tr("one step each way"));
    m_graph = new DependencyGraph(m_dependencies);
    m_graph->setObjectName(u"dependency-graph"_s);
    m_graph->setAccessibleName(tr("Dependencies"));
    m_dependencies->body()->addWidget(m_graph, 1);
    auto *healthy = makeButton(tr("Hide healthy"), ButtonKind::Quiet, m_dependencies, ButtonSize::Small);
    healthy->setObjectName(u"graph-hide-healthy"_s);
    healthy->setCheckable(true);
    m_dependencies->addAction(healthy);
    connect(healthy, &QPushButton::toggled, this, [this, healthy](bool hidden) {
        healthy->setText(hidden ? tr("Show all") : tr("Hide healthy"));
        m_graph->setHealthyHidden(hidden);
    });
    connect(m_graph, &DependencyGraph::nodeActivated, this, &MicroservicePage::openNode);

    m_log = new LogPanel(m_content);
    m_trace = new Panel(tr("Trace"), m_content);
    m_waterfall = new TraceWaterfall(m_trace);
    m_trace->body()->addWidget(m_waterfall, 1);
    m_protocol = new ProtocolPanel(m_content);
    m_distribution = new Panel(tr("Latency distribution"), m_content);
    m_distributionChart = new AnalyticalChart(m_distribution);
    m_distributionChart->setObjectName(u"latency-distribution"_s);
    m_distributionChart->setAccessibleName(tr("Latency distribution"));
    m_distribution->body()->addWidget(m_distributionChart, 1);

    m_measures = new Panel(tr("Own measures"), m_content);
    m_measures->setEdgeToEdge(true);
    m_measureModel = new ServiceMeasureModel(m_series, this);
    m_measureTable = new QTableView(m_measures);
    prepare(m_measureTable, u"measures-table"_s, tr("Own measures"));
    m_measureTable->setModel(m_measureModel);
    columnOf(m_measureTable, ServiceMeasureModel::Value, TableDelegate::Column::Number);
    columnOf(m_measureTable, ServiceMeasureModel::Normal, TableDelegate::Column::Text);
    m_measures->body()->addWidget(m_measureTable);
    m_overlay = new QualityOverlay(m_content);
    placePanels();
}

void MicroservicePage::placePanels()
{
    for (Panel *panel : {m_instances, m_dependencies, static_cast<Panel *>(m_log), m_trace, static_cast<Panel *>(m_protocol),
                         m_distribution, m_measures})
        panel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    // Twenty-four halves, so that thirds, halves and the lower row's 768, 544, 320 fall on the same lines.
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->addLayout(m_pages, 0, 0, 1, 2 * columns);
    m_grid->addWidget(m_rate, 1, 0, 1, 8);
    m_grid->addWidget(m_errors, 1, 8, 1, 8);
    m_grid->addWidget(m_duration, 1, 16, 1, 8);
    m_grid->addWidget(m_instances, 2, 0, 1, 12);
    m_grid->addWidget(m_dependencies, 2, 12, 1, 12);
    m_grid->addWidget(m_log, 3, 0, 1, 11);
    m_grid->addWidget(m_trace, 3, 11, 1, 8);
    m_grid->addWidget(m_protocol, 3, 19, 1, 5);
    m_grid->addWidget(m_saturation, 4, 0, 1, 8);
    m_grid->addWidget(m_distribution, 4, 8, 1, 8);
    m_grid->addWidget(m_measures, 4, 16, 1, 8);
    for (int column = 0; column < 2 * columns; ++column)
        m_grid->setColumnStretch(column, 1);
    makePageScroll(this, m_header, m_content);
}

void MicroservicePage::showPages(const Microservice &service)
{
    while (QLayoutItem *item = m_pages->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (service.pages.isEmpty())
        return;
    m_pages->addWidget(new TextLabel(tr("Work on"), TypeRole::Label, Tone::Tertiary, m_content));
    for (const PageSummary &page : service.pages) {
        QPushButton *button = makeButton(page.name, ButtonKind::Normal, m_content);
        button->setObjectName(u"page-"_s + page.id.value);
        button->setToolTip(page.summary);
        button->setAccessibleDescription(page.summary);
        connect(button, &QPushButton::clicked, this, [this, id = page.id] { Q_EMIT pageRequested(id); });
        m_pages->addWidget(button);
    }
    m_pages->addStretch(1);
}

void MicroservicePage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void MicroservicePage::arrange()
{
    const Theme theme = Theme::of(this);
    const RowHeights &heights = theme.density() == Density::Desk ? desk : compact;
    // The grid has 24 columns; their gutter would be counted in the width of every panel, so the panels keep it themselves.
    m_grid->setHorizontalSpacing(theme.metrics().gutter);
    m_grid->setVerticalSpacing(theme.metrics().gutter);
    m_pages->setSpacing(theme.space(2));
    const int rows[] = {heights.plots, heights.middle, heights.lower, heights.more};
    for (int row = 0; row < 4; ++row) {
        m_grid->setRowMinimumHeight(row + 1, rows[row]);
        m_grid->setRowStretch(row + 1, rows[row]);
    }
}

} // namespace stanforis
