// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/trust.h"

#include <QObject>

namespace stanforis {

/// Some of what trust rests on, looked at by whoever knows how. Several of these feed the one Trust page; ids are unique over all
/// of them. Whoever has items of its own most easily keeps a TrustChecks (models/stores/trustchecks.h), which is one. GUI thread.
class TrustPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<TrustItem> items() const = 0;
    /// Looks now; `checking` is set until the outcome stands in the item. Nothing when a look is under way, or the id is not
    /// one of these.
    virtual void check(const TrustId &id) = 0;

Q_SIGNALS:
    void changed(); ///< items() says something else
};

} // namespace stanforis
