import type { JqLimits } from "../jq";

/** A command holds nobody up, so a busy machine gets more time; steps and bytes are counted as everywhere. */
export const commandLimits: Partial<JqLimits> = { milliseconds: 5_000 };
