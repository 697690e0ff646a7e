import { scan } from "../template/scan";

/** A piece of a card's dim line: plain text, or the short name of a template. */
export type SummaryPart =
  | { kind: "text"; text: string; start: number }
  | { kind: "chip"; text: string; title: string; start: number };

/** A card's summary with each template shown by the last name of its path; a text whose braces do not pair stays as it is. */
export function summaryParts(summary: string): SummaryPart[] {
  const parts = scan(summary);
  if (!parts.ok) return [{ kind: "text", text: summary, start: 0 }];
  return parts.value.map((part) =>
    part.kind === "text"
      ? { kind: "text", text: part.text, start: part.start }
      : { kind: "chip", text: lastName(part.text), title: part.text.trim(), start: part.start },
  );
}

/** The same as plain words, for names that are read out. */
export const summaryText = (summary: string): string =>
  summaryParts(summary)
    .map((part) => part.text)
    .join("");

/** `.outputs.trigger.repo | ascii_downcase` gives `repo`; what reads no path gives its first word. */
function lastName(expression: string): string {
  const path = expression.match(/\.(?:[A-Za-z_]\w*|\[\s*"[^"]*"\s*\]|\[\s*\d*\s*\]|\.)+/)?.[0];
  const names = path?.match(/[A-Za-z_][\w-]*(?=[^\w-]*$)/);
  return names?.[0] ?? expression.trim().split(/[\s|(]/)[0] ?? "";
}
