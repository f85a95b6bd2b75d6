/** What comes in by the channel is checked like anything else that comes in. */
import { describe, expect, it } from 'vitest';
import { openChannel, readMessage } from '../../src/present/channel.ts';
import { timer } from '../../src/time.ts';

describe('a message', () => {
  it.each([
    [{ kind: 'at', index: 2, blank: true }],
    [{ kind: 'go', index: 0 }],
    [{ kind: 'hello' }],
    [{ kind: 'bye' }],
  ])('that the lesson sends is understood: %j', (message) => {
    expect(readMessage(message, 3)).toEqual(message);
  });

  it.each([
    [null],
    [undefined],
    ['go'],
    [7],
    [{ kind: 'go', index: 3 }],
    [{ kind: 'go', index: -1 }],
    [{ kind: 'go', index: 1.5 }],
    [{ kind: 'go', index: '1' }],
    [{ kind: 'go', index: Number.NaN }],
    [{ kind: 'leave' }],
    [{ index: 1 }],
  ])('that is none is not heard: %j', (message) => {
    expect(readMessage(message, 3)).toBeUndefined();
  });
});

it('where there is no BroadcastChannel there is no channel', () => {
  expect(openChannel({} as Window, ['one'], () => {})).toBeUndefined();
});

it('elapsed time counts minutes, then hours, and begins anew', () => {
  let now = 1000;
  const since = timer(() => now);
  expect(since.text()).toBe('0:00');
  now += 65_000;
  expect(since.text()).toBe('1:05');
  now += 3_600_000;
  expect(since.text()).toBe('1:01:05');
  since.restart();
  expect(since.text()).toBe('0:00');
});
