// SPDX-License-Identifier: GPL-3.0-or-later
// Stands for the headers that the tests read precompiled; see ../CMakeLists.txt.
