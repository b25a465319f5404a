// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/enrolmentcard.h"

#include "views/access/signintext.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/iconlabel.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

EnrolmentCard::EnrolmentCard(QWidget *parent)
    : Panel(parent)
    , m_title(new TextLabel({}, TypeRole::Heading, Tone::Primary, this))
    , m_text(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_form(new QWidget(this))
    , m_code(new FormField(tr("One-time code"), nullptr, m_form))
    , m_enrol(makeButton(tr("Enrol workstation"), ButtonKind::Primary, m_form))
    , m_bar(new QProgressBar(this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"enrolment"_s);
    m_code->lineEdit()->setObjectName(u"enrolment-code"_s);
    m_code->lineEdit()->setMaxLength(64);
    m_code->lineEdit()->setPlaceholderText(u"XXXX-XXXX-XXXX-XXXX"_s);
    m_code->setHelp(tr("From whoever runs the platform; it works once and soon ends"));
    m_enrol->setObjectName(u"enrolment-submit"_s);
    m_text->setWordWrap(true);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Enrolling this workstation"));

    auto *form = new QHBoxLayout(m_form);
    form->setContentsMargins(0, theme.space(3), 0, 0);
    form->setSpacing(theme.space(2));
    form->addWidget(m_code, 1);
    auto *column = new QVBoxLayout; // the button stands on the line of the editor: label above it, help below
    column->addSpacing(theme.lineHeight(TypeRole::Label) + theme.space(1));
    column->addWidget(m_enrol);
    column->addStretch();
    form->addLayout(column);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme.space(1));
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    texts->addWidget(m_form);
    texts->addWidget(m_bar);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(4));
    row->setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1));
    row->addWidget(new IconLabel(u"key"_s, Tone::Secondary, this), 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    body()->addLayout(row);

    connect(m_code->lineEdit(), &QLineEdit::textChanged, this, &EnrolmentCard::check);
    connect(m_code->lineEdit(), &QLineEdit::returnPressed, this, &EnrolmentCard::submit);
    connect(m_enrol, &QPushButton::clicked, this, &EnrolmentCard::submit);
    check();
    setWorkstation({});
}

void EnrolmentCard::setWorkstation(const Workstation &workstation)
{
    const bool busy = workstation.phase == WorkstationPhase::Looking || workstation.phase == WorkstationPhase::Enrolling;
    m_title->setText(busy ? tr("Enrolling this workstation") : tr("Enrol this workstation"));
    m_text->setText(workstation.phase == WorkstationPhase::Looking ? tr("Looking for its certificate in the keychain.")
                    : busy                                         ? tr("The platform is making a certificate for it.")
                    : workstation.problem
                        ? tr("The platform does not take its certificate any more. Enrol it again with a new code; "
                             "what you were doing is kept.")
                        : tr("The platform lets only workstations in that it knows. This is done once; the key "
                             "stays on this machine."));
    m_form->setVisible(!busy);
    m_bar->setVisible(busy);
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
    if (workstation.phase == WorkstationPhase::Enrolled) {
        m_code->lineEdit()->clear(); // used
        check();
    }
}

void EnrolmentCard::setFailure(const Error &error) { m_code->setError(SignInText::enrolment(error)); }

QWidget *EnrolmentCard::firstFocus() const { return m_code->lineEdit(); }

void EnrolmentCard::check()
{
    m_code->setError({});
    setDisabledReason(m_enrol, m_code->lineEdit()->text().trimmed().isEmpty() ? tr("Write the code first") : QString());
}

void EnrolmentCard::submit()
{
    const QString code = m_code->lineEdit()->text().trimmed();
    if (!code.isEmpty())
        Q_EMIT enrolmentRequested(code);
}

} // namespace stanforis
