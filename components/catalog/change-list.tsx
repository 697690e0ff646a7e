import { ArrowRight, Pencil, Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { Moment } from "@/components/run/moment";
import { Pill } from "@/components/ui/pill";
import type { Difference } from "@/lib/catalog/diff";
import type { ChangeRow } from "@/lib/editor/api-types";
import { entityAddress, runAddress } from "./addresses";
import { ValueText } from "./value-text";

const looks = {
  CREATE: { label: "Created", icon: <Plus /> },
  UPDATE: { label: "Changed", icon: <Pencil /> },
  DELETE: { label: "Deleted", icon: <Trash2 /> },
};

/** Changes as a list: what was done, by whom or by which run, and every value before and after. */
export function ChangeList({
  changes,
  named = false,
}: {
  changes: readonly ChangeRow[];
  /** Say which entity each is about, where that is not the page's own. */
  named?: boolean;
}) {
  return (
    <ol className="flex flex-col gap-4">
      {changes.map((change) => (
        <li key={change.seq}>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <Pill icon={looks[change.action].icon}>{looks[change.action].label}</Pill>
            {named && (
              <Link href={entityAddress(change.entity)} className="font-medium hover:underline">
                {change.entity.title}
                <span className="ml-1.5 font-normal text-faint text-xs">{change.entity.blueprint}</span>
              </Link>
            )}
            {!named && <By change={change} />}
            <Moment at={change.at} className="text-faint text-xs" />
          </p>
          {change.differences.length > 0 && <Differences differences={change.differences} />}
        </li>
      ))}
    </ol>
  );
}

function By({ change: { run, by } }: { change: ChangeRow }) {
  if (run === null) return <span className="text-dim">by {by}</span>;
  const words = `run of ${run.workflow || "a workflow"}`;
  return (
    <span className="text-dim">
      by a{" "}
      {run.workflowId === null ? (
        words
      ) : (
        <Link href={runAddress(run.workflowId, run.id)} className="text-accent hover:underline">
          {words}
        </Link>
      )}
    </span>
  );
}

function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <dl className="mt-1.5 ml-1 grid grid-cols-[minmax(80px,auto)_1fr] gap-x-4 gap-y-1 border-line border-l-2 pl-3 text-xs">
      {differences.map((one) => (
        <div key={`${one.kind} ${one.name}`} className="contents">
          <dt className="truncate text-dim">{one.name}</dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 [overflow-wrap:anywhere]">
            {one.before !== undefined && (
              <>
                <span className="text-faint line-through decoration-line-strong">
                  <ValueText value={one.before} />
                </span>
                <ArrowRight aria-label="becomes" className="size-3 shrink-0 self-center text-faint" />
              </>
            )}
            <span>
              <ValueText value={one.after} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
