"use client";

import { formatTick } from "@/components/run/format";
import { useNow } from "@/components/run/moment";
import { Input } from "@/components/ui/input";
import { parseCron } from "@/lib/nodes/schedule-trigger/cron";
import { nextRuns } from "@/lib/nodes/schedule-trigger/ticks";
import { describeCron } from "@/lib/nodes/schedule-trigger/words";
import { FormRow } from "../form-row";
import { fieldId, useLocked, useSetter } from "../use-field";
import type { FieldProps } from "./props";

/** How many of the next times are shown. */
const shown = 5;

/** A schedule, what it means in words, and when it starts runs next. */
export function CronField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const locked = useLocked();
  const text = typeof value === "string" ? value : "";
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required}>
      <Input
        id={fieldId(at)}
        mono
        value={text}
        readOnly={locked}
        placeholder={field.placeholder}
        onChange={(event) => set(event.target.value)}
      />
      <p className="text-dim text-xs">{describeCron(text) ?? "Minute, hour, day, month, weekday."}</p>
      <NextTimes cron={text} />
    </FormRow>
  );
}

/** In UTC, as the schedule is meant, and in the reader's own time zone where that is another. */
function NextTimes({ cron }: { cron: string }) {
  const now = useNow();
  const parsed = parseCron(cron);
  if (now === null || !parsed.ok) return null;
  return (
    <ol aria-label="Next times" className="tabular flex flex-col gap-0.5 rounded-control bg-sunken px-3 py-2">
      {nextRuns(parsed.value, now, shown).map((tick) => {
        const utc = formatTick(tick, "UTC");
        const local = formatTick(tick);
        return (
          <li key={tick} className="flex flex-wrap justify-between gap-x-3 text-xs">
            <time dateTime={new Date(tick).toISOString()}>{utc} UTC</time>
            {local !== utc && <span className="text-dim">{local} here</span>}
          </li>
        );
      })}
    </ol>
  );
}
