import type { ReactNode } from "react";

/** A sentence of the document; what stands between backticks is code. */
export function Words({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(/`([^`]+)`/g)) {
    parts.push(
      text.slice(end, match.index),
      <code key={match.index} className="font-mono text-text text-xs">
        {match[1]}
      </code>,
    );
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}
