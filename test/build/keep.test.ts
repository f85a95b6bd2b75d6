import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { keptOf, workerScript } from '../../build/keep.ts';

const NAMES = [
  'index.html',
  'sw.js',
  'embed.js',
  'social.png',
  '_headers',
  'data/claims.csv',
  'assets/index-AAAA.js',
  'assets/map-BBBB.js',
  'assets/record-CCCC.json',
  'assets/latin-400-DDDD.woff2',
  'licences.txt',
];
const HTML = '<script type="module" src="./assets/index-AAAA.js"></script>';

describe('what the worker keeps', () => {
  it('is what a page asks for by itself, each under a name that holds a digest', () => {
    expect(keptOf(NAMES, HTML).files).toEqual([
      'assets/index-AAAA.js',
      'assets/latin-400-DDDD.woff2',
      'assets/map-BBBB.js',
      'assets/record-CCCC.json',
    ]);
  });

  it('is another version when the page or a file is another', () => {
    const { version } = keptOf(NAMES, HTML);
    expect(keptOf(NAMES, `${HTML} `).version).not.toBe(version);
    expect(keptOf([...NAMES, 'assets/dialog-EEEE.js'], HTML).version).not.toBe(version);
    expect(keptOf(NAMES.toReversed(), HTML).version).toBe(version);
  });

  it('is known by a script that the page names, and there is none without it', () => {
    expect(keptOf(NAMES, HTML).sign).toBe('assets/index-AAAA.js');
    expect(() => keptOf(NAMES, '')).toThrow('index.html names no assets/index-*.js');
  });

  it('stands in a script that listens to three events', async () => {
    const heard: string[] = [];
    runInNewContext(await workerScript(keptOf(NAMES, HTML)), {
      URL,
      registration: { scope: 'https://maps.example/strikes/' },
      addEventListener: (type: string) => heard.push(type),
    });
    expect(heard).toEqual(['install', 'activate', 'fetch']);
  });
});
