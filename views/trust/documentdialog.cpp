// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/documentdialog.h"

#include "views/widgets/button.h"
#include "views/widgets/modeframe.h"
#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

struct DocumentDialog
{
    Q_DECLARE_TR_FUNCTIONS(stanforis::DocumentDialog)
};

} // namespace

void showDidDocument(QWidget *parent, const QByteArray &json)
{
    auto *dialog = new FramedDialog(DocumentDialog::tr("Document of the identifier"), parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *text = new QPlainTextEdit(QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented)), dialog);
    text->setObjectName(u"look-up-json"_s);
    text->setAccessibleName(DocumentDialog::tr("Document of the identifier"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    const Theme theme = Theme::of(parent);
    text->setFont(theme.font(TypeRole::Code));
    constexpr int columns = 84;
    constexpr int rows = 24;
    text->setMinimumSize(QFontMetrics(text->font()).averageCharWidth() * columns, theme.lineHeight(TypeRole::Code) * rows);
    dialog->contentLayout()->addWidget(text, 1);
    QPushButton *close = makeButton(DocumentDialog::tr("Close"), ButtonKind::Primary, dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->contentLayout()->addWidget(close, 0, Qt::AlignTrailing);
    dialog->open();
}

} // namespace stanforis
