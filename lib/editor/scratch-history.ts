/** What was evaluated in the scratchpad. */
export interface Scratch {
  text: string;
  syntax: "jq" | "template";
}

const most = 50;

/** The newest first; what is evaluated again moves to the front. */
export function withScratch(history: readonly Scratch[], scratch: Scratch): Scratch[] {
  if (scratch.text.trim() === "") return [...history];
  const others = history.filter(({ text, syntax }) => text !== scratch.text || syntax !== scratch.syntax);
  return [scratch, ...others].slice(0, most);
}

/** What a browser stored, if it still is a history. */
export function readHistory(stored: unknown): Scratch[] {
  if (!Array.isArray(stored)) return [];
  return stored
    .filter(
      (one): one is Scratch =>
        typeof one?.text === "string" && (one.syntax === "jq" || one.syntax === "template"),
    )
    .slice(0, most);
}
