// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/microservice/protocolpanel.h"

#include "models/items/serviceprotocolmodel.h"
#include "views/widgets/button.h"
#include "views/widgets/icons.h"
#include "views/widgets/severitymark.h"
#include "views/widgets/tablestyle.h"
#include "views/widgets/textlabel.h"

#include <QHeaderView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

/// A tick where the field is valid, the mark of an abnormal thing where it is not.
class VerdictDelegate final : public TableDelegate
{
public:
    using TableDelegate::TableDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        paintRow(painter, option, index);
        const Theme theme = Theme::of(option.widget);
        const int size = theme.metrics().severityMark;
        const QRect box(option.rect.center().x() - size / 2, option.rect.center().y() - size / 2, size, size);
        if (index.data(ServiceProtocolModel::ValidRole).toBool())
            painter->drawPixmap(box,
                                Icons::pixmap(u"check"_s, theme.text().tertiary, size, painter->device()->devicePixelRatioF()));
        else
            paintSeverityMark(*painter, box, Severity::High, false, theme);
    }
};

} // namespace

ProtocolPanel::ProtocolPanel(QWidget *parent)
    : Panel(tr("Protocol"), parent)
    , m_model(new ServiceProtocolModel(this))
    , m_table(new QTableView(this))
    , m_rawText(new QPlainTextEdit(this))
    , m_raw(makeButton(tr("Raw"), ButtonKind::Normal, this, ButtonSize::Small))
    , m_faces(new QStackedLayout)
    , m_verdict(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    const Theme theme = Theme::of(this);
    m_table->setObjectName(u"protocol-table"_s);
    m_table->setAccessibleName(tr("Fields of the newest message"));
    styleTable(m_table);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setItemDelegateForColumn(ServiceProtocolModel::Path, new TableDelegate(TableDelegate::Column::Identifier, m_table));
    m_table->setItemDelegateForColumn(ServiceProtocolModel::Value, new TableDelegate(TableDelegate::Column::Name, m_table));
    m_table->setItemDelegateForColumn(ServiceProtocolModel::Verdict, new VerdictDelegate(TableDelegate::Column::Text, m_table));
    m_rawText->setObjectName(u"protocol-raw-text"_s);
    m_rawText->setAccessibleName(tr("The message as it came"));
    m_rawText->setReadOnly(true);
    m_rawText->setTabChangesFocus(true);
    m_rawText->setFont(theme.font(TypeRole::Code));
    m_faces->addWidget(m_table);
    m_faces->addWidget(m_rawText);
    m_verdict->setWordWrap(true);
    m_verdict->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(2));
    setEdgeToEdge(true);
    body()->addLayout(m_faces, 1);
    body()->addWidget(m_verdict);
    m_raw->setObjectName(u"protocol-raw"_s);
    m_raw->setCheckable(true);
    m_raw->hide();
    addAction(m_raw);
    connect(m_raw, &QPushButton::toggled, this, [this](bool raw) {
        m_faces->setCurrentIndex(raw ? 1 : 0);
        m_raw->setText(raw ? tr("Fields") : tr("Raw"));
    });
}

void ProtocolPanel::setMessage(const ProtocolMessage &message)
{
    // A message that has not changed keeps scroll place and selection.
    if (message.raw == m_model->message().raw && message.verdict == m_model->message().verdict)
        return;
    m_model->setMessage(message);
    fitColumns();
    m_rawText->setPlainText(message.raw);
    m_raw->setVisible(!message.raw.isEmpty());
    setSubtitle(message.standard);
    m_verdict->setText(message.verdict);
    m_verdict->setTone(message.valid ? Tone::Tertiary : Tone::Primary);
}

void ProtocolPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fitColumns();
}

void ProtocolPanel::fitColumns()
{
    const Theme theme = Theme::of(this);
    const int verdict = theme.space(8);
    const QFontMetrics code(theme.font(TypeRole::Code));
    int path = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        path = std::max(path, code.horizontalAdvance(m_model->index(row, ServiceProtocolModel::Path).data().toString()));
    path = std::min(path + theme.metrics().panelPadding + theme.space(4), (width() - verdict) / 2);
    m_table->setColumnWidth(ServiceProtocolModel::Path, path);
    m_table->setColumnWidth(ServiceProtocolModel::Value, width() - 2 - verdict - path);
    m_table->setColumnWidth(ServiceProtocolModel::Verdict, verdict);
}

} // namespace stanforis
