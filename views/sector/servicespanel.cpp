// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/servicespanel.h"

#include "models/items/servicetablemodel.h"
#include "models/telemetry/seriesview.h"
#include "views/plots/plotscale.h"
#include "views/plots/sparkline.h"
#include "views/widgets/currentrow.h"
#include "views/widgets/searchfield.h"
#include "views/widgets/tablestyle.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

static_assert(int(ServiceTableModel::SeverityRole) == int(SeverityRole) && int(ServiceTableModel::StaleRole) == int(StaleRole));

namespace {

/// The rate of the last quarter of an hour; the window of the plots does not change what the column means.
class TrendDelegate final : public TableDelegate
{
public:
    TrendDelegate(const SeriesView &series, const Instant &now, QObject *parent)
        : TableDelegate(Column::Number, parent)
        , m_series(series)
        , m_now(now)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        paintRow(painter, option, index);
        const SeriesKey key(index.data(ServiceTableModel::SeriesRole).toString());
        const QRect cell = contentRect(option);
        const int width = std::min(cell.width(), sparklineSize.width());
        const QRectF box(cell.right() - width, cell.center().y() - sparklineSize.height() / 2.0, width, sparklineSize.height());
        const TimeRange range = onWholePixels({m_now - std::chrono::minutes(15), m_now}, width / 2);
        auto data = SparklineData::from(m_series, key, range, width / 2);
        data.state = index.data(StaleRole).toBool() ? DataState::Disconnected : DataState::Live;
        painter->save();
        paintSparkline(*painter, box, data, Theme::of(option.widget));
        painter->restore();
    }

private:
    static constexpr QSize sparklineSize{92, 20}; // look.md, "Tables"
    const SeriesView &m_series;
    const Instant &m_now;
};

/// Shares of the width, in the order of the columns; look: sector, services table of 1104.
constexpr int shares[ServiceTableModel::ColumnCount] = {185, 190, 105, 116, 110, 105, 105, 188};

} // namespace

ServicesPanel::ServicesPanel(const CatalogueStore &catalogue, const HealthStore &health, const SeriesView &series,
                             QWidget *parent)
    : Panel(tr("Services"), parent)
    , m_series(series)
    , m_model(new ServiceTableModel(catalogue, health, series, this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_table(new QTableView(this))
    , m_filter(new SearchField(tr("Filter"), this))
{
    setEdgeToEdge(true);
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(ServiceTableModel::SortRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setDynamicSortFilter(false);

    m_table->setObjectName(u"services-table"_s);
    m_table->setAccessibleName(tr("Services"));
    styleTable(m_table);
    m_table->setModel(m_proxy);
    letCurrentFollowSelection(m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ServiceTableModel::Health, Qt::DescendingOrder);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setItemDelegateForColumn(ServiceTableModel::Health, new TableDelegate(TableDelegate::Column::Severity, m_table));
    for (const int column : {ServiceTableModel::Rate, ServiceTableModel::Errors, ServiceTableModel::P50, ServiceTableModel::P95})
        m_table->setItemDelegateForColumn(column, new TableDelegate(TableDelegate::Column::Number, m_table));
    m_table->setItemDelegateForColumn(ServiceTableModel::Trend, new TrendDelegate(series, m_now, m_table));
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, &ServicesPanel::open);
    body()->addWidget(m_table);

    m_filter->setObjectName(u"services-filter"_s);
    m_filter->setAccessibleName(tr("Filter services"));
    m_filter->setMaximumWidth(Theme::of(this).frame().rail);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text.trimmed());
        count();
    });
    m_filter->setProperty("fieldSize", u"small"_s);
    addAction(m_filter);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
}

void ServicesPanel::setSector(const SectorId &sector)
{
    m_model->setSector(sector);
    m_shown = 0;
    m_proxy->invalidate();
    m_proxy->sort(m_proxy->sortColumn(), m_proxy->sortOrder());
    if (!m_table->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
    m_table->clearSelection();
    count();
}

void ServicesPanel::refresh(Instant now)
{
    m_now = now;
    const size_t shown = fingerprint();
    if (shown == m_shown)
        return; // nothing new: no row is drawn again
    m_shown = shown;
    m_model->refresh();
    // A sort by a moving number would shuffle rows under the mouse; only health is kept in order by itself.
    if (m_proxy->sortColumn() == ServiceTableModel::Health)
        m_proxy->sort(m_proxy->sortColumn(), m_proxy->sortOrder());
    count();
}

size_t ServicesPanel::fingerprint() const
{
    size_t shown = qHash(m_now.time_since_epoch() / std::chrono::seconds(15)); // so often the sparklines move on
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 0; column < ServiceTableModel::ColumnCount; ++column)
            shown = qHashMulti(shown, m_model->index(row, column).data().toString());
        const QModelIndex trend = m_model->index(row, ServiceTableModel::Trend);
        const auto sample = m_series.lastSample(SeriesKey(trend.data(ServiceTableModel::SeriesRole).toString()));
        shown = qHashMulti(shown, trend.siblingAtColumn(ServiceTableModel::Health).data(ServiceTableModel::SeverityRole).toInt(),
                           sample ? toMicroseconds(sample->time) : 0, trend.data(ServiceTableModel::StaleRole).toBool());
    }
    return shown;
}

QWidget *ServicesPanel::filter() const { return m_filter; }

void ServicesPanel::count()
{
    const QString all = tr("%n service(s)", nullptr, m_model->rowCount());
    const bool filtered = m_proxy->rowCount() != m_model->rowCount();
    setSubtitle(filtered ? tr("%1, %2 shown").arg(all).arg(m_proxy->rowCount()) : all);
}

bool ServicesPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return Panel::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (watched == m_table && enter) {
        open(m_table->currentIndex());
        return true;
    }
    if (watched == m_filter && (enter || key->key() == Qt::Key_Down)) {
        m_table->setFocus(Qt::TabFocusReason);
        m_table->setCurrentIndex(m_proxy->index(0, 0));
        return true;
    }
    return Panel::eventFilter(watched, event);
}

void ServicesPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fitColumns();
}

void ServicesPanel::fitColumns()
{
    int total = 0;
    for (const int share : shares)
        total += share;
    for (int column = 0; column + 1 < ServiceTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, width() * shares[column] / total);
}

void ServicesPanel::open(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT serviceRequested(ServiceId(index.data(ServiceTableModel::ServiceRole).toString()));
}

} // namespace stanforis
