// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stanforis/catalogue/v1/catalogue.pb.h"

#include <QMap>
#include <QString>

namespace stanforis {

class Violations;

/// What breaks a rule of the field, as one sentence that names the limit; empty: nothing.
[[nodiscard]] QString checkValue(const catalogue::v1::Field &field, const QString &value);

/// Every field of the operation, and that there are no others.
[[nodiscard]] Violations checkForm(const catalogue::v1::Operation &operation, const QMap<QString, QString> &values);

/// The value as a person reads it: the label of an option, with the unit of a number.
[[nodiscard]] QString displayValue(const catalogue::v1::Field &field, const QString &value);

} // namespace stanforis
