// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identity/card/pintries.h"

namespace stanforis::card {

CardFacts::Pin PinTries::left(const Token &token) const
{
    using Pin = CardFacts::Pin;
    const int wrong = m_wrong.value(token.pinName());
    const Pin here = wrong >= most ? Pin::Blocked : wrong == most - 1 ? Pin::LastTry : wrong > 0 ? Pin::FewTries : Pin::Ready;
    return std::max(here, token.facts.pin); // the values stand in this order
}

void PinTries::note(const Token &token, const Result<QByteArray> &signature)
{
    int &wrong = m_wrong[token.pinName()];
    if (signature)
        wrong = 0;
    else if (signature.error().code == Error::Code::PermissionDenied ||
             (signature.error().code == Error::Code::Invalid && token.facts.pin == CardFacts::Pin::LastTry))
        wrong = most;
    else if (signature.error().code == Error::Code::Invalid)
        ++wrong;
}

void PinTries::welcome(const Token &token)
{
    if (token.facts.pin == CardFacts::Pin::Ready)
        m_wrong.remove(token.pinName());
}

} // namespace stanforis::card
