// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/severity.h"

#include <QList>
#include <QString>
#include <QWidget>

class QGridLayout;

namespace stanforis {

/// One line of a fact list.
struct Fact
{
    QString name;
    QString value;                        ///< empty is shown as "–"
    Severity severity = Severity::Normal; ///< the value takes its mark and colour
};

/// Name and value pairs under each other, a thin line between. Values are shortened at their end, all of it in the tool tip.
class FactList final : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);
    /// Lines between the rows; without them the rows stand closer.
    void setRuled(bool ruled);
    /// Breaks long values over lines instead of shortening them.
    void setWrapped(bool wrapped);
    /// Shows no more than so many; 0 shows all.
    void setMostRows(int rows);
    [[nodiscard]] QString value(const QString &name) const;

private:
    void build();
    void dress();

    QGridLayout *m_grid;
    QList<Fact> m_facts;
    int m_most = 0;
    bool m_ruled = true;
    bool m_wrapped = false;
};

} // namespace stanforis
