// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sector/notesheet.h"

#include "models/domain/textsafety.h"
#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/sheet.h"
#include "views/widgets/theme.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace stanforis {

NoteSheet::NoteSheet(QWidget *host)
    : QObject(host)
    , m_sheet(new Sheet(host))
{
    m_sheet->setObjectName(u"note-sheet"_s);
    auto *body = new QWidget(m_sheet);
    m_text = new FormField(tr("Note"), nullptr, body);
    m_text->lineEdit()->setObjectName(u"note-text"_s);
    m_text->lineEdit()->setMaxLength(PlotNote::longest);
    m_text->setHelp(tr("Shown on all plots of this page and in what is saved of them, until you sign out"));
    auto *layout = new QVBoxLayout(body);
    const int ring = Theme::of(host).space(1); // Sheet leaves it to the body
    layout->setContentsMargins(ring, ring, ring, ring);
    layout->addWidget(m_text);
    layout->addStretch();
    m_sheet->setBody(body);
    m_remove = makeButton(tr("Take the note away"), ButtonKind::Normal, m_sheet);
    m_remove->setObjectName(u"note-remove"_s);
    QPushButton *keep = makeButton(tr("Keep the note"), ButtonKind::Primary, m_sheet);
    keep->setObjectName(u"note-keep"_s);
    m_sheet->addFootWidget(m_remove);
    m_sheet->addFootWidget(keep);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_text->lineEdit()->clear();
        save();
    });
    connect(keep, &QPushButton::clicked, this, &NoteSheet::save);
    connect(m_text->lineEdit(), &QLineEdit::returnPressed, this, &NoteSheet::save);
}

void NoteSheet::open(const PlotNote &note, const QString &moment)
{
    m_time = note.time;
    m_sheet->setTitle(tr("Note at %1").arg(moment));
    m_text->lineEdit()->setText(note.text);
    m_remove->setVisible(!note.text.isEmpty());
    m_sheet->open(m_text->lineEdit());
}

void NoteSheet::save()
{
    // One line, in which all that is there is seen.
    const QString text = withoutHidden(m_text->lineEdit()->text().simplified());
    m_sheet->dismiss();
    Q_EMIT noteWritten(m_time, text);
}

} // namespace stanforis
