import { taint } from "../index";

/** Inputs that programs are hostile with, made where they are needed. */
export const inputs = {
  null: (): unknown => null,
  /** Arrays nested a million levels deep. */
  deep: (): unknown => {
    let value: unknown = 1;
    for (let depth = 0; depth < 1_000_000; depth++) value = [value];
    return value;
  },
  /** A million numbers. */
  wide: (): unknown => Array.from({ length: 1_000_000 }, (_, at) => at),
  /** An object of a hundred thousand members. */
  object: (): unknown => Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at])),
  /** A secret. */
  secret: (): unknown => ({ s: taint("TOKEN", "hunter2") }),
  /** Five million characters. */
  text: (): unknown => "y".repeat(5_000_000),
};

export type InputName = keyof typeof inputs;
