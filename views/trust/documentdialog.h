// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QWidget;

namespace stanforis {

/// Shows the document of an identifier as it was read, indented, in a dialog of the window. Returns at once.
void showDidDocument(QWidget *parent, const QByteArray &json);

} // namespace stanforis
