import type { Stretch } from "@/lib/editor/command-search";

/** A text with the stretches that a search found set off. */
export function Marked({ text, marks }: { text: string; marks: readonly Stretch[] }) {
  if (marks.length === 0) return text;
  let at = 0;
  const parts = marks.flatMap(({ start, end }) => {
    if (start < at) return [];
    const before = text.slice(at, start);
    at = end;
    return [
      before,
      <mark key={start} className="rounded-[2px] bg-accent-soft font-medium text-text">
        {text.slice(start, end)}
      </mark>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
