// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/recordview.h"

#include "models/items/recordsectionmodel.h"
#include "views/widgets/button.h"
#include "views/widgets/placeholders.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Of two columns the first is as wide as its longest label, within bounds, and the values stand beside it.
void hugLabels(QTableView *table, const RecordSection &section)
{
    const Theme theme = Theme::of(table);
    QFont font = theme.font(TypeRole::Body);
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font);
    int widest = metrics.horizontalAdvance(section.header.value(0));
    for (const QStringList &row : section.rows)
        widest = std::max(widest, metrics.horizontalAdvance(row.value(0)));
    const int wide = std::clamp(widest + theme.metrics().panelPadding + theme.space(8), theme.space(10) * 4, theme.space(10) * 8);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    table->horizontalHeader()->resizeSection(0, wide);
}

} // namespace

RecordView::RecordView(QWidget *parent)
    : Panel(parent)
    , m_head(new QWidget(this))
    , m_name(new TextLabel({}, TypeRole::Heading, Tone::Primary, m_head))
    , m_subtitle(new TextLabel({}, TypeRole::Code, Tone::Tertiary, m_head))
    , m_facts(new TextLabel({}, TypeRole::Label, Tone::Tertiary, m_head))
    , m_actions(new QWidget(m_head))
    , m_actionRow(new QHBoxLayout(m_actions))
    , m_message(new InlineMessage(this))
    , m_formBox(new QWidget(this))
    , m_formLayout(new QVBoxLayout(m_formBox))
    , m_formTitle(new TextLabel({}, TypeRole::Heading, Tone::Primary, m_formBox))
    , m_tabs(new QTabWidget(this))
    , m_empty(new EmptyState(tr("No record is open"), tr("Choose one on the list."), {}, this))
    , m_content(new QWidget(this))
{
    const Theme theme = Theme::of(this);
    const int padding = theme.metrics().panelPadding;
    setEdgeToEdge(true);
    setObjectName(u"record-view"_s);
    m_name->setObjectName(u"record-name"_s);
    m_name->setElided(Qt::ElideRight);
    m_facts->setElided(Qt::ElideRight);
    auto *second = new QHBoxLayout;
    second->setSpacing(theme.space(4));
    second->addWidget(m_subtitle);
    second->addWidget(m_facts, 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addLayout(second);
    m_actionRow->setContentsMargins(0, 0, 0, 0);
    m_actionRow->setSpacing(theme.space(2));
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(padding, theme.space(3), padding, theme.space(3));
    head->setSpacing(theme.space(4));
    head->addLayout(words, 1);
    head->addWidget(m_actions);

    m_formLayout->setContentsMargins(padding, theme.space(3), padding, theme.space(4));
    m_formLayout->setSpacing(theme.space(3));
    m_formLayout->addWidget(m_formTitle);
    m_formBox->hide();
    m_message->hide();
    m_tabs->setObjectName(u"record-tabs"_s);
    m_tabs->setAccessibleName(tr("What the record holds"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);

    auto *inside = new QVBoxLayout(m_content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    auto *messageRow = new QVBoxLayout;
    messageRow->setContentsMargins(padding, 0, padding, 0);
    messageRow->addWidget(m_message);
    inside->addLayout(messageRow);
    inside->addWidget(m_formBox);
    inside->addWidget(m_tabs, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_content->setProperty("surface", u"none"_s);
    scroll->setWidget(m_content);
    body()->addWidget(m_head);
    body()->addWidget(makeSeparator(this));
    body()->addWidget(scroll, 1);
    body()->addWidget(m_empty, 1);
    connect(m_message, &InlineMessage::actionRequested, this, &RecordView::messageActionRequested);
    showNothing({});
}

void RecordView::showNothing(const QString &noun)
{
    m_head->hide();
    m_content->hide();
    m_empty->show();
    m_empty->setWords(noun.isEmpty() ? tr("No record is open") : tr("No %1 is open").arg(noun),
                      tr("Choose one on the list. Each record you open is logged with your name and purpose."));
}

void RecordView::showRecord(const Record &record, const QList<RecordColumn> &columns)
{
    m_empty->hide();
    m_head->show();
    m_content->show();
    m_name->setFullText(record.title);
    m_subtitle->setFullText(record.subtitle);
    m_facts->setFullText(record.facts.join(u" · "_s));
    showSections(record, columns);
}

void RecordView::showSections(const Record &record, const QList<RecordColumn> &columns)
{
    const int current = m_tabs->currentIndex();
    while (m_tabs->count() > 0) {
        QWidget *old = m_tabs->widget(0);
        m_tabs->removeTab(0);
        old->deleteLater();
    }
    RecordSection summary{tr("Summary"), {tr("Fact"), tr("Value")}, {}};
    for (const RecordColumn &column : columns) {
        const QString value = record.values.value(column.id);
        if (!value.isEmpty())
            summary.rows.append({column.label, column.unit.isEmpty() ? value : QString(value + QChar::Nbsp + column.unit)});
    }
    for (const RecordSection &section : QList<RecordSection>{summary} + record.sections) {
        auto *table = new QTableView;
        table->setAccessibleName(section.title);
        table->setObjectName(u"record-section-%1"_s.arg(m_tabs->count()));
        styleTable(table);
        table->setModel(new RecordSectionModel(section, table));
        table->setMinimumHeight(Theme::of(this).metrics().row * 6);
        table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        if (section.header.size() == 2)
            hugLabels(table, section);
        // What the record is needs no headings: labels and values.
        table->horizontalHeader()->setVisible(m_tabs->count() > 0);
        m_tabs->addTab(table, section.title);
    }
    m_tabs->setCurrentIndex(current >= 0 && current < m_tabs->count() ? current : 0);
}

void RecordView::setOperations(const QList<Operation> &operations)
{
    while (QLayoutItem *item = m_actionRow->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const Operation &operation : operations) {
        QPushButton *button = makeButton(operation.name, ButtonKind::Normal, m_actions);
        button->setObjectName(u"operation-"_s + operation.id);
        button->setToolTip(operation.consequence);
        button->setAccessibleDescription(operation.consequence);
        connect(button, &QPushButton::clicked, this, [this, id = operation.id] { Q_EMIT operationRequested(id); });
        m_actionRow->addWidget(button);
    }
}

void RecordView::setForm(QWidget *form, const QString &title)
{
    if (m_form) {
        m_form->hide();
        m_form->deleteLater();
    }
    m_form = form;
    m_formBox->setVisible(form != nullptr);
    m_formTitle->setText(title);
    if (form)
        m_formLayout->addWidget(form);
}

void RecordView::showMessage(const QString &happened, const QString &kept, const QString &action)
{
    m_message->setMessage(happened, kept, action, u"info"_s);
    m_message->setVisible(!happened.isEmpty());
}

QWidget *RecordView::firstOperation() const { return m_actionRow->count() > 0 ? m_actionRow->itemAt(0)->widget() : m_tabs; }

} // namespace stanforis
