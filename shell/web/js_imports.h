// What JavaScript does for the module: the functions of library.js. Pointers and lengths only.
// Text is UTF-8 and not terminated.
#pragma once

extern "C" {

// ---- messages ----
/// JSON for the worker's own services (store, network): {"do": …}.
void fh_tell_worker(const char* json, int length);
/// JSON for the page, passed on unread: {"do": …}.
void fh_tell_page(const char* json, int length);
/// Asks for one call of fh_frame, `delay_ms` from now at the earliest (0: the next animation
/// frame).
void fh_request_frame(double delay_ms);
/// Asks for one call of fh_wake after `delay_ms`; replaces an earlier wish. Negative: none.
void fh_request_wake(double delay_ms);

/// A line for the report of a crash.
void fh_note(const char* text, int length);

// ---- clocks, randomness ----
double fh_now_ms();   // since 1970, UTC
double fh_mono_ms();  // never goes back
void fh_random(unsigned char* to, int length);

// ---- the store's files: slots 0 main, 1 main-journal, 2 main-wal, 3 superblock ----
// Each returns what it moved (or the size), or one of kSlot… below. Offsets are doubles: no BigInt.
double fh_slot_read(int slot, unsigned char* to, int length, double offset);
double fh_slot_write(int slot, const unsigned char* from, int length, double offset);
double fh_slot_truncate(int slot, double size);
double fh_slot_flush(int slot);
double fh_slot_size(int slot);

// ---- canvas ----
/// A WebGL 2 context on the page's canvas, made current; 0 when there is none.
int fh_gl_create();
void fh_gl_resize(int width_px, int height_px);
/// Measures one glyph of a CSS font ("600 17px system-ui"): to[0] advance, [1] left, [2] right,
/// [3] ascent, [4] descent of its ink; [5] ascent, [6] descent of the font.
void fh_glyph_measure(const char* font, int length, int code_point, float* to);
/// Draws `count` glyphs in white on an empty sheet and copies its RGBA pixels to `to`. `jobs`
/// holds, for each, the code point and the origin x, y on the sheet.
void fh_glyphs_draw(const char* font, int length, const int* jobs, int count, int width_px,
                    int height_px, unsigned char* to);
/// False where the browser scrambles what is read from a canvas.
int fh_canvas_is_honest();

}  // extern "C"

namespace firsthand::web {

inline constexpr double kSlotError = -1;  // the reason is in the worker's log
inline constexpr double kSlotFull = -2;   // quota

}  // namespace firsthand::web
