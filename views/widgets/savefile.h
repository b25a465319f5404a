// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QWidget;

namespace stanforis {

/// Asks where to keep `content` and writes it there, whole or not at all. Returns at once; the person is asked by a window
/// dialog of `parent`. What can't be written is said in a sentence.
void saveFile(QWidget *parent, const QString &title, const QString &name, const QByteArray &content);
/// Where a person keeps files: documents, or home where there is no such folder. Not the one the program was started in, which is
/// what file dialogs take for a folder that is not there.
[[nodiscard]] QString documentsFolder();
/// Why there is nothing to save, in a window dialog of `parent` that only has to be closed. Returns at once.
void saySentence(QWidget *parent, const QString &title, const QString &sentence);

} // namespace stanforis
