import type { Machine } from "./machine";
import { shown } from "./show";
import { kindOf, type Value } from "./value";

/** A function that is given values only. `undefined` means no output. */
export type Native = (machine: Machine, input: Value, ...args: Value[]) => Value | undefined;

export type Natives = Record<string, Native>;

/** A value as error messages name it: `number (1)`. */
export const described = (value: Value): string => `${kindOf(value)} (${shown(value)})`;
