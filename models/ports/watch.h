// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace stanforis {

/// A running stream. Destroying it ends the stream. It reconnects by itself; its owner never has to.
using Watch = std::unique_ptr<QObject>;

} // namespace stanforis
