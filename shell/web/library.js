// The module's imports (js_imports.h). `Module.host` is the worker's side: web/src/worker/host.ts.
// Memory may grow in any call, so each takes its view of the heap anew.
addToLibrary({
  fh_tell_worker__deps: ['$UTF8ToString'],
  fh_tell_worker: (json, length) => Module['host'].tellWorker(UTF8ToString(json, length)),
  fh_tell_page__deps: ['$UTF8ToString'],
  fh_tell_page: (json, length) => Module['host'].tellPage(UTF8ToString(json, length)),
  fh_note__deps: ['$UTF8ToString'],
  fh_note: (text, length) => Module['host'].note(UTF8ToString(text, length)),
  fh_request_frame: (delay) => Module['host'].requestFrame(delay),
  fh_request_wake: (delay) => Module['host'].requestWake(delay),

  fh_now_ms: () => Date.now(),
  fh_mono_ms: () => performance.now(),
  fh_random: (to, length) => {
    crypto.getRandomValues(HEAPU8.subarray(to, to + length));
  },

  fh_slot_read: (slot, to, length, offset) =>
    Module['host'].slots.read(slot, HEAPU8.subarray(to, to + length), offset),
  fh_slot_write: (slot, from, length, offset) =>
    Module['host'].slots.write(slot, HEAPU8.subarray(from, from + length), offset),
  fh_slot_truncate: (slot, size) => Module['host'].slots.truncate(slot, size),
  fh_slot_flush: (slot) => Module['host'].slots.flush(slot),
  fh_slot_size: (slot) => Module['host'].slots.size(slot),

  fh_gl_create__deps: ['$GL'],
  fh_gl_create: () => {
    const attributes = {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
      powerPreference: 'low-power',
    };
    const context = Module['host'].canvas.getContext('webgl2', attributes);
    if (!context) return 0;
    // Emscripten's registry wants to know the version under these names.
    attributes.majorVersion = 2;
    attributes.minorVersion = 0;
    const handle = GL.registerContext(context, attributes);
    GL.makeContextCurrent(handle);
    return handle;
  },
  fh_gl_resize: (width, height) => {
    Module['host'].canvas.width = width;
    Module['host'].canvas.height = height;
  },
  fh_glyph_measure__deps: ['$UTF8ToString'],
  fh_glyph_measure: (font, length, codePoint, to) => {
    const measured = Module['host'].glyphs.measure(UTF8ToString(font, length), codePoint);
    HEAPF32.set(measured, to >> 2);
  },
  fh_glyphs_draw__deps: ['$UTF8ToString'],
  fh_glyphs_draw: (font, length, jobs, count, width, height, to) => {
    const pixels = Module['host'].glyphs.draw(
      UTF8ToString(font, length), HEAP32.subarray(jobs >> 2, (jobs >> 2) + 3 * count), width, height);
    HEAPU8.set(pixels, to);
  },
  fh_canvas_is_honest: () => (Module['host'].glyphs.isHonest() ? 1 : 0),
});
