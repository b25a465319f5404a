// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/differenceview.h"

#include "views/widgets/panel.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int differenceColumns = 4;

QString shown(const QString &value) { return value.isEmpty() ? u"–"_s : value; }

bool isChanged(const Difference &difference) { return difference.seen != difference.now; }

} // namespace

QString DifferenceView::spoken(const Difference &difference)
{
    return tr("%1: you saw %2, it is %3 now, you want %4")
        .arg(difference.label, shown(difference.seen), shown(difference.now), shown(difference.wanted));
}

DifferenceView::DifferenceView(const QList<Difference> &differences, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"difference"_s);
    setAccessibleName(tr("What changed"));
    const Theme theme = Theme::of(this);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.space(4));
    grid->setVerticalSpacing(0);
    for (int column = 1; column < differenceColumns; ++column)
        grid->setColumnStretch(column, 1);
    const QStringList heads{QString(), tr("What I saw"), tr("There now"), tr("What I want")};
    for (int column = 0; column < differenceColumns; ++column) {
        auto *head = new TextLabel(heads.at(column), TypeRole::Label, Tone::Tertiary, this);
        head->setContentsMargins(0, theme.space(1), 0, theme.space(1));
        grid->addWidget(head, 0, column, Qt::AlignBottom);
    }
    QList<Difference> sorted = differences;
    std::ranges::stable_partition(sorted, isChanged);
    int row = 1;
    for (const Difference &difference : std::as_const(sorted)) {
        grid->addWidget(makeSeparator(this), row++, 0, 1, differenceColumns);
        const bool changed = isChanged(difference);
        const std::pair<QString, Tone> cells[] = {{difference.label, Tone::Tertiary},
                                                  {shown(difference.seen), Tone::Secondary},
                                                  {shown(difference.now), changed ? Tone::Primary : Tone::Secondary},
                                                  {shown(difference.wanted), Tone::Primary}};
        for (int column = 0; column < differenceColumns; ++column) {
            const bool strong = changed && column == 2;
            auto *cell =
                new TextLabel(cells[column].first, strong ? TypeRole::Strong : TypeRole::Body, cells[column].second, this);
            cell->setWordWrap(true);
            cell->setContentsMargins(0, theme.space(1), 0, theme.space(1));
            if (column == 2)
                cell->setAccessibleName(spoken(difference));
            grid->addWidget(cell, row, column, Qt::AlignTop);
        }
        ++row;
    }
}

} // namespace stanforis
