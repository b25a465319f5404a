// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/service/bytesview.h"

#include "models/domain/transaction.h"
#include "views/widgets/button.h"
#include "views/widgets/followtheme.h"
#include "views/widgets/textlabel.h"
#include "views/widgets/words.h"

#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int previewBytes = 130; // three lines beside the button
constexpr int previewLines = 3;
constexpr int allLines = 12;

/// Keeps room at its end for a button that lies over it.
class Content final : public QPlainTextEdit
{
public:
    using QPlainTextEdit::QPlainTextEdit;
    void keepFree(int pixels) { setViewportMargins(0, 0, pixels, 0); }
};

/// Groups of four, so that two people can read it to each other.
QString grouped(const QString &hexadecimal)
{
    QString text;
    for (qsizetype at = 0; at < hexadecimal.size(); at += 4)
        text += hexadecimal.mid(at, 4) + u' ';
    return text.trimmed();
}

} // namespace

BytesView::BytesView(const Intent &intent, QWidget *parent)
    : QWidget(parent)
    , m_text(new Content(this))
{
    setLayoutDirection(Qt::LeftToRight);
    m_text->setObjectName(u"confirm-bytes"_s);
    m_text->setAccessibleName(tr("Content, %1").arg(intent.bodyType));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    const QString all = QString::fromUtf8(intent.body);
    const bool isLong = intent.body.size() > previewBytes;
    m_text->setPlainText(isLong ? QString(QString::fromUtf8(intent.body.left(previewBytes)) + u"…"_s) : all);

    auto *hash = new TextLabel({}, TypeRole::Code, Tone::Secondary, this);
    hash->setObjectName(u"confirm-hash"_s);
    hash->setElided(Qt::ElideMiddle);
    hash->setFullText(grouped(intent.bodySha256));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(Theme::of(this).space(1));
    grid->setHorizontalSpacing(Theme::of(this).space(3));
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_text, 0, 0, 1, 2);
    grid->addWidget(new TextLabel(u"SHA-256"_s, TypeRole::Label, Tone::Tertiary, this), 1, 0);
    grid->addWidget(hash, 1, 1);
    if (isLong) {
        m_show = makeButton(tr("Show all %1 bytes").arg(Words::number(double(intent.body.size()))), ButtonKind::Normal, this,
                            ButtonSize::Small);
        m_show->setObjectName(u"confirm-show-bytes"_s);
        auto *over = new QHBoxLayout; // in the cell of the text, at its end
        over->addStretch(1);
        over->addWidget(m_show);
        grid->addLayout(over, 0, 0, 1, 2);
        connect(m_show, &QPushButton::clicked, this, [this, all] { showAll(all); });
    }
    followTheme(this, [this](const Theme &) { dress(); });
}

void BytesView::showAll(const QString &all)
{
    m_all = true;
    m_text->setPlainText(all);
    m_show->hide();
    dress();
    m_text->setFocus(Qt::OtherFocusReason);
}

void BytesView::dress()
{
    const Theme theme = Theme::of(this);
    m_text->setFont(theme.font(TypeRole::Code));
    const int lines = m_all ? allLines : previewLines;
    m_text->setFixedHeight(lines * QFontMetrics(theme.font(TypeRole::Code)).lineSpacing() + theme.space(5));
    const bool offered = m_show && !m_all;
    static_cast<Content *>(m_text)->keepFree(offered ? m_show->sizeHint().width() + 2 * theme.space(3) : 0);
    m_text->setVerticalScrollBarPolicy(offered ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    if (offered)
        layout()->itemAt(layout()->count() - 1)->layout()->setContentsMargins(0, 0, theme.space(3), 0);
}

} // namespace stanforis
