import { KeyRound } from "lucide-react";
import type { ExampleRow } from "@/lib/editor/api-types";
import { Picture } from "./picture";

/** An example, drawn like the workflows above it. Choosing it makes a workflow of one's own. */
export function ExampleCard({
  example,
  busy,
  marked,
  onChoose,
}: {
  example: ExampleRow;
  busy: boolean;
  /** Says that this is the one to begin with. */
  marked: boolean;
  onChoose: () => void;
}) {
  return (
    <li className="flex">
      <button
        type="button"
        disabled={busy}
        onClick={onChoose}
        className="flex w-full flex-col overflow-hidden rounded-card border border-line bg-raised text-left transition-colors hover:border-line-strong hover:bg-hover disabled:opacity-60"
      >
        <span className="flex h-24 w-full items-center justify-center border-line border-b bg-surface bg-[radial-gradient(var(--line)_1px,transparent_1px)] [background-size:12px_12px]">
          <Picture picture={example.picture} width={300} height={96} most={0.22} />
        </span>
        <span className="flex flex-1 flex-col gap-1 px-3.5 pt-2.5 pb-3">
          <span className="flex items-center justify-between gap-2 font-medium text-sm">
            {example.title}
            {marked && (
              <span className="rounded-full bg-accent px-2 text-accent-ink text-xs leading-5">
                Start here
              </span>
            )}
          </span>
          <span className="line-clamp-2 text-dim text-xs">{example.description}</span>
          {example.secrets.length > 0 && (
            <span className="mt-auto flex items-center gap-1 pt-1 text-faint text-xs">
              <KeyRound aria-hidden className="size-3 shrink-0" />
              <span className="truncate">
                <span className="sr-only">Uses secrets </span>
                {example.secrets.join(", ")}
              </span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
