import { describe, expect, it } from 'vitest';
import { renderAbout } from '../../src/panel/about.ts';
import { coverage } from '../../src/record/coverage.ts';
import type { Model } from '../../src/record/model.ts';
import type { Issue } from '../../src/record/parse.ts';
import { all, made, one, page, recordAt, shipped, source, words } from '../page.ts';

function aboutOf(model: Model, issues: readonly Issue[] = []) {
  const { root } = page();
  renderAbout(root, {
    model,
    coverage: coverage(model, recordAt(model, 'latest')),
    issues,
    version: '9.8.7',
  });
  return root;
}

describe('About', () => {
  it('has a link to a source beside every running total and every figure of the coverage', () => {
    const items = all(aboutOf(shipped()), '.totals li, .coverage-box p:not(.reader)');
    expect(items.length).toBeGreaterThan(30);
    const without = items.filter(
      (item) => all(item, 'a[href^="http"][rel="noopener noreferrer"]').length === 0,
    );
    expect(without.map((item) => item.textContent)).toEqual([]);
  });

  it('lists each row that was left out, with file, record, field and value', () => {
    const issue = {
      file: 'claims.json',
      record: 'a/3',
      field: 'killed.min',
      value: '-1',
      message: 'must not be negative',
    };
    const root = aboutOf(made([]), [issue, { ...issue, record: 'a/4', value: '<b>9</b>' }]);
    const listed = words(root, '#problems li');
    expect(listed).toHaveLength(2);
    for (const part of Object.values(issue)) expect(listed[0]).toContain(part);
    expect(listed[1]).toContain('<b>9</b>');
  });

  it('says that no row was left out when none was', () => {
    const root = aboutOf(made([]));
    expect(all(root, '#problems')).toEqual([]);
    expect(root.textContent).toContain('No row of the record was left out.');
  });

  it('lists every source of the record once, with an id to link to', () => {
    const listed = all(aboutOf(shipped()), '.source-list > li').map(({ id }) => id);
    expect(listed.toSorted()).toEqual([...shipped().sources.keys()].map((id) => `source-${id}`).toSorted());
  });

  it('has the places that other parts of the page link to', () => {
    const root = aboutOf(shipped());
    const ids = ['rule', 'licences', 'coverage', 'about-title'];
    expect(ids.filter((id) => all(root, `#${id}`).length !== 1)).toEqual([]);
  });

  it('never makes a link of a source whose address is not of the web, nor markup of its title', () => {
    const root = aboutOf(
      made([], { sources: [source({ url: 'data:text/html,x', title: '<img src=x onerror=1>' })] }),
    );
    expect(all(root, 'a[href^="data"], img')).toEqual([]);
    expect(one(root, '.source-list').textContent).toContain('<img src=x onerror=1>');
  });
});
