// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/button.h"

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QEvent>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QString nameOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Normal:
        return u"normal"_s;
    case ButtonKind::Primary:
        return u"primary"_s;
    case ButtonKind::Quiet:
        return u"quiet"_s;
    case ButtonKind::Danger:
        return u"danger"_s;
    case ButtonKind::Bare:
        return u"bare"_s;
    }
    return {};
}

QString nameOf(ButtonSize size)
{
    switch (size) {
    case ButtonSize::Normal:
        return u"normal"_s;
    case ButtonSize::Small:
        return u"small"_s;
    case ButtonSize::Large:
        return u"large"_s;
    }
    return {};
}

class IconButton final : public QToolButton
{
public:
    IconButton(QString icon, QWidget *parent)
        : QToolButton(parent)
        , m_icon(std::move(icon))
    {
        dress();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QToolButton::changeEvent(event);
        if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
            dress();
    }

private:
    void dress()
    {
        const int size = Theme::of(this).metrics().icon;
        setIconSize({size, size});
        setIcon(Icons::icon(m_icon, this));
    }

    QString m_icon;
};

} // namespace

QPushButton *makeButton(const QString &text, ButtonKind kind, QWidget *parent, ButtonSize size)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("kind", nameOf(kind));
    button->setProperty("buttonSize", nameOf(size));
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (kind == ButtonKind::Quiet)
        button->setCursor(Qt::PointingHandCursor);
    return button;
}

QToolButton *makeIconButton(const QString &icon, const QString &name, QWidget *parent, ButtonSize size)
{
    auto *button = new IconButton(icon, parent);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setProperty("kind", nameOf(ButtonKind::Bare));
    button->setProperty("buttonSize", nameOf(size));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void setButtonKind(QPushButton *button, ButtonKind kind)
{
    button->setProperty("kind", nameOf(kind));
    button->style()->unpolish(button);
    button->style()->polish(button);
}

void setDisabledReason(QWidget *control, const QString &reason)
{
    control->setEnabled(reason.isEmpty());
    control->setToolTip(reason);
    control->setAccessibleDescription(reason);
}

} // namespace stanforis
