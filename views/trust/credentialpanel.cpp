// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/trust/credentialpanel.h"

#include "views/access/lookuptext.h"
#include "views/trust/documentdialog.h"
#include "views/widgets/button.h"
#include "views/widgets/dates.h"
#include "views/widgets/errortext.h"
#include "views/widgets/panel.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QWidget *makeRow(const Result<CredentialFacts> &credential, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *what = new SeverityLabel(row);
    QString more;
    if (credential) {
        what->setSeverity(Severity::Normal);
        what->setText(CredentialPanel::tr("%1 in %2", "role, sector").arg(credential->role.value, credential->sector.value));
        const QString origin = credential->grantedBy.isEmpty() ? CredentialPanel::tr("held from the beginning")
                                                               : CredentialPanel::tr("granted by %1").arg(credential->grantedBy);
        more = CredentialPanel::tr("%1, until %2, verified and not revoked").arg(origin, Dates::day(credential->until));
    } else {
        const LookUpText::Words words = LookUpText::credentialRefusal(credential.error());
        what->setSeverity(Severity::High);
        what->setText(words.happened);
        more = words.more;
    }
    auto *note = new TextLabel(more, TypeRole::Label, Tone::Tertiary, row);
    note->setWordWrap(true);
    column->addWidget(what, 0, Qt::AlignLeading);
    column->addWidget(note);
    row->setAccessibleName(what->text());
    row->setAccessibleDescription(more);
    return row;
}

} // namespace

CredentialPanel::CredentialPanel(QWidget *parent)
    : QWidget(parent)
    , m_did(new TextLabel({}, TypeRole::Code, Tone::Secondary, this))
    , m_keys(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_document(makeButton(tr("Show the document"), ButtonKind::Quiet, this, ButtonSize::Small))
    , m_again(makeButton(tr("Verify again"), ButtonKind::Quiet, this, ButtonSize::Small))
    , m_rows(new QVBoxLayout)
    , m_note(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    setObjectName(u"credential-panel"_s);
    m_document->setObjectName(u"credential-document"_s);
    m_again->setObjectName(u"credential-again"_s);
    m_did->setObjectName(u"credential-did"_s);
    m_did->setElided(Qt::ElideMiddle);
    m_keys->setWordWrap(true);
    m_note->setWordWrap(true);
    const Theme theme = Theme::of(this);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Roles, as credentials"), TypeRole::Strong, Tone::Primary, this), 1);
    head->addWidget(m_again);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(2));
    column->addLayout(head);
    m_rows->setSpacing(theme.space(2));
    column->addLayout(m_rows);
    column->addWidget(m_note);
    column->addWidget(makeSeparator(this));
    column->addWidget(new TextLabel(tr("My identifier"), TypeRole::Strong, Tone::Primary, this));
    column->addWidget(m_did);
    column->addWidget(m_keys);
    column->addWidget(m_document, 0, Qt::AlignLeading);
    m_document->hide();
    connect(m_again, &QPushButton::clicked, this, &CredentialPanel::refreshRequested);
    connect(m_document, &QPushButton::clicked, this, [this] { showDidDocument(this, m_json); });
    setWaiting();
}

void CredentialPanel::setWaiting()
{
    m_note->setText(tr("Being verified"));
    m_note->show();
    setDisabledReason(m_again, tr("They are being verified"));
}

void CredentialPanel::clear()
{
    setCredentials({});
    m_did->setFullText({});
    m_did->setAccessibleName(tr("My identifier"));
    m_keys->clear();
    m_json.clear();
    m_document->hide();
    setWaiting();
}

void CredentialPanel::setFailure(const Error &error)
{
    m_note->setText(ErrorText::both(error));
    m_note->show();
    setDisabledReason(m_again, {});
}

void CredentialPanel::setIdentifier(const QString &did, const Result<DidDocument> &document)
{
    m_did->setFullText(did);
    m_did->setAccessibleName(did);
    const LookUpText::Words words = LookUpText::of(
        {LookUp::Identifier, document ? Result<LookUpFacts>(LookUpFacts(*document)) : Result<LookUpFacts>(document.error())});
    m_keys->setText(words.happened);
    m_keys->setToolTip(words.more);
    m_json = document ? document->json : QByteArray();
    m_document->setVisible(document.has_value());
}

void CredentialPanel::setCredentials(const QList<Result<CredentialFacts>> &credentials)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const auto &credential : credentials)
        m_rows->addWidget(makeRow(credential, this));
    m_note->setVisible(credentials.isEmpty());
    m_note->setText(tr("No role yet. Ask for one on the Subscriptions page."));
    setDisabledReason(m_again, {});
}

} // namespace stanforis
