import "server-only";
import { z } from "zod";

/** Whole number between two bounds, out of text. */
export const whole = (least: number, most: number, what: string, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: what })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: what })
    .default(fallback);

/** A comma list. */
export const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  );

/** True for an absolute address of the web without credentials in it. */
export const origin = (text: string) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
};
