// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trust.h"

#include <QObject>

#include <map>

namespace stanforis {

/// Everything that trust rests on, from all who look at some of it. GUI thread.
class TrustStore final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const QList<TrustItem> &items() const { return m_items; }
    /// Null when it is not there.
    [[nodiscard]] const TrustItem *item(const TrustId &id) const;
    [[nodiscard]] TrustSummary summary(Instant now) const { return summaryOf(m_items, now); }

    /// Replaces what this source had.
    void setItems(int source, const QList<TrustItem> &items);
    void clear();

Q_SIGNALS:
    void changed();

private:
    std::map<int, QList<TrustItem>> m_sources;
    QList<TrustItem> m_items;
};

} // namespace stanforis
