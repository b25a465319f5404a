// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where on the entry page. What it says and does is in entrypage.cpp.
#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "views/access/lookupfield.h"
#include "views/entry/asktile.h"
#include "views/entry/entrypage.h"
#include "views/entry/identitycard.h"
#include "views/entry/nationpanel.h"
#include "views/entry/sectortile.h"
#include "views/entry/waitingpanel.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>
#include <QListView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

// From here on the tiles stand four beside each other and the nation takes what is free below them.
constexpr int largeWidth = 2400;
constexpr int largeHeight = 1300;

/// Abnormal first, the worst before the others.
int rank(Severity severity) { return severity == Severity::Unknown || severity == Severity::Normal ? 0 : int(severity); }

QWidget *wrapped(Panel *panel, TextLabel *empty, QListView *list)
{
    panel->setEdgeToEdge(true);
    empty->setWordWrap(true);
    followTheme(panel, [empty](const Theme &theme) {
        empty->setContentsMargins(theme.metrics().panelPadding, theme.space(3), theme.metrics().panelPadding, theme.space(3));
    });
    panel->body()->addWidget(empty, 0, Qt::AlignTop);
    panel->body()->addWidget(list, 1);
    return list;
}

} // namespace

void EntryPage::build()
{
    const Theme theme = Theme::of(this);
    m_facts->setElided(Qt::ElideRight);
    auto *header = new QHBoxLayout;
    header->setSpacing(theme.space(4));
    header->addWidget(new TextLabel(tr("Entry"), TypeRole::Title, Tone::Primary, this));
    header->addWidget(m_facts, 1);

    auto *acts = makeRowList(m_acts, u"act-list"_s, tr("My last signed acts"), true, m_actPanel);
    auto *notices = makeRowList(m_notices, u"notice-list"_s, tr("Notices"), true, m_noticePanel);
    wrapped(m_actPanel, m_noActs, acts);
    wrapped(m_noticePanel, m_noNotices, notices);
    connect(acts, &QListView::activated, this, [this](const QModelIndex &index) { openAct(index.row()); });
    connect(notices, &QListView::activated, this, [this](const QModelIndex &index) { openNotice(index.row()); });

    m_lookup->setTitle(tr("Look up"));
    m_lookup->setTitleRole(TypeRole::Heading);
    auto *what = new TextLabel(tr("Check a receipt, a credential or an identifier that somebody shows you. No role is needed."),
                               TypeRole::Body, Tone::Secondary, m_lookup);
    what->setWordWrap(true);
    m_lookup->body()->addWidget(what);
    m_lookup->body()->addWidget(m_lookUp);
    m_lookup->body()->addStretch(1);

    auto *start = new QVBoxLayout;
    start->addWidget(m_card);
    start->addWidget(m_waiting);
    start->addWidget(m_actPanel, 1);
    m_end = new QVBoxLayout;
    m_below = new QHBoxLayout;
    for (QWidget *panel : std::initializer_list<QWidget *>{m_card, m_waiting, m_actPanel, m_noticePanel, m_nation, m_lookup}) {
        panel->setMinimumWidth(1);
        const bool asTallAsItsRows = panel == m_card || panel == m_waiting;
        panel->setSizePolicy(QSizePolicy::Ignored, asTallAsItsRows ? QSizePolicy::Fixed : QSizePolicy::Ignored);
    }

    m_middle = new QVBoxLayout;
    m_middle->addLayout(m_grid, 2);
    m_middle->addLayout(m_below, 5);
    m_columns = new QHBoxLayout;
    m_columns->addLayout(start, 404); // look.md, "Pages": 404 | 824 | 404
    m_columns->addLayout(m_middle, 824);
    m_columns->addLayout(m_end, 404);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(header);
    layout->addLayout(m_columns, 1);
    placeNation();
    followTheme(this, [=, this](const Theme &now) {
        const int margin = now.metrics().pageMargin;
        layout->setContentsMargins(margin, margin, margin, margin);
        for (QLayout *part : std::initializer_list<QLayout *>{start, m_end, m_grid, m_below, m_middle, m_columns, layout})
            part->setSpacing(now.metrics().gutter);
    });
}

void EntryPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool large = width() >= largeWidth && height() >= largeHeight;
    if (large == m_large)
        return;
    m_large = large;
    m_order.clear();
    placeNation();
    placeTiles();
}

void EntryPage::placeNation()
{
    for (QWidget *panel : std::initializer_list<QWidget *>{m_nation, m_noticePanel}) {
        m_end->removeWidget(panel);
        m_below->removeWidget(panel);
    }
    m_nation->setFilling(m_large);
    m_columns->setStretch(1, m_large ? 824 + 404 : 824);
    m_columns->setStretch(2, m_large ? 0 : 404);
    m_middle->setStretch(1, m_large ? 5 : 0);
    QBoxLayout *place = m_large ? static_cast<QBoxLayout *>(m_below) : m_end;
    place->addWidget(m_nation, m_large ? 2 : 0);
    place->addWidget(m_noticePanel, 1);
}

void EntryPage::placeTiles()
{
    struct Place
    {
        int rank;
        int index;
        QWidget *widget;
    };
    QList<Place> places;
    int index = 0;
    for (const SectorSummary &summary : m_stores.catalogue.sectors()) {
        ++index;
        if (m_stores.subscriptions.isActive(summary.id)) {
            delete m_askTiles.take(summary.id);
            SectorTile *&tile = m_tiles[summary.id];
            if (!tile) {
                tile = new SectorTile(summary.id, m_stores, this);
                connect(tile, &SectorTile::opened, this, &EntryPage::openSector);
                tile->refresh(m_disconnected);
            }
            places.append({rank(tile->worst()) + 1, index, tile});
        } else {
            delete m_tiles.take(summary.id);
            AskTile *&tile = m_askTiles[summary.id];
            if (!tile) {
                tile = new AskTile(summary, this);
                connect(tile, &AskTile::askRequested, this, &EntryPage::askRequested);
            }
            tile->setRequest(m_stores.subscriptions.current(summary.id));
            places.append({0, index, tile});
        }
    }
    std::ranges::stable_sort(
        places, [](const Place &a, const Place &b) { return a.rank != b.rank ? a.rank > b.rank : a.index < b.index; });
    QStringList order;
    for (const Place &place : places)
        order << place.widget->objectName();
    if (order == m_order && !order.isEmpty())
        return;
    m_order = order;
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    const int across = m_large ? 4 : 2;
    QWidget *before = m_actPanel->findChild<QListView *>();
    for (int at = 0; at < places.size(); ++at) {
        QWidget *tile = places.at(at).widget;
        tile->setMinimumWidth(1);
        tile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        m_grid->addWidget(tile, at / across, at % across);
        tile->show();
        QWidget *stop = tile->focusProxy() ? tile->focusProxy() : tile;
        setTabOrder(before, stop);
        before = stop;
    }
    // The last cell is for looking things up; it takes the rest of its row, so that there is no hole.
    const int last = int(places.size());
    m_grid->addWidget(m_lookup, last / across, last % across, 1, across - last % across);
    // All are as large as each other, so that a tile keeps its place and size when a role comes or goes.
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, row > last / across ? 0 : 1);
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, column < across ? 1 : 0);
}

} // namespace stanforis
