import { CircleX, Info } from "lucide-react";
import { count } from "@/components/run/format";
import { Pill, type Tone } from "@/components/ui/pill";
import type { ImportItem, ImportReport } from "@/lib/editor/api-types";

const outcomes: { outcome: ImportItem["outcome"]; label: string; tone: Tone }[] = [
  { outcome: "created", label: "new", tone: "ok" },
  { outcome: "updated", label: "changed", tone: "accent" },
  { outcome: "unchanged", label: "as they are", tone: "neutral" },
  { outcome: "skipped", label: "left out", tone: "neutral" },
  { outcome: "failed", label: "not possible", tone: "bad" },
];

/** What an import did, or would do: numbers first, then what does not work, and why. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const troubled = report.items.filter((item) => item.message !== undefined);
  const fine = report.items.filter((item) => item.message === undefined);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
        <Counts label="Blueprints" counts={report.counts.blueprint} />
        <Counts label="Entities" counts={report.counts.entity} />
      </dl>
      {report.ignored.length > 0 && (
        <p className="flex items-start gap-2 text-dim text-xs">
          <Info aria-hidden className="mt-0.5 size-3 shrink-0" />
          The catalog has no place for{" "}
          {report.ignored.map(({ name, items }) => `${name} (${items})`).join(", ")}.
        </p>
      )}
      {troubled.length > 0 && (
        <section aria-label="What does not work">
          <h3 className="mb-1 font-medium text-sm">What does not work</h3>
          <ul className="flex flex-col gap-1.5">
            {troubled.map((item) => (
              <li key={keyOf(item)} className="flex items-start gap-2 text-xs">
                <CircleX
                  aria-hidden
                  className={`mt-0.5 size-3.5 shrink-0 ${item.outcome === "failed" ? "text-bad" : "text-faint"}`}
                />
                <span className="min-w-0">
                  <code className="font-mono [overflow-wrap:anywhere]">{nameOf(item)}</code>
                  <span className="block text-dim">{item.message}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {fine.length > 0 && (
        <details>
          <summary className="cursor-default text-dim text-sm hover:text-text">
            {count(fine.length, "item")} without a problem
          </summary>
          <ul className="mt-1.5 flex max-h-60 flex-col gap-1 overflow-y-auto">
            {fine.map((item) => (
              <li key={keyOf(item)} className="flex items-center gap-2 text-xs">
                <code className="min-w-0 flex-1 truncate font-mono">{nameOf(item)}</code>
                <span className="text-faint">
                  {outcomes.find(({ outcome }) => outcome === item.outcome)?.label}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {report.more > 0 && <p className="text-faint text-xs">And {report.more} more.</p>}
    </div>
  );
}

const nameOf = (item: ImportItem) =>
  item.blueprint === undefined
    ? item.identifier
    : `${item.blueprint} / ${item.identifier || "without an identifier"}`;

const keyOf = (item: ImportItem) => `${item.kind} ${nameOf(item)} ${item.message ?? ""}`;

function Counts({ label, counts }: { label: string; counts: Record<ImportItem["outcome"], number> }) {
  const shown = outcomes.filter(({ outcome }) => counts[outcome] > 0);
  return (
    <>
      <dt className="text-dim">{label}</dt>
      <dd className="flex flex-wrap gap-1.5">
        {shown.length === 0 && <span className="text-faint">none</span>}
        {shown.map(({ outcome, label: word, tone }) => (
          <Pill key={outcome} tone={tone}>
            {counts[outcome]} {word}
          </Pill>
        ))}
      </dd>
    </>
  );
}
