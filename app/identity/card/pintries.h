// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/identity/card/cardmodule.h"

#include <QHash>

namespace stanforis::card {

/// Wrong PINs in a row, for each PIN of each card that was here. Three end the tries, also on a token that would take more.
class PinTries
{
public:
    static constexpr int most = 3;

    /// As the card tells or as it was tried here, whichever leaves less.
    [[nodiscard]] CardFacts::Pin left(const Token &token) const;
    /// What became of a signature with that PIN.
    void note(const Token &token, const Result<QByteArray> &signature);
    /// The card was put in anew: without a wrong PIN by its own account it was unblocked meanwhile.
    void welcome(const Token &token);

private:
    QHash<QString, int> m_wrong;
};

} // namespace stanforis::card
