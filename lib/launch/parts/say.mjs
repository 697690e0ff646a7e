/** A failure that is told in one sentence, without a stack. `output` is what the failing program printed. */
export class Stop extends Error {
  constructor(message, { output = "", code = 1 } = {}) {
    super(message);
    this.output = output;
    this.code = code;
  }
}

export const say = (text) => process.stdout.write(`${text}\n`);

/** `820 ms`, `4.1 s`, `2 min 5 s`. */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Says what is being done, that it still is every half minute, and how long it took. */
export async function doing(title, work) {
  const began = Date.now();
  say(`· ${title}`);
  const reminder = setInterval(() => say(`  still at it, ${duration(Date.now() - began)}`), 30_000);
  reminder.unref();
  try {
    const value = await work();
    say(`  done in ${duration(Date.now() - began)}`);
    return value;
  } finally {
    clearInterval(reminder);
  }
}

/** Runs a command's main function; a `Stop` becomes its sentence on standard error and an exit code. */
export async function main(command) {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    if (error.output) process.stderr.write(`${error.output.trimEnd()}\n\n`);
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code;
  }
}
