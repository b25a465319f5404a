// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/load/loadform.h"

#include "views/widgets/button.h"
#include "views/widgets/errortext.h"
#include "views/widgets/field.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

LoadForm::LoadForm(QWidget *parent)
    : Panel(tr("Load of the simulation"), parent)
    , m_series(new FormField(tr("Series"), nullptr, this))
    , m_hertz(new FormField(tr("Samples a second of each"), nullptr, this))
    , m_set(makeButton(tr("Set load"), ButtonKind::Primary, this))
    , m_stop(makeButton(tr("No load"), ButtonKind::Normal, this))
    , m_receive(new QCheckBox(tr("Receive every series of it"), this))
    , m_state(new TextLabel({}, TypeRole::Body, Tone::Secondary, this))
{
    m_series->lineEdit()->setObjectName(u"load-series"_s);
    m_hertz->lineEdit()->setObjectName(u"load-hertz"_s);
    m_set->setObjectName(u"load-set"_s);
    m_stop->setObjectName(u"load-none"_s);
    m_receive->setObjectName(u"load-receive"_s);
    m_receive->setAccessibleName(m_receive->text());
    m_receive->setChecked(true);
    m_state->setObjectName(u"load-state"_s);
    m_state->setElided(Qt::ElideRight);
    m_hertz->setUnit(tr("Hz"));

    auto *row = new QHBoxLayout;
    row->addWidget(m_series, 2);
    row->addWidget(m_hertz, 2);
    row->addWidget(m_set);
    row->addWidget(m_stop);
    row->addWidget(m_receive);
    row->addWidget(m_state, 5);
    body()->addLayout(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    followTheme(this, [row](const Theme &theme) { row->setSpacing(theme.metrics().gutter); });

    connect(m_set, &QPushButton::clicked, this, &LoadForm::send);
    connect(m_stop, &QPushButton::clicked, this, [this] { Q_EMIT loadRequested(0, std::max(m_load.hertz, 1)); });
    connect(m_receive, &QCheckBox::toggled, this, &LoadForm::receiveRequested);
    for (FormField *field : {m_series, m_hertz}) {
        connect(field->lineEdit(), &QLineEdit::returnPressed, this, &LoadForm::send);
        connect(field->lineEdit(), &QLineEdit::textEdited, field, [field] { field->setError({}); });
    }
    showState();
}

std::optional<int> LoadForm::number(FormField *field, int lowest, int highest)
{
    QString text = field->lineEdit()->text();
    text.remove(QChar::Nbsp).remove(u' '); // grouped, as it is shown
    bool good = false;
    const int value = text.toInt(&good);
    if (good && value >= lowest && value <= highest) {
        field->setError({});
        return value;
    }
    field->setError(tr("A whole number from %1 to %2").arg(Words::number(lowest), Words::number(highest)));
    return std::nullopt;
}

void LoadForm::send()
{
    const auto series = number(m_series, 0, m_load.mostSeries);
    const auto hertz = number(m_hertz, 1, m_load.mostHertz);
    if (series && hertz)
        Q_EMIT loadRequested(*series, *hertz);
    else
        (series ? m_hertz : m_series)->lineEdit()->setFocus(Qt::OtherFocusReason);
}

void LoadForm::setLoad(const Result<SimulatedLoad> &load)
{
    m_failure = load ? QString() : ErrorText::both(load.error());
    if (load) {
        m_load = *load;
        m_series->lineEdit()->setText(Words::number(m_load.series));
        m_hertz->lineEdit()->setText(Words::number(m_load.hertz));
        m_series->setHelp(tr("at most %1").arg(Words::number(m_load.mostSeries)));
        m_hertz->setHelp(tr("at most %1").arg(Words::number(m_load.mostHertz)));
        m_series->setError({});
        m_hertz->setError({});
    }
    showState();
}

void LoadForm::setReceiving(int series)
{
    m_receiving = series;
    showState();
}

void LoadForm::showState()
{
    QString text = m_failure;
    if (text.isEmpty() && m_load.series == 0)
        text = tr("No load runs.");
    else if (text.isEmpty())
        text = tr("%1 samples a second are sent; this console receives %2 of %3 series.")
                   .arg(Words::number(double(m_load.series) * m_load.hertz), Words::number(m_receiving),
                        Words::number(m_load.series));
    m_state->setFullText(text);
    setDisabledReason(m_stop, m_load.series > 0 ? QString() : tr("No load runs"));
}

QWidget *LoadForm::firstFocus() const { return m_series->lineEdit(); }

} // namespace stanforis
