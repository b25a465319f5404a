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
    [[nodiscard]] QString value(const QString &name) const;

private:
    void build();

    QGridLayout *m_grid;
    QList<Fact> m_facts;
    bool m_ruled = true;
};

} // namespace stanforis
