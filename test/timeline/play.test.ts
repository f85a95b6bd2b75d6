import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STEP_MS, createPlayer } from '../../src/timeline/play.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A player over so many days, and what it told. */
function playerOf(days: number) {
  let day = 0;
  const told: boolean[] = [];
  const player = createPlayer(
    () => {
      if (day >= days) return false;
      day++;
      return true;
    },
    (playing) => told.push(playing),
  );
  return { player, told, day: () => day };
}

describe('playing', () => {
  it('moves on by one day each step, and not before it was asked to', () => {
    const { player, day } = playerOf(10);
    vi.advanceTimersByTime(STEP_MS * 3);
    expect(day()).toBe(0);
    player.start();
    vi.advanceTimersByTime(STEP_MS * 3);
    expect(day()).toBe(3);
  });

  it('stops at the last day, by itself', () => {
    const { player, told, day } = playerOf(2);
    player.start();
    vi.advanceTimersByTime(STEP_MS * 10);
    expect([day(), player.playing(), told]).toEqual([2, false, [true, false]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops at once when told', () => {
    const { player, day } = playerOf(10);
    player.start();
    vi.advanceTimersByTime(STEP_MS * 1.5);
    player.stop();
    vi.advanceTimersByTime(STEP_MS * 5);
    expect([day(), player.playing()]).toEqual([1, false]);
  });

  it('goes no faster when started twice, and tells it once', () => {
    const { player, told, day } = playerOf(10);
    player.start();
    player.start();
    vi.advanceTimersByTime(STEP_MS * 2);
    expect([day(), told]).toEqual([2, [true]]);
  });
});
