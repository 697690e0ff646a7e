import { z } from "zod";
import type { Fix } from "../../base/problem";
import { defineNode } from "../define";
import { field, published, textOf } from "../fields";
import { parseCron, shortestGap } from "./cron";
import { tickAfter } from "./ticks";
import { describeCron } from "./words";

/** Starts a run at set times, in UTC (reference 2.4). */
export const scheduleTrigger = defineNode({
  type: "SCHEDULE_TRIGGER",
  role: "trigger",
  family: "trigger",
  title: "Schedule",
  description: "At set times, in UTC.",
  icon: "calendar-clock",
  config: z.looseObject({
    type: z.literal("SCHEDULE_TRIGGER"),
    cron: field(z.string(), {
      title: "Schedule",
      description: "Cron with 5 fields, in UTC: minute hour day month weekday.",
      control: "cron",
      placeholder: "0 9 * * 1-5",
    }),
    published,
  }),
  initial: () => ({ type: "SCHEDULE_TRIGGER", cron: "0 9 * * 1-5" }),
  summary: (config) => describeCron(textOf(config.cron)) ?? "no schedule yet",
  outlets: () => [],
  fallback: false,
  literal: ["cron", "published"],
  sample: (config) => {
    const cron = parseCron(textOf(config.cron));
    // A moment of the schedule; which one does not matter, and the core has no clock.
    const tick = cron.ok ? tickAfter(cron.value, Date.UTC(2026, 0, 1)) : undefined;
    const scheduledAt = new Date(tick ?? Date.UTC(2026, 0, 1)).toISOString();
    return { scheduledAt, cron: textOf(config.cron), missedTicks: 0 };
  },
  problems: (config) => {
    if (typeof config.cron !== "string") return [];
    const cron = parseCron(config.cron);
    if (!cron.ok) {
      const fix = withoutSeconds(config.cron);
      return [
        { code: "trigger/cron", severity: "error", at: "/cron", message: cron.error, ...(fix && { fix }) },
      ];
    }
    if (tickAfter(cron.value, 0) === undefined)
      return [
        {
          code: "trigger/never",
          severity: "error",
          at: "/cron",
          message: `"${config.cron}" never comes: no such month has such a day. Correct the day or the month.`,
        },
      ];
    const gap = shortestGap(cron.value);
    return gap < 5
      ? [
          {
            code: "port/schedule",
            severity: "warning",
            at: "/cron",
            message: `"${config.cron}" ticks ${gap} min apart; a schedule runs at most every 5 minutes, in Port and here. Ticks in between are left out.`,
          },
        ]
      : [];
  },
});

/** Other schedulers begin with the seconds. */
function withoutSeconds(cron: string): Fix | undefined {
  const value = cron.trim().replace(/^\S+\s+/, "");
  if (cron.trim().split(/\s+/).length !== 6 || !parseCron(value).ok) return undefined;
  return { title: "Leave out the seconds", edits: [{ at: "/cron", value }] };
}
