// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controllers/lookups.h"

#include "models/ports/registryport.h"
#include "models/ports/transactionport.h"

namespace stanforis {

namespace {

template <class Facts>
Reply<Facts> answering(LookUp what, std::function<void(const LookUpAnswer &)> reply)
{
    return [what, reply = std::move(reply)](const Result<Facts> &facts) {
        reply({what, facts ? Result<LookUpFacts>(LookUpFacts(*facts)) : Result<LookUpFacts>(facts.error())});
    };
}

} // namespace

void LookUps::ask(QObject *context, const QByteArray &text, std::function<void(const LookUpAnswer &)> reply)
{
    const LookUp what = recognise(text);
    switch (what) {
    case LookUp::Receipt: {
        const Result<Receipt> receipt = receiptFromFile(text);
        if (receipt)
            m_transactions.verify(context, *receipt, answering<ReceiptFacts>(what, std::move(reply)));
        else
            reply({what, receipt.error()});
        return;
    }
    case LookUp::Credential:
        m_registry.verifyCredential(context, text.trimmed(), {}, answering<CredentialFacts>(what, std::move(reply)));
        return;
    case LookUp::Identifier:
        m_registry.resolve(context, QString::fromUtf8(text.trimmed()), answering<DidDocument>(what, std::move(reply)));
        return;
    case LookUp::Unknown:
        break;
    }
    reply({what, Error{Error::Code::Invalid, {}}});
}

} // namespace stanforis
