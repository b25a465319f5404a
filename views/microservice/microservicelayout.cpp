// SPDX-License-Identifier: GPL-3.0-or-later
// Making and placing the parts of the page; what they show is in microservicepage.cpp.
#include "models/items/instancetablemodel.h"
#include "models/items/servicemeasuremodel.h"
#include "models/stores/cataloguestore.h"
#include "models/stores/permissionstore.h"
#include "models/telemetry/seriesstore.h"
#include "views/microservice/logpanel.h"
#include "views/microservice/microservicepage.h"
#include "views/microservice/protocolpanel.h"
#include "views/microservice/tracewaterfall.h"
#include "views/plots/analyticalchart.h"
#include "views/plots/cursorlink.h"
#include "views/plots/dependencygraph.h"
#include "views/plots/gauge.h"
#include "views/plots/timeplot.h"
#include "views/sector/pagescroll.h"
#include "views/sector/placeheader.h"
#include "views/sector/plotgroup.h"
#include "views/sector/plotpanel.h"
#include "views/sector/timecontrol.h"
#include "views/widgets/button.h"
#include "views/widgets/qualityoverlay.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

static_assert(int(InstanceTableModel::SeverityRole) == int(SeverityRole) &&
              int(ServiceMeasureModel::SeverityRole) == int(SeverityRole));

namespace {

// look.md, "Pages": Microservice
struct RowHeights
{
    int plots, middle, lower, more; // more: 0, all is in three rows
};
// Together as high as the content of a page at 1920x1080 and 1366x768: what is below is only what a first glance can spare.
constexpr RowHeights desk{228, 224, 336, 0};
constexpr RowHeights compact{160, 172, 200, 200};
constexpr int wideEnough = 1500; // for four panels beside each other

/// As high as the rows ask for, not as the sentences in them would like: these wrap or scroll.
class Rows final : public QWidget
{
public:
    using QWidget::QWidget;
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

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
    auto *pages = new QWidget(m_header);
    m_pages = new QHBoxLayout(pages);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_header->addAction(pages);
    m_timeControl = new TimeControl(m_time, this);
    m_header->addAction(m_timeControl);
    m_content = new Rows(this);
    m_rate = new PlotPanel(tr("Rate"), m_series, m_cursor, m_content);
    m_errors = new PlotPanel(tr("Errors"), m_series, m_cursor, m_content);
    m_duration = new PlotPanel(tr("Duration"), m_series, m_cursor, m_content);
    m_saturation = new PlotPanel(tr("Saturation"), m_series, m_cursor, m_content);
    m_rate->plot()->setObjectName(u"plot-rate"_s);
    m_errors->plot()->setObjectName(u"plot-errors"_s);
    m_duration->plot()->setObjectName(u"plot-duration"_s);
    m_saturation->plot()->setObjectName(u"plot-saturation"_s);

    m_gauge = new Gauge(m_saturation);
    m_gauge->setObjectName(u"saturation-gauge"_s);
    m_gauge->setAccessibleName(tr("Saturation"));
    m_saturation->addAction(m_gauge);

