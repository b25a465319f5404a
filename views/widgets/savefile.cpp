// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/savefile.h"

#include "views/widgets/button.h"
#include "views/widgets/modeframe.h"
#include "views/widgets/textlabel.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace stanforis {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("stanforis::SaveFile", text); }

} // namespace

void saySentence(QWidget *parent, const QString &title, const QString &sentence)
{
    auto *dialog = new FramedDialog(title, parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *text = new TextLabel(sentence, TypeRole::Body, Tone::Primary, dialog);
    text->setWordWrap(true);
    dialog->contentLayout()->addWidget(text);
    QPushButton *close = makeButton(tr("Close"), ButtonKind::Primary, dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->contentLayout()->addWidget(close, 0, Qt::AlignTrailing);
    dialog->open();
}

QString documentsFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return !documents.isEmpty() && QDir(documents).exists() ? documents : QDir::homePath(); // "" would be where we were started
}

void saveFile(QWidget *parent, const QString &title, const QString &name, const QByteArray &content)
{
    auto *dialog = new QFileDialog(parent->window(), title, QDir(documentsFolder()).filePath(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, title, content](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
            saySentence(parent, title,
                        tr("%1 could not be written: %2. Nothing was lost; save it again in another folder.")
                            .arg(QDir::toNativeSeparators(path), file.errorString()));
    });
    dialog->open();
}

} // namespace stanforis
