// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/platformchooser.h"

#include "views/access/addresstext.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

PlatformChooser::PlatformChooser(QWidget *parent)
    : QWidget(parent)
    , m_open(makeButton(tr("Choose another platform"), ButtonKind::Normal, this))
    , m_form(new QWidget(this))
    , m_field(new FormField(tr("Address of the platform"), nullptr, m_form))
    , m_connect(makeButton(tr("Connect"), ButtonKind::Normal, m_form))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Quiet, m_form))
{
    const Theme theme = Theme::of(this);
    m_open->setObjectName(u"platform-choose"_s);
    m_field->lineEdit()->setObjectName(u"platform-address"_s);
    m_field->lineEdit()->setPlaceholderText(u"https://"_s);
    m_field->setHelp(tr("With #sha256= and the fingerprint if it has its own authority"));
    m_connect->setObjectName(u"platform-connect"_s);
    m_cancel->setObjectName(u"platform-cancel"_s);

    auto *form = new QHBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme.space(2));
    form->addWidget(m_field, 1);
    // The buttons stand on the line of the editor: label above it, help below.
    for (QPushButton *button : {m_connect, m_cancel}) {
        auto *column = new QVBoxLayout;
        column->addSpacing(theme.lineHeight(TypeRole::Label) + theme.space(1));
        column->addWidget(button);
        column->addStretch();
        form->addLayout(column);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_open, 0, Qt::AlignLeading);
    layout->addWidget(m_form);
    m_form->hide();

    connect(m_open, &QPushButton::clicked, this, &PlatformChooser::open);
    connect(m_cancel, &QPushButton::clicked, this, &PlatformChooser::close);
    connect(m_connect, &QPushButton::clicked, this, &PlatformChooser::submit);
    connect(m_field->lineEdit(), &QLineEdit::textEdited, this, &PlatformChooser::check);
    connect(m_field->lineEdit(), &QLineEdit::returnPressed, this, &PlatformChooser::submit);
    check();
}

void PlatformChooser::open()
{
    m_open->hide();
    m_form->show();
    m_field->lineEdit()->setFocus(Qt::ShortcutFocusReason);
}

void PlatformChooser::close()
{
    m_form->hide();
    m_open->setVisible(m_offered);
    if (m_offered)
        m_open->setFocus(Qt::ShortcutFocusReason);
}

void PlatformChooser::setOffered(bool offered)
{
    m_offered = offered;
    m_open->setVisible(offered && !isOpen());
}

bool PlatformChooser::isOpen() const { return !m_form->isHidden(); }

void PlatformChooser::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isOpen())
        close();
    else
        QWidget::keyPressEvent(event);
}

void PlatformChooser::check()
{
    const QString text = m_field->lineEdit()->text().trimmed();
    const QString problem = AddressText::problem(text);
    // While "https://" is being typed there is nothing wrong yet.
    const bool begun = !QStringLiteral("https://").startsWith(text);
    m_field->setError(begun ? problem : QString());
    setDisabledReason(m_connect, text.isEmpty() ? tr("Write the address first") : problem);
}

void PlatformChooser::submit()
{
    const QString text = m_field->lineEdit()->text().trimmed();
    const QString problem = AddressText::problem(text);
    m_field->setError(problem);
    if (!problem.isEmpty())
        return;
    close();
    Q_EMIT platformRequested(text);
}

} // namespace stanforis
