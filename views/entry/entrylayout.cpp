// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where on the entry page. What it says and does is in entrypage.cpp.
#include "models/stores/cataloguestore.h"
#include "models/stores/subscriptionstore.h"
#include "views/access/receiptcheck.h"
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
    auto *what = new TextLabel(tr("Check a receipt that somebody shows you. No role is needed."), TypeRole::Body, Tone::Secondary,
                               m_lookup);
    what->setWordWrap(true);
    m_lookup->body()->addWidget(what);
    m_lookup->body()->addWidget(m_receipt);
    m_lookup->body()->addStretch(1);

    auto *start = new QVBoxLayout;
    start->addWidget(m_card);
    start->addWidget(m_waiting);
    start->addWidget(m_actPanel, 1);
    auto *end = new QVBoxLayout;
    end->addWidget(m_nation);
    end->addWidget(m_noticePanel, 1);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    for (QWidget *panel : std::initializer_list<QWidget *>{m_card, m_waiting, m_actPanel, m_noticePanel, m_nation, m_lookup}) {
        panel->setMinimumWidth(1);
        const bool asTallAsItsRows = panel == m_card || panel == m_waiting || panel == m_nation;
        panel->setSizePolicy(QSizePolicy::Ignored, asTallAsItsRows ? QSizePolicy::Fixed : QSizePolicy::Ignored);
    }

    auto *columns = new QHBoxLayout;
    columns->addLayout(start, 404); // look.md, "Pages": 404 | 824 | 404
    columns->addLayout(m_grid, 824);
    columns->addLayout(end, 404);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(header);
    layout->addLayout(columns, 1);
    followTheme(this, [=, this](const Theme &now) {
        const int margin = now.metrics().pageMargin;
        layout->setContentsMargins(margin, margin, margin, margin);
        for (QLayout *part : std::initializer_list<QLayout *>{start, end, m_grid, columns, layout})
            part->setSpacing(now.metrics().gutter);
    });
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
    QWidget *before = m_actPanel->findChild<QListView *>();
    for (int at = 0; at < places.size(); ++at) {
        QWidget *tile = places.at(at).widget;
        tile->setMinimumWidth(1);
        tile->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        m_grid->addWidget(tile, at / 2, at % 2);
        tile->show();
        QWidget *stop = tile->focusProxy() ? tile->focusProxy() : tile;
        setTabOrder(before, stop);
        before = stop;
    }
    // The last cell is for looking things up; alone in its row it takes the whole of it, so that there is no hole.
    const int last = int(places.size());
    m_grid->addWidget(m_lookup, last / 2, last % 2, 1, 2 - last % 2);
    // All rows are as tall as each other, so that a tile keeps its place and size when a role comes or goes.
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, row > last / 2 ? 0 : 1);
}

} // namespace stanforis
