// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/lookupfield.h"

#include "views/access/lookuptext.h"
#include "views/trust/documentdialog.h"
#include "views/widgets/button.h"
#include "views/widgets/savefile.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr qint64 largestText = 4 * 1024 * 1024; // bytes; a receipt with its body is a few kilobytes

} // namespace

LookUpField::LookUpField(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_check(makeButton(tr("Check"), ButtonKind::Normal, this))
    , m_open(makeButton(tr("Open a file"), ButtonKind::Normal, this))
    , m_document(makeButton(tr("Show the document"), ButtonKind::Quiet, this, ButtonSize::Small))
    , m_verdict(new SeverityLabel(this))
    , m_more(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    const Theme theme = Theme::of(this);
    m_text->setObjectName(u"look-up-text"_s);
    m_text->setAccessibleName(tr("Receipt, credential, or identifier"));
    m_text->setPlaceholderText(tr("Paste it here"));
    m_text->setMaxLength(int(largestText));
    m_check->setObjectName(u"look-up-check"_s);
    m_open->setObjectName(u"look-up-open"_s);
    m_document->setObjectName(u"look-up-document"_s);
    m_verdict->setObjectName(u"look-up-verdict"_s);
    m_more->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(2));
    row->addWidget(m_text, 1);
    row->addWidget(m_check);
    row->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.space(1));
    layout->addLayout(row);
    layout->addWidget(m_verdict, 0, Qt::AlignLeading);
    layout->addWidget(m_more);
    layout->addWidget(m_document, 0, Qt::AlignLeading);
    m_document->hide();
    m_verdict->hide();
    m_more->hide();

    connect(m_text, &QLineEdit::textChanged, this, &LookUpField::setReady);
    connect(m_text, &QLineEdit::returnPressed, this, &LookUpField::checkText);
    connect(m_check, &QPushButton::clicked, this, &LookUpField::checkText);
    connect(m_document, &QPushButton::clicked, this, [this] { showDidDocument(this, m_json); });
    connect(m_open, &QPushButton::clicked, this, &LookUpField::openFile);
    setReady();
}

void LookUpField::setOutcome(const LookUpAnswer &answer)
{
    m_busy = false;
    setReady();
    const LookUpText::Words words = LookUpText::of(answer);
    tell(words.happened, words.more, words.abnormal);
    const auto *document = answer.found ? std::get_if<DidDocument>(&*answer.found) : nullptr;
    m_json = document ? document->json : QByteArray();
    m_document->setVisible(document != nullptr);
}

void LookUpField::setAvailable(bool available)
{
    m_available = available;
    setReady();
}

QString LookUpField::answer() const { return m_verdict->isHidden() ? QString() : m_verdict->text(); }

void LookUpField::checkText()
{
    const QByteArray text = m_text->text().trimmed().toUtf8();
    if (!text.isEmpty() && m_available && !m_busy)
        ask(text);
}

void LookUpField::openFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a receipt or a credential"), documentsFolder(),
                                   tr("Receipts and credentials (*.json *.receipt *.jwt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LookUpField::readFile);
    dialog->open();
}

void LookUpField::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tell(tr("The file could not be opened"), tr("Check that it is there and that you may read it."), true);
    if (file.size() > largestText)
        return tell(tr("Not recognised"), tr("The file is larger than a receipt or a credential can be."), true);
    m_text->clear();
    ask(file.readAll());
}

void LookUpField::ask(const QByteArray &text)
{
    m_busy = true;
    setReady();
    m_verdict->hide();
    m_document->hide();
    m_more->setText(recognise(text) == LookUp::Identifier ? tr("Reading its document")
                                                          : tr("Checking the signature against the issuer's keys"));
    m_more->show();
    Q_EMIT checkRequested(text);
}

void LookUpField::tell(const QString &happened, const QString &more, bool abnormal)
{
    m_verdict->setSeverity(abnormal ? Severity::High : Severity::Normal);
    m_verdict->setText(happened);
    m_verdict->setAccessibleName(happened);
    m_verdict->setAccessibleDescription(more);
    m_verdict->show();
    m_more->setText(more);
    m_more->show();
    m_document->hide();
}

void LookUpField::setReady()
{
    const QString away = m_available ? QString() : tr("No platform is connected whose keys could be asked for");
    const QString busy = m_busy ? tr("One is being checked") : away;
    setDisabledReason(m_open, busy);
    setDisabledReason(m_check, busy.isEmpty() && m_text->text().trimmed().isEmpty() ? tr("Paste something first") : busy);
}

} // namespace stanforis
