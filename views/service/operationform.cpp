// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/operationform.h"

#include "views/service/fieldsentence.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int columns = 4; // look.md, "Parts and states": Forms

/// The reason is a field like the others; the contract bounds it in the signed payload.
Field reasonField()
{
    Field field;
    field.id = u"reason"_s;
    field.required = true;
    field.minLength = 5;
    field.maxLength = 400;
    field.span = columns;
    return field;
}

QWidget *makeEditor(const Field &field, const QString &initial)
{
    if (field.type == Field::Type::Choice) {
        auto *box = new QComboBox;
        box->setPlaceholderText(OperationForm::tr("Choose"));
        for (const Option &option : field.options)
            box->addItem(option.label, option.value);
        box->setCurrentIndex(box->findData(initial));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(4);
        return box;
    }
    if (field.type == Field::Type::Boolean) {
        auto *box = new QCheckBox(field.help.isEmpty() ? OperationForm::tr("Yes") : field.help);
        box->setChecked(initial == u"true");
        return box;
    }
    auto *edit = new QLineEdit(initial);
    if (field.type == Field::Type::Date)
        edit->setPlaceholderText(u"2026-11-22"_s);
    return edit;
}

} // namespace

OperationForm::OperationForm(const Operation &operation, const FormValues &initial, QWidget *parent)
    : QWidget(parent)
    , m_operation(operation)
    , m_grid(new QGridLayout(this))
    , m_message(new InlineMessage(this))
{
    const Theme theme = Theme::of(this);
    setObjectName(u"operation-form"_s);
    setAccessibleName(operation.name);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.space(4));
    m_grid->setVerticalSpacing(theme.space(2));
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
    m_message->hide();
    place(m_message, columns);
    for (const Field &field : operation.fields)
        addField(field, initial.values.value(field.id, field.initial));
    if (operation.reasonRequired)
        addReason(initial.reason);
    addButtons();
}

void OperationForm::place(QWidget *widget, int span)
{
    const int width = std::clamp(span, 1, columns);
    if (m_column + width > columns) {
        ++m_row;
        m_column = 0;
    }
    m_grid->addWidget(widget, m_row, m_column, 1, width);
    m_column += width;
}

void OperationForm::addField(const Field &field, const QString &initial)
{
    QWidget *editor = makeEditor(field, initial);
    editor->setObjectName(u"field-"_s + field.id);
    editor->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *box = new FormField(field.label, editor, this);
    box->setRequired(field.required);
    if (!field.unit.isEmpty() && field.type != Field::Type::Choice)
        box->setUnit(field.unit);
    if (field.type != Field::Type::Boolean)
        box->setHelp(field.help);
    box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_entries.append({field, box});
    place(box, field.span);
    const auto check = [this, entry = m_entries.last()] { checkEntry(entry); };
    if (auto *edit = qobject_cast<QLineEdit *>(editor)) {
        connect(edit, &QLineEdit::textEdited, this, &OperationForm::edited);
        connect(edit, &QLineEdit::editingFinished, this, check);
    } else if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        connect(combo, &QComboBox::activated, this, check);
        connect(combo, &QComboBox::activated, this, &OperationForm::edited);
    } else if (auto *tick = qobject_cast<QCheckBox *>(editor)) {
        connect(tick, &QCheckBox::toggled, this, &OperationForm::edited);
    }
}

void OperationForm::addReason(const QString &initial)
{
    Field field = reasonField();
    field.label = tr("Why is this needed");
    field.help = tr("Signed together with the form and kept for good.");
    addField(field, initial);
    m_reason = m_entries.last().box;
}

void OperationForm::addButtons()
{
    m_review = makeButton(tr("Review"), ButtonKind::Primary, this);
    m_review->setObjectName(u"operation-review"_s);
    auto *cancel = makeButton(tr("Close, keep draft"), ButtonKind::Normal, this);
    cancel->setObjectName(u"operation-cancel"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(this).space(3));
    row->addWidget(m_review);
    row->addWidget(cancel);
    row->addStretch(1);
    m_grid->addLayout(row, ++m_row, 0, 1, columns);
    connect(cancel, &QPushButton::clicked, this, &OperationForm::cancelRequested);
    connect(m_review, &QPushButton::clicked, this, [this] {
        if (check())
            Q_EMIT reviewRequested();
    });
}

QString OperationForm::textOf(const Entry &entry) const
{
    QWidget *editor = entry.box->editor();
    if (const auto *combo = qobject_cast<QComboBox *>(editor))
        return combo->currentData().toString();
    if (const auto *tick = qobject_cast<QCheckBox *>(editor))
        return tick->isChecked() ? u"true"_s : u"false"_s;
    QString text = qobject_cast<QLineEdit *>(editor)->text().trimmed();
    // A decimal comma and grouped thousands are what many people write.
    if (entry.field.type == Field::Type::Decimal || entry.field.type == Field::Type::Integer)
        text.replace(u',', u'.').remove(QChar::Nbsp).remove(u' ').replace(QChar(0x2212), u'-');
    return text;
}

FormValues OperationForm::values() const
{
    FormValues values;
    for (const Entry &entry : m_entries) {
        const QString text = textOf(entry);
        if (entry.box == m_reason)
            values.reason = text;
        else if (!text.isEmpty())
            values.values.insert(entry.field.id, text);
    }
    return values;
}

void OperationForm::checkEntry(const Entry &entry)
{
    const auto violation = checkField(entry.field, textOf(entry));
    // An empty field is only wrong once the person wants to go on.
    const bool tooEarly = violation && violation->rule == FieldViolation::Rule::Required;
    entry.box->setError(violation && !tooEarly ? fieldSentence(entry.field, *violation) : QString());
}

bool OperationForm::check()
{
    QWidget *firstWrong = nullptr;
    for (const Entry &entry : std::as_const(m_entries)) {
        const auto violation = checkField(entry.field, textOf(entry));
        entry.box->setError(violation ? fieldSentence(entry.field, *violation) : QString());
        if (violation && !firstWrong)
            firstWrong = entry.box->editor();
    }
    if (firstWrong)
        firstWrong->setFocus(Qt::OtherFocusReason);
    return !firstWrong;
}

void OperationForm::showViolations(const QList<RemoteViolation> &violations)
{
    QStringList whole;
    QWidget *firstWrong = nullptr;
    for (const RemoteViolation &violation : violations) {
        const auto entry = std::ranges::find_if(m_entries, [&](const Entry &e) { return e.field.id == violation.field; });
        if (entry == m_entries.end()) {
            whole.append(violation.description);
            continue;
        }
        entry->box->setError(violation.description);
        firstWrong = firstWrong ? firstWrong : entry->box->editor();
    }
    if (!whole.isEmpty())
        showMessage(whole.join(u' '), tr("Nothing was written; the draft is kept."));
    if (firstWrong)
        firstWrong->setFocus(Qt::OtherFocusReason);
}

void OperationForm::showMessage(const QString &happened, const QString &kept)
{
    m_message->setMessage(happened, kept, {}, u"info"_s);
    m_message->setVisible(!happened.isEmpty());
}

void OperationForm::setBusy(bool busy)
{
    setDisabledReason(m_review, busy ? tr("The platform is checking the form") : QString());
}

QWidget *OperationForm::firstField() const
{
    for (const Entry &entry : m_entries) {
        if (textOf(entry).isEmpty())
            return entry.box->editor();
    }
    return m_review;
}

} // namespace stanforis
