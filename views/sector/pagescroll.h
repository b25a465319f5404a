// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace stanforis {

/// Lays a page out: the header stays, the content below it scrolls when the window is too low for it. The content keeps free
/// pixels round itself for quality borders. GUI thread.
QScrollArea *makePageScroll(QWidget *page, QWidget *header, QWidget *content);

} // namespace stanforis
