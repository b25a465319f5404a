// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/clock.h"
#include "views/widgets/thememanager.h"

#include <QAccessible>
#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QTest>
#include <QTranslator>
#include <QWidget>

#include <functional>
#include <memory>

namespace stanforis::test {

using namespace Qt::StringLiterals;

/// A clock that stands still until it is told otherwise.
class StillClock final : public Clock
{
public:
    explicit StillClock(Instant now)
        : m_now(now)
    {}
    [[nodiscard]] Instant now() const override { return m_now; }
    void advance(Duration by) { m_now += by; }

private:
    Instant m_now;
};

/// 22 November 2026, 14:32:07 in Tallinn.
inline Instant noon() { return fromMicroseconds(QDateTime({2026, 11, 22}, {12, 32, 7}, Qt::UTC).toMSecsSinceEpoch() * 1000); }

/// Every sentence accented and half again as long: shows what would be clipped.
class PseudoTranslator final : public QTranslator
{
public:
    using QTranslator::QTranslator;
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int n) const override
    {
        const QByteArray of(context);
        if (!of.startsWith("stanforis") || of == "stanforis::Dates")
            return {};
        QString text = QString::fromUtf8(source);
        if (n >= 0)
            text.replace(QLatin1String("%n"), QString::number(n));
        const int longer = int(text.size()) / 2;
        text.replace(u'a', u'á').replace(u'e', u'ê').replace(u'o', u'ö').replace(u'u', u'ü');
        return u'[' + text + QString(longer, u'~') + u']';
    }
};

/// What of a shown page a person could not read: texts and buttons smaller than what they say, or outside their parent.
inline QStringList clipped(const QWidget *page)
{
    QStringList found;
    const auto widgets = page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->size().isEmpty() || !widget->parentWidget())
            continue;
        const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && !label->text().isEmpty()) {
            const QSize needed =
                label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->fontMetrics().size(0, label->text());
            if (label->width() < needed.width() || label->height() < needed.height() - 1)
                found << what + u": "_s + label->text();
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            if (button->width() < button->sizeHint().width() || button->height() < button->minimumSizeHint().height())
                found << what + u": "_s + button->text();
        }
        const QWidget *parent = widget->parentWidget();
        if (parent->inherits("QAbstractScrollArea") || parent->objectName() == QLatin1String("qt_scrollarea_viewport"))
            continue;
        if (!parent->rect().adjusted(-1, -1, 1, 1).contains(widget->geometry()) && !widget->isWindow() &&
            (qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget)))
            found << what + u" outside its parent: "_s + widget->property("text").toString();
    }
    return found;
}

/// What a screen reader calls it.
inline QString spokenName(QWidget *widget)
{
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

/// Interactive widgets without a name for a screen reader or for a test.
inline QStringList unnamed(const QWidget *page)
{
    QStringList found;
    for (QWidget *widget : page->findChildren<QWidget *>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) ||
            widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        if (widget->objectName().isEmpty() || spokenName(widget).isEmpty())
            found << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    return found;
}

/// Shows the page at a size and lets layouts settle; with STANFORIS_GRABS set to a folder, leaves a picture there.
inline void show(QWidget &page, QSize size, const QString &name)
{
    page.setProperty("surface", QStringLiteral("base"));
    page.setAttribute(Qt::WA_StyledBackground);
    page.resize(size);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QApplication::sendPostedEvents();
    const QString folder = qEnvironmentVariable("STANFORIS_GRABS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    page.grab().save(folder + u'/' + name + QStringLiteral(".png"));
}

/// Rows of a test that looks for clipped text: sizes of a page in windows of 1366x768, 1920x1080 and 3840x2160, both themes, a
/// long language, and from right to left.
inline void addAppearances(QSize small, QSize usual, QSize large)
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("pseudo");
    QTest::addColumn<bool>("mirrored");
    QTest::newRow("small light") << small << false << false << false;
    QTest::newRow("small dark pseudo") << small << true << true << false;
    QTest::newRow("usual dark") << usual << true << false << false;
    QTest::newRow("usual light pseudo") << usual << false << true << false;
    QTest::newRow("usual light mirrored") << usual << false << false << true;
    QTest::newRow("large light") << large << false << false << false;
}

/// Theme, density, language and direction of the row; undone when it ends.
class Appearance final
{
public:
    explicit Appearance(ThemeManager &theme)
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        QFETCH(bool, pseudo);
        QFETCH(bool, mirrored);
        m_size = size;
        if (pseudo)
            QCoreApplication::installTranslator(&m_translator);
        if (mirrored)
            QApplication::setLayoutDirection(Qt::RightToLeft);
        theme.setVariant(dark ? Variant::Dark : Variant::Light);
        theme.setDensity(size.width() < 1600 ? Density::Compact : Density::Desk);
    }
    ~Appearance()
    {
        QCoreApplication::removeTranslator(&m_translator);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
    Appearance(const Appearance &) = delete;
    Appearance &operator=(const Appearance &) = delete;

    [[nodiscard]] QSize size() const { return m_size; }
    /// Name of the picture of this row.
    [[nodiscard]] static QString picture(const QString &page)
    {
        return page + QStringLiteral("-clip-") + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-');
    }

private:
    PseudoTranslator m_translator;
    QSize m_size;
};

} // namespace stanforis::test
