import { Search } from "lucide-react";
import type { KeyboardEvent } from "react";

/** A field that narrows the list below it. `label` is its name and what stands in it while it is empty. */
export function SearchBox({
  label,
  value,
  onChange,
  onKeyDown,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}) {
  return (
    <label className="flex h-7 min-w-0 pointer-coarse:h-finger items-center gap-2 rounded-control border border-line-strong px-2 focus-within:border-accent hover:border-faint">
      <Search className="size-3.5 shrink-0 text-faint" aria-hidden />
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={label}
        aria-label={label}
        className="min-w-0 flex-1 bg-transparent text-sm outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  );
}
