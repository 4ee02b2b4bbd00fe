// Draws glyphs with the system's fonts on a 2D canvas for the module's atlas (font_loader.cpp).

const kCachedMax = 20_000;

// Which shape of a Chinese character is right depends on the language of the page.
const kChineseFamilies: Record<'hans' | 'hant', string> = {
  hans: "'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'",
  hant: "'PingFang TC', 'Microsoft JhengHei UI', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans TC'",
};

export class Glyphs {
  private readonly canvas = new OffscreenCanvas(1024, 256);
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly measured = new Map<string, Float32Array>();
  private families = kChineseFamilies.hans;

  constructor() {
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('There is no 2D canvas in workers');
    this.context = context;
  }

  /** For glyphs that are drawn from now on. */
  setLanguage(language: string): void {
    this.families = /^zh-(Hant|TW|HK|MO)/i.test(language)
      ? kChineseFamilies.hant
      : kChineseFamilies.hans;
    this.measured.clear();
  }

  /** Advance; left, right, ascent, descent of the ink; ascent, descent of the font. */
  measure(font: string, codePoint: number): Float32Array {
    // Figures stand in columns and count down: all as wide as a zero.
    const isDigit = codePoint >= 0x30 && codePoint <= 0x39;
    const key = `${font} ${codePoint}`;
    const known = this.measured.get(key);
    if (known) return known;
    this.context.font = this.cssFont(font);
    const text = String.fromCodePoint(codePoint);
    const metrics = this.context.measureText(text);
    const advance = isDigit ? this.context.measureText('0').width : metrics.width;
    const result = Float32Array.of(
      advance,
      metrics.actualBoundingBoxLeft,
      metrics.actualBoundingBoxRight,
      metrics.actualBoundingBoxAscent,
      metrics.actualBoundingBoxDescent,
      metrics.fontBoundingBoxAscent,
      metrics.fontBoundingBoxDescent,
    );
    if (this.measured.size >= kCachedMax) this.measured.clear();
    this.measured.set(key, result);
    return result;
  }

  /** Jobs are code point, x, y of the pen; the result is RGBA. */
  draw(font: string, jobs: Int32Array, width: number, height: number): Uint8ClampedArray {
    if (this.canvas.width < width) this.canvas.width = width;
    if (this.canvas.height < height) this.canvas.height = height;
    const context = this.context;
    context.clearRect(0, 0, width, height);
    context.font = this.cssFont(font);
    context.fillStyle = '#fff';
    context.textBaseline = 'alphabetic';
    for (let i = 0; i + 2 < jobs.length; i += 3) {
      context.fillText(String.fromCodePoint(jobs[i]!), jobs[i + 1]!, jobs[i + 2]!);
    }
    return context.getImageData(0, 0, width, height).data;
  }

  /** Some browsers scramble what is read from a canvas, against fingerprinting. */
  isHonest(): boolean {
    const size = 16;
    this.context.clearRect(0, 0, size, size);
    this.context.fillStyle = '#fff';
    this.context.fillRect(0, 0, size, size / 2);
    const { data } = this.context.getImageData(0, 0, size, size);
    return data.every((value, i) => value === (i < data.length / 2 ? 255 : 0));
  }

  private cssFont(font: string): string {
    // Before the generic family, which would otherwise take the characters.
    return font.replace(/, sans-serif$/, `, ${this.families}, sans-serif`);
  }
}
