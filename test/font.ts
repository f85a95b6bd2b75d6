/** Advance widths by letter, read from a TrueType font: table `hmtx` by way of `cmap` (format 4). */
export function advances(font: Buffer): Map<string, number> {
  const table = (tag: string) => {
    const entry = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + i * 16).find(
      (at) => font.toString('latin1', at, at + 4) === tag,
    );
    if (entry === undefined) throw new Error(`the font has no table ${tag}`);
    return font.readUInt32BE(entry + 8);
  };
  const [hmtx, cmap] = [table('hmtx'), table('cmap')];
  const last = font.readUInt16BE(table('hhea') + 34) - 1;
  const map = cmap + font.readUInt32BE(cmap + 8);
  const segments = font.readUInt16BE(map + 6) / 2;
  const found = new Map<string, number>();
  for (let i = 0; i < segments; i++) {
    const field = (n: number) => map + 14 + n * segments * 2 + (n > 0 ? 2 : 0) + i * 2;
    const [end, start, delta, list] = [
      font.readUInt16BE(field(0)),
      font.readUInt16BE(field(1)),
      font.readInt16BE(field(2)),
      font.readUInt16BE(field(3)),
    ];
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed = list === 0 ? code : font.readUInt16BE(field(3) + list + (code - start) * 2);
      if (listed === 0) continue;
      const glyph = (listed + delta) & 0xffff;
      found.set(String.fromCodePoint(code), font.readUInt16BE(hmtx + Math.min(glyph, last) * 4));
    }
  }
  return found;
}
