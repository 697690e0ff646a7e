"use client";

import { formatTick } from "@/components/run/format";
import { useNow } from "@/components/run/moment";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { parseCron } from "@/lib/nodes/schedule-trigger/cron";
import { nextRuns } from "@/lib/nodes/schedule-trigger/ticks";
import { describeCron } from "@/lib/nodes/schedule-trigger/words";
import { FormRow } from "../form-row";
import { fieldId, useLocked, useProblems, useSetter } from "../use-field";
import type { FieldProps } from "./props";

/** How many of the next times are shown. */
const shown = 5;

/** What most schedules are. */
const usual = [
  { cron: "*/5 * * * *", words: "Every 5 minutes" },
  { cron: "0 * * * *", words: "Hourly" },
  { cron: "0 9 * * *", words: "Daily at 09:00" },
  { cron: "0 9 * * 1-5", words: "Weekdays" },
];

/** A schedule, what it means in words, and when it starts runs next. */
export function CronField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const locked = useLocked();
  const problems = useProblems(at);
  const text = typeof value === "string" ? value : "";
  const isWrong = problems.some(({ severity }) => severity === "error");
  return (
    <div data-document-field className="flex flex-col gap-1.5">
      <FormRow at={at} title={field.title} description={field.description} required={field.required}>
        <Input
          id={fieldId(at)}
          mono
          value={text}
          aria-invalid={isWrong || undefined}
          aria-describedby={`${fieldId(at)}?words`}
          readOnly={locked}
          placeholder={field.placeholder}
          onChange={(event) => set(event.target.value)}
        />
        <p id={`${fieldId(at)}?words`} className="text-dim text-xs">
          {describeCron(text) ?? "Minute, hour, day, month, weekday: 0 9 * * 1-5"}
        </p>
      </FormRow>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Usual schedules</legend>
        {usual.map(({ cron, words }) => (
          <button
            key={cron}
            type="button"
            title={describeCron(cron)}
            aria-pressed={text.trim() === cron}
            disabled={locked}
            onClick={() => set(cron)}
            className={cn(
              "h-6 rounded-full border px-2 text-xs transition-colors disabled:opacity-50",
              text.trim() === cron
                ? "border-line-strong bg-active text-text"
                : "border-line text-dim hover:bg-hover hover:text-text",
            )}
          >
            {words}
          </button>
        ))}
      </fieldset>
      <NextTimes cron={text} />
    </div>
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
