import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { policyInFile } from '../../build/headers.ts';
import { oneFile, packed, withinScript } from '../../build/offline.ts';
import { fetchJson } from '../../src/record/load.ts';

const HTML = `<!doctype html><html><head><meta charset="utf-8" />
<script type="module" crossorigin src="./assets/index.js"></script>
<link rel="stylesheet" crossorigin href="./assets/style.css"><script>early()</script></head>
<body><p>page</p></body></html>`;
const parts = {
  html: HTML,
  style: 'p{color:red}',
  script: 'start("$& $1")',
  licences: 'a --> b',
  site: undefined,
};

describe('the one file', () => {
  it('asks for no other file', () => {
    const { document } = parseHTML(oneFile(parts));
    expect(document.querySelectorAll('[src], link[href]')).toHaveLength(0);
    expect([...document.querySelectorAll('script')].map((s) => s.textContent)).toEqual([
      'early()',
      'start("$& $1")',
    ]);
  });

  it('holds the licences where no reader stumbles over them, and nothing of them ends the page', () => {
    const { document } = parseHTML(oneFile(parts));
    expect(oneFile(parts)).toContain('a - -> b');
    expect(document.documentElement.textContent).not.toContain('-> b');
  });

  it('allows exactly the script and the style that stand in it', () => {
    const page = oneFile(parts);
    const policy = parseHTML(page).document.querySelector('meta[http-equiv]')?.getAttribute('content');
    expect(policy).toBe(policyInFile(page));
    expect(policy).not.toMatch(/'self'|unsafe|https?:/);
    expect(policyInFile(page.replace('early()', 'other()'))).not.toBe(policy);
  });

  it('names the page on the web only where the build knows it', () => {
    expect(oneFile(parts)).not.toContain('canonical');
    expect(oneFile({ ...parts, site: 'https://maps.example/' })).toContain(
      '<link rel="canonical" href="https://maps.example/">',
    );
  });

  it('keeps a script whole that speaks of scripts', () => {
    const script = 'const a = "</script><!-- b"; const c = /<\\/SCRIPT/;';
    const { document } = parseHTML(`<body><script>${withinScript(script)}</script></body>`);
    const code = document.querySelector('script')?.textContent ?? '';
    expect(runInNewContext(`${code}; a + c.test("</SCRIPT")`)).toBe('</script><!-- btrue');
  });
});

describe('what is packed', () => {
  it('comes out of its address as it went in', async () => {
    const record = { places: ['Bərdə', 'Qarayusifli'] };
    const address = packed(JSON.stringify(record));
    expect(await fetchJson(address)).toEqual(record);
    expect(gunzipSync(Buffer.from(address.split(',')[1] ?? '', 'base64')).toString()).toBe(
      JSON.stringify(record),
    );
  });
});
