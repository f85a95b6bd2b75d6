/** Reads a stylesheet as far as two of them can be compared rule by rule, however they are laid out. */

export interface Rule {
  /** "@media (hover:hover)", or nothing. */
  readonly condition: string;
  readonly selector: string;
  readonly declarations: string;
}

/** A list of selectors makes a rule each. Frames of animations are left out. */
export function rulesOf(css: string, condition = ''): Rule[] {
  const rules: Rule[] = [];
  for (const [head, body] of blocks(tight(css))) {
    if (head.startsWith('@media')) rules.push(...rulesOf(body, head));
    else if (!head.startsWith('@'))
      for (const selector of head.split(','))
        rules.push({ condition, selector, declarations: body.replace(/;$/, '') });
  }
  return rules;
}

/** `head { body }` at the outermost level. */
function blocks(css: string): [head: string, body: string][] {
  const found: [string, string][] = [];
  let depth = 0;
  let start = 0;
  let brace = 0;
  for (const { 0: sign, index } of css.matchAll(/"[^"]*"|[{}]/g)) {
    if (sign === '{' && depth++ === 0) brace = index;
    if (sign === '}' && --depth === 0) {
      found.push([css.slice(start, brace), css.slice(brace + 1, index)]);
      start = index + 1;
    }
  }
  return found;
}

/** Without comments, and without the spaces and zeros that mean nothing; what is quoted stays. */
const tight = (css: string): string =>
  css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .split(/("[^"]*")/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replaceAll(/\s+/g, ' ')
            .replaceAll(/ ?([{},;>+]) ?/g, '$1')
            .replaceAll(/: /g, ':')
            .replaceAll(/@media ?\(/g, '@media (')
            .replaceAll(/\b0\./g, '.'),
    )
    .join('')
    .trim();
