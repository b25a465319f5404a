// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stanforis {

/// The addresses of this platform; all follow from its two ports.
struct Addresses
{
    quint16 port = 0;
    quint16 grpcPort = 0;

    [[nodiscard]] QString platform() const;
    [[nodiscard]] QString issuer() const;
    [[nodiscard]] QString apiBase() const;
    [[nodiscard]] QString enrolment() const;
    [[nodiscard]] QString trustList() const;
    [[nodiscard]] QString revokedServers() const;
    [[nodiscard]] QString revokedWorkstations() const;
    [[nodiscard]] QString sectorResourcePrefix() const;
};

/// Of the SPIFFE ids of workstations: spiffe://DOMAIN/console/NAME.
inline constexpr auto trustDomain = "simulator.stanforis.example";
inline constexpr auto consoleClientId = "stanforis-console";
/// Name of the ledger and of the key that signs its checkpoints (c2sp.org/tlog-checkpoint); the same at every start.
inline constexpr auto ledgerOrigin = "simulator.stanforis.example/ledger";
/// Name of the key that cosigns the consoles' audit logs (c2sp.org/tlog-cosignature).
inline constexpr auto witnessName = "simulator.stanforis.example/witness";

/// The connection profile, served at /.well-known/stanforis-configuration (app/contracts/README.md).
[[nodiscard]] QByteArray connectionProfile(const Addresses &addresses, const QString &nation, const QByteArray &trustAnchorPem);

} // namespace stanforis
