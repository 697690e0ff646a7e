/** What a command tells its caller when it ends. */
export const exit = { ok: 0, failed: 1, usage: 2, cancelled: 3 } as const;

/** A command that cannot go on: one sentence for standard error, and the exit code. */
export class Refusal extends Error {
  readonly code: number;

  constructor(message: string, code: number = exit.usage) {
    super(message);
    this.code = code;
  }
}
