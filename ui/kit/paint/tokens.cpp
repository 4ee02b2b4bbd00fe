#include "ui/kit/paint/tokens.h"

#include <algorithm>
#include <cmath>

namespace firsthand::ui {

namespace {

constexpr Theme kLight = {
    .colours = {{
        {0xF5F6F8FF},  // background
        {0xFFFFFFFF},  // surface
        {0xFFFFFFFF},  // raised
        {0xFBFBFCFF},  // sunken
        {0xF1F3F6FF},  // hover
        {0xE6E9EEFF},  // pressed
        {0xEDEEFDFF},  // selected
        {0xE2E5EAFF},  // border
        {0x7F8794FF},  // border_strong
        {0x1A1E26FF},  // text
        {0x566071FF},  // text_muted
        {0x4F46E5FF},  // accent
        {0x4038C7FF},  // accent_hover
        {0xFFFFFFFF},  // on_accent
        {0x4338CAFF},  // accent_text
        {0xC4232CFF},  // danger
        {0xA41C24FF},  // danger_hover
        {0xFFFFFFFF},  // on_danger
        {0xB3161FFF},  // danger_text
        {0x874A06FF},  // warning_text
        {0x14633AFF},  // success_text
        {0x1B4FB3FF},  // info_text
        {0xFFF9E8FF},  // note_back
        {0x4F46E5FF},  // focus
        {0x0F172A66},  // scrim
        {0x0F172A14},  // shadow
    }},
    .tones = {{
        {{0xEDEFF2FF}, {0x454E60FF}},  // neutral
        {{0xEBEBFDFF}, {0x4338CAFF}},  // accent
        {{0xFDEBECFF}, {0xAF151EFF}},  // danger
        {{0xFFF2D3FF}, {0x854805FF}},  // warning
        {{0xE2F5E9FF}, {0x14633AFF}},  // success
        {{0xE4EFFEFF}, {0x1B4FB3FF}},  // info
        {{0xC4232CFF}, {0xFFFFFFFF}},  // priority_1
        {{0xFFE8DAFF}, {0x9C380AFF}},  // priority_2
        {{0xE7EBF4FF}, {0x3C475DFF}},  // priority_3
        {{0xF1F3F5FF}, {0x566071FF}},  // priority_4
        {{0xEDEFF2FF}, {0x454E60FF}},  // tier_normal
        {{0xFFEFC7FF}, {0x744900FF}},  // tier_vip
        {{0x3A2A68FF}, {0xFFE9A8FF}},  // tier_super_vip
        {{0xE4EFFEFF}, {0x1B4FB3FF}},  // state_fresh
        {{0xDDF3F1FF}, {0x0A5C56FF}},  // state_open
        {{0xFFF2D3FF}, {0x854805FF}},  // state_pending
        {{0xF3E8FDFF}, {0x6E21A3FF}},  // state_hold
        {{0xE2F5E9FF}, {0x14633AFF}},  // state_solved
        {{0xEDEFF2FF}, {0x454E60FF}},  // state_closed
        {{0xEDEFF2FF}, {0x454E60FF}},  // state_merged
        {{0xE4EFFEFF}, {0x1B4FB3FF}},  // avatar_1
        {{0xDDF3F1FF}, {0x0A5C56FF}},  // avatar_2
        {{0xFFE8DAFF}, {0x9C380AFF}},  // avatar_3
        {{0xF3E8FDFF}, {0x6E21A3FF}},  // avatar_4
        {{0xFDE8F1FF}, {0x9B1555FF}},  // avatar_5
        {{0xE9F2DAFF}, {0x44600DFF}},  // avatar_6
    }},
};

constexpr Theme kDark = {
    .colours = {{
        {0x0E1014FF},  // background
        {0x15181EFF},  // surface
        {0x1D2129FF},  // raised
        {0x111419FF},  // sunken
        {0x1E2229FF},  // hover
        {0x272C35FF},  // pressed
        {0x24274AFF},  // selected
        {0x292E38FF},  // border
        {0x6F788AFF},  // border_strong
        {0xE7E9EDFF},  // text
        {0xA3ABB8FF},  // text_muted
        {0x5B5DE8FF},  // accent
        {0x4D4FD6FF},  // accent_hover
        {0xFFFFFFFF},  // on_accent
        {0xA9ACFFFF},  // accent_text
        {0xC5323BFF},  // danger
        {0xA8262FFF},  // danger_hover
        {0xFFFFFFFF},  // on_danger
        {0xFF9090FF},  // danger_text
        {0xF8C069FF},  // warning_text
        {0x77DDA0FF},  // success_text
        {0x93BEFFFF},  // info_text
        {0x262115FF},  // note_back
        {0x9295FFFF},  // focus
        {0x00000099},  // scrim
        {0x00000059},  // shadow
    }},
    .tones = {{
        {{0x2A2F39FF}, {0xC3C9D3FF}},  // neutral
        {{0x2A2D57FF}, {0xBDBFFFFF}},  // accent
        {{0x451C20FF}, {0xFFA3A3FF}},  // danger
        {{0x3D2E12FF}, {0xF8C877FF}},  // warning
        {{0x17382AFF}, {0x86E2ACFF}},  // success
        {{0x1A3154FF}, {0xA5CBFFFF}},  // info
        {{0xC5323BFF}, {0xFFFFFFFF}},  // priority_1
        {{0x482613FF}, {0xFFB68FFF}},  // priority_2
        {{0x2A3244FF}, {0xBFCCE6FF}},  // priority_3
        {{0x22262EFF}, {0xA3ABB8FF}},  // priority_4
        {{0x2A2F39FF}, {0xC3C9D3FF}},  // tier_normal
        {{0x40310EFF}, {0xF5CD6BFF}},  // tier_vip
        {{0x44337AFF}, {0xFFE9A8FF}},  // tier_super_vip
        {{0x1A3154FF}, {0xA5CBFFFF}},  // state_fresh
        {{0x123936FF}, {0x7FDDD4FF}},  // state_open
        {{0x3D2E12FF}, {0xF8C877FF}},  // state_pending
        {{0x382350FF}, {0xDDB4FFFF}},  // state_hold
        {{0x17382AFF}, {0x86E2ACFF}},  // state_solved
        {{0x2A2F39FF}, {0xC3C9D3FF}},  // state_closed
        {{0x2A2F39FF}, {0xC3C9D3FF}},  // state_merged
        {{0x1A3154FF}, {0xA5CBFFFF}},  // avatar_1
        {{0x123936FF}, {0x7FDDD4FF}},  // avatar_2
        {{0x482613FF}, {0xFFB68FFF}},  // avatar_3
        {{0x382350FF}, {0xDDB4FFFF}},  // avatar_4
        {{0x461B32FF}, {0xFFA9CEFF}},  // avatar_5
        {{0x29360FFF}, {0xC3DD88FF}},  // avatar_6
    }},
};

constexpr Theme stronger(Theme theme) {
  const auto set = [&theme](Colour role, Colour from) {
    theme.colours[static_cast<std::size_t>(role)] = theme[from];
  };
  set(Colour::text_muted, Colour::text);
  set(Colour::border, Colour::border_strong);
  set(Colour::border_strong, Colour::text);
  set(Colour::focus, Colour::accent_text);
  return theme;
}

constexpr Theme kLightStrong = stronger(kLight), kDarkStrong = stronger(kDark);

double linear(std::uint32_t channel) {
  const double share = channel / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Rgba c) {
  return 0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b());
}

Tone offset(Tone first, std::size_t by) {
  return static_cast<Tone>(static_cast<std::size_t>(first) + by);
}

}  // namespace

Tone tone_of(Priority priority) {
  return offset(Tone::priority_1, static_cast<std::size_t>(priority));
}
Tone tone_of(CustomerTier tier) {
  return offset(Tone::tier_normal, static_cast<std::size_t>(tier));
}
Tone tone_of(TicketState state) {
  return offset(Tone::state_fresh, static_cast<std::size_t>(state));
}

const Theme& theme_of(ThemeName name, bool more_contrast) {
  if (name == ThemeName::dark) return more_contrast ? kDarkStrong : kDark;
  return more_contrast ? kLightStrong : kLight;
}

double contrast(Rgba a, Rgba b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Rgba blend(Rgba top, Rgba under) {
  const auto mix = [&](std::uint32_t over, std::uint32_t below) {
    return (over * top.a() + below * (255 - top.a()) + 127) / 255;
  };
  return {mix(top.r(), under.r()) << 24 | mix(top.g(), under.g()) << 16 |
          mix(top.b(), under.b()) << 8 | 0xFF};
}

}  // namespace firsthand::ui
