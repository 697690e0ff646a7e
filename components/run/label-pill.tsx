import { cn } from "@/components/ui/cn";
import { Pill } from "@/components/ui/pill";
import type { StatusLabel } from "@/lib/nodes/runner";

/** The words that an outlet gave a node run or a run (reference 4.1). `small` fits in a line of a list. */
export function LabelPill({ label, small }: { label: StatusLabel; small?: boolean }) {
  return (
    <span className="inline-flex min-w-0 max-w-48" title={label.text}>
      <Pill
        tone={label.variant === "success" ? "ok" : "warn"}
        className={cn("min-w-0 max-w-full", small && "h-4 px-1.5 text-[11px]")}
      >
        <span className="min-w-0 truncate">{label.text}</span>
      </Pill>
    </span>
  );
}
