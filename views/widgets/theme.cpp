// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

// The resources are part of a static library; this keeps the linker from leaving them out.
static void registerLookResources() { Q_INIT_RESOURCE(stanforis_look); }

namespace stanforis {

struct TypeTokens
{
    int size = 0, line = 0, weight = 0;
    bool mono = false;
};

struct Theme::Tokens
{
    Variant variant = Variant::Dark;
    Density density = Density::Desk;
    bool reducedMotion = false;
    SurfaceColors surface;
    TextColors text;
    LineColors line;
    AccentColors accent;
    std::array<SeverityColors, 6> severity;
    std::array<ModeColors, 3> mode;
    std::array<QColor, 6> quality;
    PlotColors plot;
    MapColors map;
    std::array<TypeTokens, 9> type;
    std::array<QFont, 9> fonts; ///< shared: a font finds its engine once
    QStringList uiFamilies, monoFamilies;
    QList<int> space;
    int radius = 0;
    Metrics metrics;
    FrameMetrics frame;
    Strokes stroke;
    Durations motion;
};

namespace {

/// Walks the token file and ends the program at a token that is not there.
class Reader final
{
public:
    explicit Reader(QJsonObject object, QString path = {})
        : m_object(std::move(object))
        , m_path(std::move(path))
    {}

    Reader group(const char *name) const { return Reader(value(name).toObject(), m_path + u'/' + QLatin1StringView(name)); }
    bool has(const char *name) const { return m_object.contains(QLatin1StringView(name)); }
    double number(const char *name) const { return value(name).toDouble(); }
    int integer(const char *name) const { return value(name).toInt(); }
    QJsonArray array(const char *name) const { return value(name).toArray(); }
    QString string(const char *name) const { return value(name).toString(); }
    QColor color(const char *name) const
    {
        const QColor color(string(name));
        if (!color.isValid())
            qFatal("The token %s/%s is not a colour", qPrintable(m_path), name);
        return color;
    }
    QStringList strings(const char *name) const
    {
        QStringList list;
        for (const QJsonValue &item : array(name))
            list.append(item.toString());
        return list;
    }

private:
    QJsonValue value(const char *name) const
    {
        const QJsonValue value = m_object.value(QLatin1StringView(name));
        if (value.isUndefined())
            qFatal("The token %s/%s is missing", qPrintable(m_path), name);
        return value;
    }

