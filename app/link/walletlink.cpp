// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/walletlink.h"

#include "app/link/areacalls.h"
#include "app/link/caller.h"

#include "stanforis/credentials/v1/credentials.pb.h"

namespace stanforis {

namespace wire = stanforis::credentials::v1;

namespace {

constexpr int mostCredentials = 256;

} // namespace

void WalletLink::wallet(QObject *context, Reply<Wallet> reply)
{
    m_caller.call(context, "/stanforis.credentials.v1.Credentials/ListMine", CallAudience::platform(),
                  bytesOf(wire::ListMineRequest()), [reply = std::move(reply)](const Result<QByteArray> &bytes) {
                      if (!bytes) {
                          reply(bytes.error());
                          return;
                      }
                      const auto response = parse<wire::ListMineResponse>(*bytes);
                      if (!response || response->credentials_size() > mostCredentials) {
                          reply(Error{Error::Code::Malformed, QStringLiteral("credentials")});
                          return;
                      }
                      Wallet wallet;
                      wallet.did = text(response->did());
                      for (const auto &credential : response->credentials())
                          wallet.credentials.append(QByteArray::fromStdString(credential.jwt()));
                      reply(wallet);
                  });
}

} // namespace stanforis
