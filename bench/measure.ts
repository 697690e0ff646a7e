/** Milliseconds that each of `count` rounds took, after `warm` rounds that do not count. */
export async function rounds(
  count: number,
  warm: number,
  run: () => Promise<void> | void,
): Promise<number[]> {
  for (let round = 0; round < warm; round++) await run();
  const times: number[] = [];
  for (let round = 0; round < count; round++) {
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

/** The value below which that share of the sorted times lies. */
export const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const median = (sorted: number[]): number => quantile(sorted, 0.5);

/** One line of a result: what was measured, the number with its unit, and the aim. */
export interface Line {
  what: string;
  value: string;
  aim: string;
}

/** Hands the lines to the script that started the measurement. */
export const report = (lines: Line[]): void => {
  process.stdout.write(`${JSON.stringify(lines)}\n`);
};

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