    QJsonObject m_object;
    QString m_path;
};

Reader openTokens()
{
    registerLookResources();
    QFile file(u":/stanforis/themes/tokens.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The token file is not part of this build");
    return Reader(QJsonDocument::fromJson(file.readAll()).object());
}

void readColors(const Reader &from, Theme::Tokens &to)
{
    const Reader surface = from.group("surface");
    to.surface = {surface.color("base"),  surface.color("frame"),   surface.color("panel"),        surface.color("raised"),
                  surface.color("hover"), surface.color("pressed"), surface.color("input"),        surface.color("selected"),
                  surface.color("sheet"), surface.color("scrim"),   surface.number("scrimOpacity")};
    const Reader text = from.group("text");
    to.text = {text.color("primary"),  text.color("secondary"), text.color("tertiary"),
               text.color("disabled"), text.color("stale"),     text.color("inverse")};
    const Reader line = from.group("line");
    to.line = {line.color("subtle"), line.color("normal"), line.color("strong"), line.color("control")};
    const Reader accent = from.group("accent");
    to.accent = {accent.color("fill"),   accent.color("fillHover"), accent.color("fillPressed"),
                 accent.color("onFill"), accent.color("text"),      accent.color("focus")};
    const SeverityColors neutral{to.line.control, to.text.secondary, to.surface.raised,
                                 to.text.primary, to.surface.panel,  to.line.control};
    const auto severityColors = [severities = from.group("severity")](const char *name) -> SeverityColors {
        const Reader one = severities.group(name);
        return {one.color("mark"),   one.color("text"), one.color("fill"),
                one.color("onFill"), one.color("tint"), one.color("edge")};
    };
    to.severity = {neutral, severityColors("low"), severityColors("medium"), severityColors("high"), severityColors("critical"),
                   neutral};
    const auto modeColors = [modes = from.group("mode")](const char *name) -> ModeColors {
        const Reader one = modes.group(name);
        return {one.color("frame"), one.color("banner"), one.color("text")};
    };
    to.mode = {modeColors("live"), modeColors("simulation"), modeColors("replay")};
    const Reader quality = from.group("quality");
    to.quality[std::size_t(Quality::Minor)] = quality.color("minor");
    to.quality[std::size_t(Quality::Major)] = quality.color("major");
    to.quality[std::size_t(Quality::Invalid)] = quality.color("invalid");
    to.quality[std::size_t(Quality::Disconnected)] = quality.color("disconnected");
    const Reader plot = from.group("plot");
    to.plot = {plot.color("background"),
               plot.color("grid"),
               plot.color("axis"),
               plot.color("label"),
               plot.color("band"),
               plot.color("bandLabel"),
               plot.color("gapHatch"),
               plot.color("cursor"),
               plot.color("single"),
               {},
               {}};
    for (const QString &name : plot.strings("series"))
        to.plot.series.append(QColor(name));
    for (const QString &name : plot.strings("dash")) {
        QList<qreal> lengths;
        if (name != "solid"_L1) {
            for (const QString &length : name.split(u' '))
                lengths.append(length.toDouble());
        }
        to.plot.seriesDash.append(lengths);
    }
    const Reader map = from.group("map");
    to.map = {map.color("region"), map.color("border")};
}

QFont fontOf(const TypeTokens &type, const Theme::Tokens &tokens)
{
    QFont font;
    font.setFamilies(type.mono ? tokens.monoFamilies : tokens.uiFamilies);
    font.setPixelSize(type.size);
    font.setWeight(QFont::Weight(type.weight));
    font.setHintingPreference(QFont::PreferVerticalHinting);
    if (type.mono)
        font.setStyleHint(QFont::Monospace);
    return font;
}

void readType(const Reader &root, double scale, bool compact, Theme::Tokens &to)
{
    constexpr std::array names{"caption", "label", "body", "strong", "heading", "title", "value", "display", "code"};
    const int smallest = root.group("type").group("caption").integer("size");
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Reader role = root.group("type").group(names[i]);
        TypeTokens &type = to.type[i];
        type = {std::max(smallest, int(std::lround(role.number("size") * scale))), role.integer("line"), role.integer("weight"),
                role.has("family")};
        if (compact && role.has("compact")) {
            type.size = role.group("compact").integer("size");
            type.line = role.group("compact").integer("line");
        }
    }
}

/// `scale` is the smallest font to the one of the tokens.
void readWallType(const Reader &wall, double scale, Theme::Tokens &to)
{
    constexpr double line = 1.3; // ascent and descent of IBM Plex
    for (std::size_t i = 0; i < to.type.size(); ++i) {
        const auto role = static_cast<TypeRole>(i);
        const bool isName = role == TypeRole::Heading || role == TypeRole::Title;
        const char *size = isName                      ? "name"
                           : role == TypeRole::Value   ? "value"
                           : role == TypeRole::Display ? "clock"
                                                       : "plotLabel";
        to.type[i].size = int(std::lround(wall.integer(size) * scale));
        to.type[i].line = int(std::ceil(to.type[i].size * line));
    }
}

void makeFonts(const Reader &root, Theme::Tokens &to)
{
#if defined(Q_OS_WIN)
    const char *system = "windows";
#elif defined(Q_OS_MACOS)
    const char *system = "macos";
#else
    const char *system = "linux";
#endif
    const Reader font = root.group("font");
    const Reader fallback = font.group("fallback").group(system);
    to.uiFamilies = font.strings("ui") + font.strings("arabic") + fallback.strings("ui") + fallback.strings("arabic");
    to.monoFamilies = font.strings("mono") + fallback.strings("mono") + font.strings("arabic");
    for (std::size_t i = 0; i < to.type.size(); ++i)
        to.fonts[i] = fontOf(to.type[i], to);
}

/// Lengths of the wall in its pictures, brought to the size of its type.
void readWallSizes(const Reader &root, double scale, Theme::Tokens &to)
{
    const Reader wall = root.group("density").group("wall");
    const auto sized = [scale](int &length) { length = std::max(1, int(std::lround(length * scale))); };
    Metrics &metrics = to.metrics;
    for (int *length : {&metrics.row, &metrics.rowDetail, &metrics.tableHeader, &metrics.control, &metrics.controlSmall,
                        &metrics.controlLarge, &metrics.panelHeader, &metrics.panelPadding, &metrics.gutter, &metrics.pageMargin,
                        &metrics.icon, &metrics.severityMark, &metrics.plotLabel, &metrics.target})
        sized(*length);
    metrics.plotLine *= scale;
    metrics.plotLineSecondary *= scale;
    to.radius = wall.integer("radius");
    to.frame.banner = wall.integer("banner");
    to.frame.topBar = wall.integer("topBar");
    to.frame.alarmBar = wall.integer("row");
    for (int *length : {&to.radius, &to.frame.banner, &to.frame.topBar, &to.frame.alarmBar})
        sized(*length);
    // What the tokens do not say of walls grows as the line, or as the room inside panels.
    const double line = std::max(1.0, std::round(wall.number("line") * scale));
    to.stroke = {line, to.stroke.icon / to.stroke.hair * line, to.stroke.focus / to.stroke.hair * line,
                 std::max(1, int(std::lround(wall.integer("modeFrame") * scale)))};
    const double room = wall.number("panelPadding") / root.group("density").group("desk").number("panelPadding");
    for (int &step : to.space)
        step = int(std::lround(step * room * scale));
}

void readSizes(const Reader &root, const Reader &density, Theme::Tokens &to)
{
    for (const QJsonValue &step : root.array("space"))
        to.space.append(step.toInt());
    to.radius = root.integer("radius");
    to.metrics = {density.integer("row"),          density.integer("rowDetail"),
                  density.integer("tableHeader"),  density.integer("control"),
                  density.integer("controlSmall"), density.integer("controlLarge"),
                  density.integer("panelHeader"),  density.integer("panelPadding"),
                  density.integer("gutter"),       density.integer("pageMargin"),
                  density.integer("icon"),         density.integer("severityMark"),
                  density.integer("plotLabel"),    density.integer("target"),
                  density.number("plotLine"),      density.number("plotLineSecondary")};
    const Reader frame = root.group("frame");
    to.frame = {frame.integer("banner"),        frame.integer("topBar"),   frame.integer("rail"),
                frame.integer("railCollapsed"), frame.integer("alarmBar"), frame.integer("inspector")};
    const Reader stroke = root.group("stroke");
    to.stroke = {stroke.number("hair"), stroke.number("icon"), stroke.number("focus"), stroke.integer("modeFrame")};
    if (!to.reducedMotion) {
        const Reader motion = root.group("motion");
        to.motion = {std::chrono::milliseconds(motion.integer("panel")), std::chrono::milliseconds(motion.integer("sheet"))};
    }
}

using OwnTheme = std::pair<QPointer<const QWidget>, Theme>;

QList<OwnTheme> &ownThemes()
{
    static QList<OwnTheme> themes;
    return themes;
}

} // namespace

