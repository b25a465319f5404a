// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/identity.h"
#include "models/domain/trust.h"

#include <QObject>
#include <QStringList>

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

    /// Texts that name whoever was signed in since the program began; they are taken out of what is handed on.
    [[nodiscard]] const QStringList &persons() const { return m_persons; }
    void notePerson(const Identity &person);

Q_SIGNALS:
    void changed();

private:
    std::map<int, QList<TrustItem>> m_sources;
    QList<TrustItem> m_items;
    QStringList m_persons;
};

} // namespace stanforis
