/** What somebody who means harm would write, where a date, a name or a word is asked for. */
import * as fc from 'fast-check';

/** Names that every object has, or that change every object. */
export const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
] as const;

export const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "'-alert(1)-'",
  '</p><svg onload=alert(1)>',
  '<!--',
  '&lt;img src=x onerror=alert(1)&gt;',
  '{{constructor.constructor("alert(1)")()}}',
] as const;

/** Not to be followed as a link. */
export const BAD_LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  '//evil.example/',
  '\\\\evil.example\\',
  '/news',
  'https:evil.example',
  'http://',
  'https://apnews.com@evil.example/',
  'https://apnews.com:secret@evil.example/',
  'https://exa mple.org/',
  'https://example.org/\u202Egpj.exe',
  'ftp://example.org/',
] as const;

/** Turn the words around them, break the line, or cannot be seen; the last is half a letter. */
export const UNSEEN = [
  '\u0000',
  '\u0007',
  '\u0085',
  '\u00AD',
  '\u061C',
  '\u200B',
  '\u200E',
  '\u200F',
  '\u2028',
  '\u2029',
  '\u202A',
  '\u202E',
  '\u2060',
  '\u2066',
  '\u2069',
  '\uFEFF',
  '\u{E0041}',
  '\uD800',
] as const;

/** What a reader must never get to read as it is: written here once more, and not taken from the code. Joiners may stay, and Arabic marks that are seen. */
export const notSeen = (text: string): string[] =>
  Array.from(text).filter(
    (letter) =>
      /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(letter) &&
      !/\u200C|\u200D|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]/u.test(letter),
  );

const HUGE = [
  'x'.repeat(1_000_000),
  '\u202E'.repeat(200_000),
  '2020-10-28'.repeat(100_000),
  '%'.repeat(500_000),
];

/** Any text at all, and now and then a megabyte of it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 300, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 100, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 200, arbitrary: fc.constantFrom(...PROTOTYPE_NAMES, ...MARKUP, ...BAD_LINKS) },
  {
    weight: 100,
    arbitrary: fc
      .tuple(fc.constantFrom(...UNSEEN), fc.string({ maxLength: 9 }))
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...HUGE) },
);

/** How many runs each flood has. */
export const RUNS = 10_000;
/** A flood has time, on a machine three times slower too. */
export const FLOOD_MS = 120_000;