Theme Theme::load(Variant variant, Density density, bool reducedMotion) { return read(variant, density, 0, reducedMotion); }

Theme Theme::wall(Variant variant, int smallestFont, bool reducedMotion)
{
    return read(variant, Density::Wall, smallestFont, reducedMotion);
}

Theme Theme::read(Variant variant, Density density, int smallestFont, bool reducedMotion)
{
    // Tokens do not change while the program runs: of equal themes one is parsed.
    static std::map<std::tuple<Variant, Density, int, bool>, Theme> loaded;
    const std::tuple key(variant, density, smallestFont, reducedMotion);
    if (const auto known = loaded.find(key); known != loaded.end())
        return known->second;
    const Reader root = openTokens();
    const bool compact = density == Density::Compact, wall = density == Density::Wall;
    auto tokens = std::make_shared<Tokens>();
    tokens->variant = variant;
    tokens->density = density;
    tokens->reducedMotion = reducedMotion;
    readColors(root.group("color").group(variant == Variant::Dark ? "dark" : "light"), *tokens);
    const Reader densityTokens = root.group("density").group(wall ? "wall" : compact ? "compact" : "desk");
    readType(root, wall ? 1 : densityTokens.number("typeScale"), compact, *tokens);
    readSizes(root, densityTokens, *tokens);
    if (wall) {
        const double scale = smallestFont > 0 ? smallestFont / densityTokens.number("plotLabel") : 1;
        readWallType(densityTokens, scale, *tokens);
        readWallSizes(root, scale, *tokens);
    }
    makeFonts(root, *tokens);
    return loaded.emplace(key, Theme(std::move(tokens))).first->second;
}

