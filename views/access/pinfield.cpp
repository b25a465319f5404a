// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/access/pinfield.h"

#include <QInputMethodEvent>
#include <QKeyEvent>

#include <algorithm>

namespace stanforis {

namespace {

constexpr QChar maskDot(0x25cf);

bool moves(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_Escape;
}

} // namespace

PinField::PinField(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password); // there are only dots to hide, but readers then say that it is a secret
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhPreferNumbers);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(false);
    // What reaches the editor past the keys, such as from a screen reader, is taken out again.
    connect(this, &QLineEdit::textChanged, this, &PinField::absorb);
}

PinField::~PinField() { (void)take(); }

Secret PinField::take()
{
    QByteArray pin(m_pin.data(), qsizetype(m_size));
    for (volatile char &byte : m_pin)
        byte = 0;
    resize(0);
    return Secret(std::move(pin));
}

void PinField::keyPressEvent(QKeyEvent *event)
{
    const bool command = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0;
    if (moves(event->key())) {
        QLineEdit::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete) {
        if (command || event->key() == Qt::Key_Delete)
            (void)take();
        else if (m_size > 0)
            resize(m_size - 1);
    } else if (!command && !event->text().isEmpty()) {
        append(event->text());
    } else {
        event->ignore();
    }
}

void PinField::inputMethodEvent(QInputMethodEvent *event)
{
    append(event->commitString());
    event->accept();
}

void PinField::append(QStringView typed)
{
    std::size_t size = m_size;
    for (const QChar letter : typed) {
        if (letter.unicode() > 0x20 && letter.unicode() < 0x7f && size < m_pin.size())
            m_pin[size++] = letter.toLatin1();
    }
    resize(size);
}

void PinField::absorb(const QString &text)
{
    if (std::ranges::all_of(text, [](QChar letter) { return letter == maskDot; }))
        return;
    const QString foreign = text;
    (void)take();
    append(foreign);
}

void PinField::resize(std::size_t size)
{
    for (std::size_t at = size; at < m_size; ++at)
        static_cast<volatile char &>(m_pin[at]) = 0;
    m_size = size;
    setText(QString(qsizetype(size), maskDot));
}

} // namespace stanforis
