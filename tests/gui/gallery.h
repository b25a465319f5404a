// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace stanforis {

class MainWindow;

/// Every part in its states on one page, to be looked at beside the reference pictures.
[[nodiscard]] QWidget *makeGallery();
/// Fills the chrome of a window with what an operator would see.
void fillShell(MainWindow &window, bool connected);

} // namespace stanforis
