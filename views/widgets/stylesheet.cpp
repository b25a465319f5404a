// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/stylesheet.h"

#include "views/widgets/icons.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace stanforis {

namespace {

QHash<QString, QString> valuesOf(const Theme &theme)
{
    QHash<QString, QString> values;
    const auto color = [&values](const QString &name, const QColor &value) { values.insert(name, value.name()); };
    const auto pixels = [&values](const QString &name, int value) { values.insert(name, QString::number(value) + u"px"_s); };
    const SurfaceColors &surface = theme.surface();
    color(u"surface.base"_s, surface.base);
    color(u"surface.frame"_s, surface.frame);
    color(u"surface.panel"_s, surface.panel);
    color(u"surface.raised"_s, surface.raised);
    color(u"surface.hover"_s, surface.hover);
    color(u"surface.pressed"_s, surface.pressed);
    color(u"surface.input"_s, surface.input);
    color(u"surface.selected"_s, surface.selected);
    color(u"surface.sheet"_s, surface.sheet);
    color(u"text.primary"_s, theme.text().primary);
    color(u"text.secondary"_s, theme.text().secondary);
    color(u"text.tertiary"_s, theme.text().tertiary);
    color(u"text.disabled"_s, theme.text().disabled);
    color(u"text.stale"_s, theme.text().stale);
    color(u"line.subtle"_s, theme.line().subtle);
    color(u"line.normal"_s, theme.line().normal);
    color(u"line.strong"_s, theme.line().strong);
    color(u"line.control"_s, theme.line().control);
    color(u"accent.fill"_s, theme.accent().fill);
    color(u"accent.fillHover"_s, theme.accent().fillHover);
    color(u"accent.fillPressed"_s, theme.accent().fillPressed);
    color(u"accent.onFill"_s, theme.accent().onFill);
    color(u"accent.text"_s, theme.accent().text);
    color(u"accent.focus"_s, theme.accent().focus);
    color(u"severity.high.edge"_s, theme.severity(Severity::High).edge);
    color(u"severity.critical.text"_s, theme.severity(Severity::Critical).text);
    color(u"severity.critical.edge"_s, theme.severity(Severity::Critical).edge);
    for (int step = 1; step <= 10; ++step)
        pixels(u"space"_s + QString::number(step), theme.space(step));
    pixels(u"radius"_s, theme.radius());
    pixels(u"bodySize"_s, theme.font(TypeRole::Body).pixelSize());
    pixels(u"labelSize"_s, theme.font(TypeRole::Label).pixelSize());
    // The box model of style sheets counts the border outside min-height.
    const int borders = 2 * int(theme.stroke().hair);
    pixels(u"controlInner"_s, theme.metrics().control - borders);
    pixels(u"controlSmallInner"_s, theme.metrics().controlSmall - borders);
    pixels(u"controlLargeInner"_s, theme.metrics().controlLarge - borders);
    pixels(u"tableHeaderInner"_s, theme.metrics().tableHeader - borders / 2);
    pixels(u"panelPadding"_s, theme.metrics().panelPadding);
    return values;
}

} // namespace

void writeStyleImages(const Theme &theme, const QString &folder)
{
    const QDir files(folder);
    const int size = theme.space(4);
    constexpr int uncompressed = 100; // they are small, and written at each start
    const auto write = [&](const QString &icon, const QColor &color) {
        Icons::pixmap(icon, color, size).save(files.filePath(icon + u".png"_s), "PNG", uncompressed);
        Icons::pixmap(icon, color, size, 2.0).save(files.filePath(icon + u"@2x.png"_s), "PNG", uncompressed);
    };
    write(u"chevron-down"_s, theme.text().secondary);
    write(u"check"_s, theme.accent().onFill);
}

QString styleSheetOf(const Theme &theme, const QString &imageFolder)
{
    QFile file(u":/stanforis/themes/console.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The style sheet is not part of this build");
    const QString source = QString::fromUtf8(file.readAll());
    QHash<QString, QString> values = valuesOf(theme);
    values.insert(u"image.chevron"_s, imageFolder + u"/chevron-down.png"_s);
    values.insert(u"image.check"_s, imageFolder + u"/check.png"_s);
    static const QRegularExpression name(u"@([A-Za-z0-9]+(?:\\.[A-Za-z]+)*)"_s);
    QString result;
    qsizetype done = source.indexOf(u"*/"_s) + 2;
    for (auto matches = name.globalMatch(source, done); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto value = values.constFind(match.captured(1));
        if (value == values.constEnd())
            qFatal("The style sheet asks for the unknown token %s", qPrintable(match.captured(1)));
        result += QStringView(source).mid(done, match.capturedStart() - done) % *value;
        done = match.capturedEnd();
    }
    return result + source.mid(done);
}

} // namespace stanforis
