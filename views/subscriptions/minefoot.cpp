// SPDX-License-Identifier: GPL-3.0-or-later
// The foot of my subscriptions: the chosen one, and what can be done about it. What it does is in minepanel.cpp.
#include "views/subscriptions/minepanel.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/textlabel.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

QWidget *MinePanel::makeFoot()
{
    const Theme theme = Theme::of(this);
    m_foot = new QWidget(this);
    m_sentence = new TextLabel({}, TypeRole::Strong, Tone::Primary, m_foot);
    m_detail = new TextLabel({}, TypeRole::Label, Tone::Tertiary, m_foot);
    m_sentence->setElided(Qt::ElideRight);
    m_detail->setElided(Qt::ElideRight);
    m_renew = makeButton(tr("Renew"), ButtonKind::Normal, m_foot);
    m_renew->setObjectName(u"subscription-renew"_s);
    m_withdraw = makeButton(tr("Withdraw"), ButtonKind::Normal, m_foot);
    m_withdraw->setObjectName(u"subscription-withdraw"_s);
    m_confirm = makeButton({}, ButtonKind::Danger, m_foot);
    m_confirm->setObjectName(u"subscription-confirm"_s);
    m_keep = makeButton(tr("Keep it"), ButtonKind::Normal, m_foot);
    m_keep->setObjectName(u"subscription-keep"_s);

    m_renewal = new QWidget(m_foot);
    m_purpose = new FormField(tr("Purpose of the renewal"), nullptr, m_renewal);
    m_purpose->setRequired(true);
    m_purpose->lineEdit()->setObjectName(u"renew-purpose"_s);
    m_purpose->lineEdit()->setMaxLength(400);
    m_until = new QDateEdit;
    m_until->setObjectName(u"renew-until"_s);
    m_until->setDisplayFormat(tr("d MMM yyyy", "a day, as QLocale writes it"));
    m_untilField = new FormField(tr("Until"), m_until, m_renewal);
    auto *renewal = new QHBoxLayout(m_renewal);
    renewal->setContentsMargins(0, 0, 0, 0);
    renewal->setSpacing(theme.space(4));
    renewal->addWidget(m_purpose, 3);
    renewal->addWidget(m_untilField, 1);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_sentence);
    texts->addWidget(m_detail);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(2));
    row->addLayout(texts, 1);
    for (QPushButton *button : {m_renew, m_withdraw, m_keep, m_confirm})
        row->addWidget(button);
    auto *layout = new QVBoxLayout(m_foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.space(2));
    layout->addWidget(makeSeparator(m_foot));
    layout->addWidget(m_renewal);
    layout->addLayout(row);

    connect(m_renew, &QPushButton::clicked, this, [this] { setStep(Step::Renew); });
    connect(m_withdraw, &QPushButton::clicked, this, [this] { setStep(Step::Withdraw); });
    connect(m_keep, &QPushButton::clicked, this, [this] { setStep(Step::Look); });
    connect(m_confirm, &QPushButton::clicked, this, &MinePanel::confirm);
    connect(m_purpose->lineEdit(), &QLineEdit::textChanged, this, &MinePanel::check);
    connect(m_until, &QDateEdit::dateChanged, this, &MinePanel::check);
    return m_foot;
}

} // namespace stanforis