Theme Theme::of(const QWidget *widget)
{
    // Nearly always there is none, and never more than two.
    for (const QWidget *round = ownThemes().isEmpty() ? nullptr : widget; round; round = round->parentWidget()) {
        for (const auto &[owner, theme] : std::as_const(ownThemes())) {
            if (owner == round)
                return theme;
        }
    }
    if (qApp) {
        const QVariant current = qApp->property("stanforisTheme");
        if (current.isValid())
            return current.value<Theme>();
    }
    return Theme();
}

void Theme::setFor(QWidget *widget, const std::optional<Theme> &theme)
{
    const auto known = std::ranges::find(ownThemes(), widget, [](const OwnTheme &own) { return own.first.data(); });
    if (known == ownThemes().end() ? !theme : theme == known->second)
        return;
    ownThemes().removeIf([widget](const OwnTheme &own) { return !own.first || own.first == widget; });
    if (theme)
        ownThemes().append({widget, *theme});
    QEvent changed(QEvent::StyleChange);
    const QWidgetList inside = widget->findChildren<QWidget *>();
    for (QWidget *each : QWidgetList{widget} + inside)
        QCoreApplication::sendEvent(each, &changed);
}

Theme::Theme()
{
    static const Theme fallback = load(Variant::Dark, Density::Desk);
    m_tokens = fallback.m_tokens;
}

Theme::Theme(std::shared_ptr<const Tokens> tokens)
    : m_tokens(std::move(tokens))
{}

Variant Theme::variant() const { return m_tokens->variant; }
Density Theme::density() const { return m_tokens->density; }
bool Theme::reducedMotion() const { return m_tokens->reducedMotion; }
const SurfaceColors &Theme::surface() const { return m_tokens->surface; }
const TextColors &Theme::text() const { return m_tokens->text; }
const LineColors &Theme::line() const { return m_tokens->line; }
const AccentColors &Theme::accent() const { return m_tokens->accent; }
const SeverityColors &Theme::severity(Severity severity) const { return m_tokens->severity[std::size_t(severity)]; }
const ModeColors &Theme::mode(Mode mode) const { return m_tokens->mode[std::size_t(mode)]; }
QColor Theme::quality(Quality quality) const { return m_tokens->quality[std::size_t(quality)]; }
const PlotColors &Theme::plot() const { return m_tokens->plot; }
const MapColors &Theme::map() const { return m_tokens->map; }
int Theme::lineHeight(TypeRole role) const { return m_tokens->type[std::size_t(role)].line; }
int Theme::space(int step) const { return m_tokens->space.at(step); }
int Theme::radius() const { return m_tokens->radius; }
const Metrics &Theme::metrics() const { return m_tokens->metrics; }
const FrameMetrics &Theme::frame() const { return m_tokens->frame; }
const Strokes &Theme::stroke() const { return m_tokens->stroke; }
const Durations &Theme::motion() const { return m_tokens->motion; }

QFont Theme::font(TypeRole role) const { return m_tokens->fonts[std::size_t(role)]; }

qreal contrastRatio(const QColor &first, const QColor &second)
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double channel) {
            return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    };
    const double one = luminance(first), other = luminance(second);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace stanforis
