import { UserRound } from "lucide-react";
import { MaskedText } from "@/components/run/masked-text";
import { Moment } from "@/components/run/moment";
import { Pill } from "@/components/ui/pill";
import type { InboxRow as Row } from "@/lib/editor/api-types";
import { progressText, respondersText } from "./people";

/** One question: who asks what, since when, of whom, and how far it is. The whole row opens it. */
export function InboxRow({ row, onOpen }: { row: Row; onOpen: () => void }) {
  const begun = row.outlets.filter(({ needed, given }) => needed > 1 || given > 0);
  return (
    <li className="relative flex items-start gap-3 border-line border-b px-3 py-2.5 last:border-b-0 hover:bg-hover sm:px-4">
      <UserRound aria-hidden className="mt-0.5 size-4 shrink-0 text-wait" />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <button
            type="button"
            onClick={onOpen}
            className="max-w-full truncate rounded-control text-left font-medium text-base after:absolute after:inset-0 after:content-['']"
          >
            {row.node}
          </button>
          <span className="truncate text-dim text-xs">{row.workflow}</span>
        </p>
        {row.description !== "" && (
          <p className="truncate text-dim text-sm">
            <MaskedText text={row.description} />
          </p>
        )}
        <p className="mt-1 flex flex-wrap items-center gap-x-1 gap-y-1 text-faint text-xs">
          <span>
            asked <Moment at={row.askedAt} />
          </span>
          <span className="hidden min-w-0 truncate sm:inline">of {respondersText(row.responders)}</span>
          <span className="ml-1 flex flex-wrap gap-1 sm:hidden">
            <Progress outlets={begun} />
          </span>
        </p>
      </div>
      <span className="hidden shrink-0 flex-wrap justify-end gap-1 sm:flex">
        <Progress outlets={begun} />
      </span>
    </li>
  );
}

const Progress = ({ outlets }: { outlets: Row["outlets"] }) =>
  outlets.map((outlet) => (
    <Pill key={outlet.identifier} tone={outlet.given > 0 ? "wait" : "neutral"}>
      {progressText(outlet)}
    </Pill>
  ));
