import { z } from "zod";
import type { Json } from "../../base/json";
import { defineNode } from "../define";
import { field, templateText } from "../fields";

const seconds = z.union([z.int().min(1), templateText], {
  error: "A delay is a whole number of seconds from 1 on, or one template that gives it.",
});

/** Waits (reference 3.7). */
export const delay = defineNode({
  type: "DELAY",
  role: "action",
  family: "action",
  title: "Delay",
  description: "Wait before going on.",
  icon: "timer",
  config: z.looseObject({
    type: z.literal("DELAY"),
    seconds: field(seconds, {
      title: "Seconds",
      description: "From 1; Port takes at most 86400, a day.",
      control: "number",
      template: true,
    }),
  }),
  initial: () => ({ type: "DELAY", seconds: 60 }),
  summary: (config) => `wait ${duration(config.seconds)}`,
  outlets: () => [],
  fallback: false,
  literal: [],
});

function duration(value: Json | undefined): string {
  if (typeof value !== "number") return typeof value === "string" ? `${value} s` : "";
  if (value % 3600 === 0) return `${value / 3600} h`;
  return value % 60 === 0 ? `${value / 60} min` : `${value} s`;
}
