// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/answerbox.h"

#include "views/widgets/iconlabel.h"
#include "views/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace stanforis {

AnswerBox::AnswerBox(const QString &icon, QWidget *parent)
    : Panel(parent)
    , m_happened(new TextLabel({}, TypeRole::Strong, Tone::Primary, this))
    , m_next(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
    , m_fact(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_row(new QHBoxLayout)
{
    const Theme theme = Theme::of(this);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    for (TextLabel *label : {m_happened, m_next, m_fact}) {
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    m_row->setSpacing(theme.space(3));
    m_row->addWidget(new IconLabel(icon, Tone::Secondary, this), 0, Qt::AlignTop);
    m_row->addLayout(texts, 1);
    body()->addLayout(m_row);
    setText({}, {});
}

void AnswerBox::setText(const QString &happened, const QString &next, const QString &fact)
{
    m_happened->setText(happened);
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    m_fact->setText(fact);
    m_fact->setVisible(!fact.isEmpty());
    setAccessibleName(happened);
    setAccessibleDescription(next);
}

QPushButton *AnswerBox::addButton(QPushButton *button)
{
    m_row->addWidget(button, 0, Qt::AlignTop);
    return button;
}

QString AnswerBox::happened() const { return m_happened->text(); }

QString AnswerBox::next() const { return m_next->text(); }

} // namespace stanforis
