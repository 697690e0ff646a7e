import type { Json } from "../base/json";

/** True for an absolute address of the web. */
export function isAddress(value: Json | undefined): value is string {
  if (typeof value !== "string") return false;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:";
}