    m_plotGroup =
        new PlotGroup({m_rate, m_errors, m_duration, m_saturation}, {m_health, m_catalogue, m_series, m_time, *m_cursor}, this);

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
    m_rows = new QVBoxLayout(m_content);
    m_rows->setContentsMargins(0, 0, 0, 0);
    for (int line = 0; line < 4; ++line) {
        m_lines.append(new QHBoxLayout);
        m_rows->addLayout(m_lines.last());
    }
    makePageScroll(this, m_header, m_content);
}

void MicroservicePage::fillRows(bool wide)
{
    if (m_wide == wide && m_lines.first()->count() > 0)
        return;
    m_wide = wide;
    for (QHBoxLayout *line : std::as_const(m_lines)) {
        while (QLayoutItem *item = line->takeAt(0))
            delete item;
    }
    // Each row has its own shares, so that nothing inside a panel moves the edges of another row.
    using Row = QList<std::pair<QWidget *, int>>;
    const QList<Row> inThree{{{m_rate, 1}, {m_errors, 1}, {m_duration, 1}, {m_saturation, 1}},
                             {{m_instances, 620}, {m_dependencies, 700}, {m_distribution, 312}},
                             {{m_log, 560}, {m_trace, 400}, {m_protocol, 252}, {m_measures, 420}}};
    const QList<Row> inFour{{{m_rate, 1}, {m_errors, 1}, {m_duration, 1}, {m_saturation, 1}},
                            {{m_instances, 1}, {m_dependencies, 1}},
                            {{m_log, 11}, {m_trace, 9}},
                            {{m_distribution, 1}, {m_protocol, 1}, {m_measures, 1}}};
    const QList<Row> &rows = wide ? inThree : inFour;
    for (qsizetype line = 0; line < rows.size(); ++line) {
        for (const auto &[panel, share] : rows.at(line))
            m_lines.at(line)->addWidget(panel, share);
    }
    // Tab goes the way the rows are read.
    setTabOrder(wide ? static_cast<QWidget *>(m_graph) : m_waterfall, m_distributionChart);
}

void MicroservicePage::showPages()
{
    if (m_permissions.standing().covered)
        return; // nothing is allowed under a cover, and nothing of it is in view; what was shown is there again when it goes
    QList<PageSummary> pages;
    if (const Microservice *service = m_catalogue.service(m_service))
        pages = service->pages;
    pages.removeIf([this](const PageSummary &page) {
        const PageLink link{.level = PageLink::Level::Page, .sector = m_sector, .service = m_service, .page = page.id};
        return !m_permissions.allows(m_permissions.requestFor(link));
    });
    QStringList offered;
    for (const PageSummary &page : std::as_const(pages))
        offered.append(page.id.value + u'\n' + page.name);
    if (offered == m_offered)
        return; // whoever is on one of the buttons stays there
    m_offered = offered;
    while (QLayoutItem *item = m_pages->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (pages.isEmpty())
        return;
    m_pages->addWidget(new TextLabel(tr("Work on"), TypeRole::Label, Tone::Tertiary, m_header));
    for (const PageSummary &page : std::as_const(pages)) {
        QPushButton *button = makeButton(page.name, ButtonKind::Normal, m_header);
        button->setObjectName(u"page-"_s + page.id.value);
        button->setToolTip(page.summary);
        button->setAccessibleDescription(page.summary);
        connect(button, &QPushButton::clicked, this, [this, id = page.id] { Q_EMIT pageRequested(id); });
        m_pages->addWidget(button);
    }
}

void MicroservicePage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void MicroservicePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void MicroservicePage::arrange()
{
    const Theme theme = Theme::of(this);
    fillRows(width() >= wideEnough);
    const RowHeights &heights = m_wide ? desk : compact;
    const int gutter = theme.metrics().gutter;
    const int rows[] = {heights.plots, heights.middle, heights.lower, heights.more};
    m_rows->setSpacing(gutter);
    for (int line = 0; line < m_lines.size(); ++line) {
        m_lines.at(line)->setSpacing(gutter);
        m_rows->setStretch(line, rows[line]);
        for (int place = 0; place < m_lines.at(line)->count(); ++place)
            m_lines.at(line)->itemAt(place)->widget()->setMinimumHeight(rows[line]);
    }
    m_pages->setSpacing(theme.space(2));
    // Words are read whole; the numbers share what is left.
    const QFontMetrics code(theme.font(TypeRole::Code)), body(theme.font(TypeRole::Body));
    QHeaderView *instances = m_instanceTable->horizontalHeader();
    const std::pair<int, int> fixed[] = {
        {InstanceTableModel::Name, code.horizontalAdvance(u"ipay-7c4f-a1"_s) + theme.metrics().panelPadding + theme.space(3)},
        {InstanceTableModel::Site, body.horizontalAdvance(u"Castrel 1"_s) + theme.space(5)},
        {InstanceTableModel::Health, body.horizontalAdvance(u"Starting"_s) + theme.metrics().severityMark + theme.space(6)},
        {InstanceTableModel::Memory, body.horizontalAdvance(u"Memory,"_s) + theme.metrics().panelPadding + theme.space(3)}};
    for (const auto &[column, wide] : fixed) {
        instances->setSectionResizeMode(column, QHeaderView::Fixed);
        instances->resizeSection(column, wide);
    }
    QHeaderView *measures = m_measureTable->horizontalHeader();
    const std::pair<int, int> narrow[] = {{ServiceMeasureModel::Value, body.horizontalAdvance(u"00 000.000"_s) + theme.space(4)},
                                          {ServiceMeasureModel::Unit, body.horizontalAdvance(u"€/MWh"_s) + theme.space(4)},
                                          {ServiceMeasureModel::Normal, body.horizontalAdvance(u"49.950 – 50.050"_s) +
                                                                            theme.metrics().panelPadding + theme.space(3)}};
    for (const auto &[column, wide] : narrow) {
        measures->setSectionResizeMode(column, QHeaderView::Fixed);
        measures->resizeSection(column, wide);
    }
}

} // namespace stanforis
