import { describe, expect, it } from 'vitest';
import { withoutLost } from '../../build/preloads.ts';

const list = (...names: string[]) =>
  `const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=[${names.map((name) => `"./${name}"`).join(',')}])))=>i.map(i=>d[i]);`;

describe('what a script fetches beforehand', () => {
  it('is no stylesheet that the build has taken away, and every other file in its place', () => {
    const exists = (path: string) => path === 'assets/dialog.css';
    expect(withoutLost(list('a.js', 'index.css', 'dialog.css', 'b.js'), 'assets/c.js', exists)).toBe(
      list('a.js', 'c.js', 'dialog.css', 'b.js'),
    );
  });

  it('is all that a script says about it: its other words stay', () => {
    const code = `const name = "./index.css";${list('a.js')}`;
    expect(withoutLost(code, 'assets/c.js', () => false)).toBe(code);
  });
});
