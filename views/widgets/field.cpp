// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/field.h"

#include "views/widgets/severitymark.h"
#include "views/widgets/textlabel.h"

#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace stanforis {

namespace {

constexpr int errorMark = 10; // look.md, "Parts and states": the mark of an invalid field

} // namespace

FormField::FormField(const QString &label, QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLabel(label, TypeRole::Label, Tone::Secondary, this))
    , m_note(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
    , m_editor(editor ? editor : new QLineEdit(this))
    , m_mark(new QLabel(this))
    , m_line(new TextLabel({}, TypeRole::Label, Tone::Tertiary, this))
{
    m_editor->setParent(this);
    m_editor->setAccessibleName(label);
    m_editor->installEventFilter(this);
    m_label->setBuddy(m_editor);
    m_mark->setFixedWidth(errorMark);
    m_mark->hide();
    m_line->setElided(Qt::ElideRight);
    const Theme theme = Theme::of(this);
    auto *top = new QHBoxLayout;
    top->setSpacing(theme.space(2));
    top->addWidget(m_label);
    top->addWidget(m_note);
    top->addStretch();
    auto *foot = new QWidget(this); // of fixed height, so that an error moves nothing
    foot->setFixedHeight(theme.space(5));
    auto *below = new QHBoxLayout(foot);
    below->setContentsMargins(0, 0, 0, 0);
    below->setSpacing(theme.space(1));
    below->addWidget(m_mark);
    below->addWidget(m_line, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addSpacing(theme.space(1));
    layout->addWidget(m_editor);
    layout->addWidget(foot);
    setFocusProxy(m_editor);
    dress();
}

QLineEdit *FormField::lineEdit() const { return qobject_cast<QLineEdit *>(m_editor); }

void FormField::setRequired(bool required)
{
    m_required = required;
    setNote(required ? tr("required") : QString());
}

void FormField::setNote(const QString &note)
{
    m_note->setText(note);
    m_editor->setAccessibleDescription(note);
}

void FormField::setUnit(const QString &unit)
{
    if (!m_unit) {
        m_unit = new TextLabel(unit, TypeRole::Body, Tone::Tertiary, m_editor);
        m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_unit->setText(unit);
    m_unit->adjustSize();
    placeUnit();
}

void FormField::setHelp(const QString &help)
{
    m_help = help;
    dress();
}

void FormField::setLineReserved(bool reserved) { m_line->parentWidget()->setVisible(reserved); }

void FormField::setError(const QString &sentence)
{
    if (sentence == m_error)
        return;
    m_error = sentence;
    m_editor->setProperty("invalid", !sentence.isEmpty());
    m_editor->setAccessibleDescription(sentence.isEmpty() ? m_note->text() : sentence);
    m_editor->style()->unpolish(m_editor);
    m_editor->style()->polish(m_editor);
    dress();
}

void FormField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_dressing)
        dress();
    else if (event->type() == QEvent::LayoutDirectionChange)
        placeUnit();
}

bool FormField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::Resize)
        placeUnit();
    return QWidget::eventFilter(watched, event);
}

void FormField::dress()
{
    m_dressing = true;
    const Theme theme = Theme::of(this);
    const bool invalid = !m_error.isEmpty();
    m_line->setFullText(invalid ? m_error : m_help);
    m_line->setStyleSheet(invalid ? QStringLiteral("color: %1").arg(theme.severity(Severity::High).text.name()) : QString());
    m_mark->setVisible(invalid);
    if (invalid) {
        QPixmap mark(QSize(errorMark, errorMark) * devicePixelRatioF());
        mark.setDevicePixelRatio(devicePixelRatioF());
        mark.fill(Qt::transparent);
        QPainter painter(&mark);
        paintSeverityMark(painter, QRectF(0, 0, errorMark, errorMark), Severity::High, false, theme);
        painter.end();
        m_mark->setPixmap(mark);
    }
    m_dressing = false;
    placeUnit();
}

void FormField::placeUnit()
{
    if (!m_unit)
        return;
    const int margin = Theme::of(this).space(2);
    m_unit->adjustSize();
    const QRect end(m_editor->width() - m_unit->width() - margin, 0, m_unit->width(), m_editor->height());
    m_unit->setGeometry(QStyle::visualRect(layoutDirection(), m_editor->rect(), end));
    // Text margins are not mirrored by Qt.
    const int taken = m_unit->width() + margin;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (QLineEdit *line = lineEdit())
        line->setTextMargins(mirrored ? taken : 0, 0, mirrored ? 0 : taken, 0);
}

} // namespace stanforis
