// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/logpanel.h"

#include "models/items/logtablemodel.h"
#include "models/items/servicetext.h"
#include "views/widgets/button.h"
#include "views/widgets/icons.h"
#include "views/widgets/searchfield.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// Log lines in the monospaced font; only warnings and errors stand out.
class LogDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::of(option.widget);
        const auto level = LogLine::Level(index.data(LogTableModel::LevelRole).toInt());
        const bool loud = level == LogLine::Level::Warn || level == LogLine::Level::Error;
        painter->save();
        painter->setLayoutDirection(Qt::LeftToRight);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme.surface().selected);
        QColor color = loud ? theme.text().primary : theme.text().secondary;
        if (index.column() == LogTableModel::Level && loud)
            color = theme.severity(level == LogLine::Level::Error ? Severity::High : Severity::Medium).text;
        else if (index.column() != LogTableModel::Text)
            color = theme.text().tertiary;
        QFont font = theme.font(TypeRole::Code);
        if (loud && index.column() == LogTableModel::Text)
            font.setWeight(QFont::Medium);
        painter->setFont(font);
        painter->setPen(color);
        const int start = index.column() == 0 ? theme.metrics().panelPadding : theme.space(2);
        const QRect box = option.rect.adjusted(start, 0, 0, 0);
        painter->drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width()));
        painter->restore();
    }
};

} // namespace

LogPanel::LogPanel(QWidget *parent)
    : Panel(tr("Log"), parent)
    , m_model(new LogTableModel(this))
    , m_table(new QTableView(this))
    , m_filter(new SearchField(tr("level>=warn"), this))
    , m_pause(makeButton(tr("Pause"), ButtonKind::Normal, this, ButtonSize::Small))
{
    m_table->setObjectName(u"log-table"_s);
    m_table->setAccessibleName(tr("Log"));
    m_table->setModel(m_model);
    m_table->setLayoutDirection(Qt::LeftToRight); // machine text is never mirrored, nor is the order of its columns
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->setItemDelegate(new LogDelegate(m_table));
    setEdgeToEdge(true);
    body()->addWidget(m_table);

    m_filter->setObjectName(u"log-filter"_s);
    m_filter->setAccessibleName(tr("Filter the log, for example level>=warn"));
    m_filter->setMaximumWidth(Theme::of(this).frame().rail);
    m_pause->setObjectName(u"log-pause"_s);
    m_pause->setCheckable(true);
    m_filter->setProperty("fieldSize", u"small"_s);
    addAction(m_filter);
    addAction(m_pause);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        say();
    });
    connect(m_pause, &QPushButton::toggled, this, &LogPanel::pause);
    dress();
    say();
}

void LogPanel::add(const QList<LogLine> &lines)
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    const bool following = bar->value() >= bar->maximum() - m_table->verticalHeader()->defaultSectionSize();
    m_model->add(lines);
    if (following && !m_model->isPaused())
        m_table->scrollToBottom();
    say();
}

void LogPanel::clear()
{
    m_model->clear();
    say();
}

void LogPanel::pause(bool paused)
{
    m_model->setPaused(paused);
    m_pause->setText(paused ? tr("Follow") : tr("Pause"));
    if (!paused)
        m_table->scrollToBottom();
    say();
}

void LogPanel::say()
{
    if (m_model->isPaused())
        setSubtitle(tr("paused, %n new line(s)", nullptr, m_model->heldBack()));
    else if (m_model->rate() > 0)
        setSubtitle(tr("following, %1 lines/s").arg(numberText(m_model->rate(), m_model->rate() < 10 ? 1 : 0)));
    else
        setSubtitle(m_model->rowCount() == 0 ? tr("no line yet") : tr("following"));
}

void LogPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_table)
        dress();
}

void LogPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    dress();
}

void LogPanel::dress()
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(TypeRole::Code));
    m_table->verticalHeader()->setMinimumSectionSize(theme.lineHeight(TypeRole::Code));
    m_table->verticalHeader()->setDefaultSectionSize(theme.lineHeight(TypeRole::Code));
    const int padding = theme.space(3);
    m_table->setColumnWidth(LogTableModel::Time,
                            metrics.horizontalAdvance(u"00:00:00.000"_s) + theme.metrics().panelPadding + theme.space(2));
    m_table->setColumnWidth(LogTableModel::Level, metrics.horizontalAdvance(u"ERROR"_s) + padding);
    m_table->setColumnWidth(LogTableModel::Instance, metrics.horizontalAdvance(u"ipay-7c4f-a1"_s) + padding);
}

} // namespace stanforis
