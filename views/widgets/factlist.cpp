// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/factlist.h"

#include "views/widgets/followtheme.h"
#include "views/widgets/panel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QGridLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    followTheme(this, [this](const Theme &) { dress(); });
}

void FactList::setFacts(const QList<Fact> &facts)
{
    const bool same = std::ranges::equal(facts, m_facts, [](const Fact &a, const Fact &b) {
        return a.name == b.name && a.value == b.value && a.severity == b.severity;
    });
    if (same && m_grid->count() > 0)
        return;
    m_facts = facts;
    build();
}

void FactList::setRuled(bool ruled)
{
    m_ruled = ruled;
    dress();
}

void FactList::setWrapped(bool wrapped)
{
    m_wrapped = wrapped;
    build();
}

void FactList::setMostRows(int rows)
{
    m_most = rows;
    dress();
}

QString FactList::value(const QString &name) const
{
    const auto found = std::ranges::find(m_facts, name, &Fact::name);
    return found == m_facts.end() ? QString() : found->value;
}

void FactList::build()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const Fact &fact : m_facts) {
        if (row > 0)
            m_grid->addWidget(makeSeparator(this), row++, 0, 1, 2);
        m_grid->addWidget(new TextLabel(fact.name, TypeRole::Label, Tone::Tertiary, this), row, 0,
                          m_wrapped ? Qt::AlignTop : Qt::Alignment());
        const QString shown = fact.value.isEmpty() ? u"–"_s : fact.value;
        if (fact.severity == Severity::Normal) {
            auto *value = new TextLabel(shown, TypeRole::Body, Tone::Primary, this);
            if (m_wrapped)
                value->setWordWrap(true);
            else
                value->setElided(Qt::ElideRight);
            value->setFullText(shown);
            value->setAccessibleName(u"%1: %2"_s.arg(fact.name, shown));
            m_grid->addWidget(value, row++, 1);
        } else {
            auto *value = new SeverityLabel(this);
            value->setSeverity(fact.severity);
            value->setText(shown);
            value->setToolTip(shown);
            m_grid->addWidget(value, row++, 1, Qt::AlignLeading);
        }
    }
    dress();
}

void FactList::dress()
{
    const Theme theme = Theme::of(this);
    const bool compact = theme.density() == Density::Compact;
    m_grid->setHorizontalSpacing(theme.space(4));
    m_grid->setVerticalSpacing(compact ? theme.space(1) / 2 : theme.space(1));
    // Rows of the grid: a fact, and before each but the first a line. They are hidden, not taken away, because a change
    // of density passes through all widgets.
    for (int at = 0; at < m_grid->count(); ++at) {
        int row = 0, column = 0, rows = 0, columns = 0;
        m_grid->getItemPosition(at, &row, &column, &rows, &columns);
        const bool line = columns > 1;
        if (QWidget *widget = m_grid->itemAt(at)->widget())
            widget->setVisible((m_most == 0 || (row + 1) / 2 < m_most) && (!line || m_ruled));
    }
}

} // namespace stanforis
