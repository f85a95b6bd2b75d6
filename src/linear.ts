/** d3's `scaleLinear` without what else it can do: with it come colours, formats and interpolators, 6 kB on the way to the slider. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}
