import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Loaded } from "./use-loaded";

/** What was loaded once it is there; until then grey rows, and what went wrong when it did. */
export function WhenLoaded<T>({
  of: { state, reload },
  what,
  rows,
  height,
  children,
}: {
  of: { state: Loaded<T>; reload: () => Promise<void> };
  /** What is loaded, in the middle of a sentence: `the secrets`. */
  what: string;
  /** How many grey rows, and how high each is in pixels. */
  rows?: number;
  height?: number;
  children: (value: T) => ReactNode;
}) {
  switch (state.kind) {
    case "loading":
      return (
        <RowsLoading
          label={`Loading ${what}`}
          {...(rows === undefined ? {} : { rows })}
          {...(height === undefined ? {} : { height })}
        />
      );
    case "failed":
      return (
        <LoadError
          what={`${what[0]?.toUpperCase()}${what.slice(1)} could not be loaded`}
          message={state.error.message}
          onRetry={() => void reload()}
        />
      );
    case "ready":
      return children(state.value);
  }
}

/** A list that could not be loaded: what happened, and one button. */
export function LoadError({
  what,
  message,
  onRetry,
}: {
  what: string;
  message: string;
  onRetry: () => void;
}) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-raised px-4 py-3"
    >
      <CircleX aria-hidden className="size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-sm">{what}</p>
        <p className="text-dim text-xs">{message}</p>
      </div>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

/** Grey bars in the place of rows that are on their way. */
export function RowsLoading({
  rows = 3,
  height = 64,
  label,
}: {
  rows?: number;
  height?: number;
  label: string;
}) {
  return (
    <div
      role="status"
      aria-label={label}
      className="overflow-hidden rounded-card border border-line bg-raised"
    >
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <div
          key={key}
          style={{ height }}
          className="flex items-center gap-4 border-line border-b px-4 last:border-b-0"
        >
          <span className="h-8 w-20 rounded-control bg-hover" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="h-2.5 w-40 rounded-full bg-hover" />
            <span className="h-2 w-64 max-w-full rounded-full bg-hover" />
          </span>
        </div>
      ))}
    </div>
  );
}
