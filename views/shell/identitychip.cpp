// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/identitychip.h"

#include "views/widgets/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

constexpr int iconPixels = 20;

void addChoice(QMenu *menu, QActionGroup *group, const QString &title, bool chosen, auto &&act)
{
    QAction *action = menu->addAction(title);
    action->setCheckable(true);
    action->setChecked(chosen);
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, menu, act);
}

} // namespace

IdentityChip::IdentityChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("focusInside", true); // as high as the bar; a ring outside would be cut
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &IdentityChip::openMenu);
}

void IdentityChip::setIdentity(const IdentitySummary &identity)
{
    if (identity == m_identity)
        return;
    m_identity = identity;
    setText(identity.name);
    setAccessibleName(tr("Signed in as %1").arg(identity.name));
    setAccessibleDescription(secondLine());
    setToolTip(identity.name + u'\n' + secondLine());
    updateGeometry();
    update();
}

void IdentityChip::setChosenDensity(std::optional<Density> density) { m_chosenDensity = density; }

void IdentityChip::setLanguages(const QList<LanguageItem> &languages, const QString &current)
{
    m_languages = languages;
    m_language = current;
}

QString IdentityChip::secondLine() const
{
    QStringList parts;
    if (!m_identity.state.isEmpty())
        parts.append(m_identity.state);
    if (m_identity.state.isEmpty() && !m_identity.role.isEmpty())
        parts.append(m_identity.role);
    if (m_identity.state.isEmpty() && !m_identity.assurance.isEmpty())
        parts.append(m_identity.assurance);
    if (m_identity.sessionLeft) {
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(*m_identity.sessionLeft).count();
        // From two hours on the minutes say nothing.
        parts.append(minutes > 120 ? tr("%1\u00A0h").arg(minutes / 60) : tr("%1\u00A0min").arg(minutes));
    }
    return parts.join(u" · "_s);
}

QSize IdentityChip::sizeHint() const
{
    const Theme theme = Theme::of(this);
    QFont nameFont = theme.font(TypeRole::Label);
    nameFont.setWeight(QFont::DemiBold);
    const int words = std::max(QFontMetrics(nameFont).horizontalAdvance(m_identity.name),
                               QFontMetrics(theme.font(TypeRole::Caption)).horizontalAdvance(secondLine()));
    return {iconPixels + theme.space(2) + words + 2 * theme.space(2), theme.metrics().controlLarge};
}

QSize IdentityChip::minimumSizeHint() const { return {iconPixels + Theme::of(this).space(10), sizeHint().height()}; }

void IdentityChip::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const auto mirrored = [this](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // a sentence keeps its own direction
    if (underMouse() || isDown()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? theme.surface().pressed : theme.surface().hover);
        painter.drawRoundedRect(rect(), theme.radius(), theme.radius());
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent().focus, theme.stroke().focus));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.radius(), theme.radius());
    }
    const QRect icon = mirrored({theme.space(2), (height() - iconPixels) / 2, iconPixels, iconPixels});
    painter.drawPixmap(icon.topLeft(), Icons::pixmap(u"person"_s, theme.text().secondary, iconPixels, devicePixelRatioF()));
    const int x = theme.space(2) + iconPixels + theme.space(2);
    const int lead = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter;
    const int line = theme.lineHeight(TypeRole::Label), top = (height() - 2 * line) / 2;
    const int room = width() - x - theme.space(1);
    QFont nameFont = theme.font(TypeRole::Label);
    nameFont.setWeight(QFont::DemiBold);
    painter.setFont(nameFont);
    painter.setPen(theme.text().primary);
    painter.drawText(mirrored({x, top, room, line}), lead,
                     painter.fontMetrics().elidedText(m_identity.name, Qt::ElideRight, room));
    painter.setFont(theme.font(TypeRole::Caption));
    painter.setPen(theme.text().tertiary);
    painter.drawText(mirrored({x, top + line, room, line}), lead,
                     painter.fontMetrics().elidedText(secondLine(), Qt::ElideRight, room));
}

void IdentityChip::openMenu()
{
    const Theme theme = Theme::of(this);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_identity.covered) {
        QAction *identity = menu->addAction(Icons::icon(u"person"_s, this), tr("Identity, roles and tokens"));
        identity->setObjectName(u"identity-open"_s);
        connect(identity, &QAction::triggered, this, &IdentityChip::identityRequested);
        QAction *lock = menu->addAction(Icons::icon(u"lock"_s, this), tr("Lock"));
        lock->setObjectName(u"identity-menu-lock"_s);
        lock->setShortcut(Qt::CTRL | Qt::ALT | Qt::Key_L);
        connect(lock, &QAction::triggered, this, &IdentityChip::lockRequested);
    }
    auto *variants = new QActionGroup(menu);
    menu->addSection(tr("Look"));
    addChoice(menu, variants, tr("Dark"), theme.variant() == Variant::Dark, [this] { Q_EMIT variantRequested(Variant::Dark); });
    addChoice(menu, variants, tr("Light"), theme.variant() == Variant::Light,
              [this] { Q_EMIT variantRequested(Variant::Light); });
    menu->addSeparator();
    auto *densities = new QActionGroup(menu);
    addChoice(menu, densities, tr("Spacing as the window allows"), !m_chosenDensity,
              [this] { Q_EMIT densityRequested(std::nullopt); });
    addChoice(menu, densities, tr("Desk spacing"), m_chosenDensity == Density::Desk,
              [this] { Q_EMIT densityRequested(Density::Desk); });
    addChoice(menu, densities, tr("Compact spacing"), m_chosenDensity == Density::Compact,
              [this] { Q_EMIT densityRequested(Density::Compact); });
    if (m_languages.size() > 1) {
        menu->addSeparator();
        auto *languages = new QActionGroup(menu);
        for (const LanguageItem &language : std::as_const(m_languages))
            addChoice(menu, languages, language.title, language.code == m_language,
                      [this, code = language.code] { Q_EMIT languageRequested(code); });
    }
    menu->addSeparator();
    QAction *signOut = menu->addAction(Icons::icon(u"sign-out"_s, this), tr("Sign out"));
    connect(signOut, &QAction::triggered, this, &IdentityChip::signOutRequested);
    menu->popup(mapToGlobal(QPoint(0, height())));
}

} // namespace stanforis
