import "server-only";
import { z } from "zod";
import { CancelRun, StartRun } from "./bodies";
import { envelope, operation } from "./operation";
import { LogLine, Run } from "./shapes";

const tag = "Runs";
const run = "Identifier of the run (wfr_…).";

/** Port's own name, and the one that its command line reads (reference 6.7, row 25). */
const one = envelope({ workflowRun: Run, run: Run });

const list = (description: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description });

export const page = {
  limit: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: "From 1 to 1000; 100 when it is left out." }),
  offset: z.int().min(0).optional().meta({ description: "How many to pass over." }),
};

export const startRun = operation({
  method: "POST",
  path: "/v1/workflows/{id}/runs",
  tag,
  summary: "Start a run",
  description:
    "Of the published version. With the header `Prefer: wait=30` the answer comes when the run is over, or after that many seconds.",
  params: { id: "Identifier of the workflow, or its id (wf_…)." },
  query: z.object({
    run_as: z.string().optional().meta({ description: "An Admin may start it for this person, by email." }),
  }),
  body: StartRun,
  example: { inputs: { name: "Ada" }, environment: "Playground" },
  status: 201,
  response: one,
  errors: [404],
});

export const listRuns = operation({
  method: "GET",
  path: "/v1/workflows/runs",
  tag,
  summary: "List runs",
  description:
    "Newest first. A list is sent as `name[]=a&name[]=b`, `name=a&name=b` or `name=a,b`. Parameters that are not known are ignored.",
  query: z.object({
    ...page,
    workflowRunIdentifiers: list("wfr_…"),
    workflowIdentifiers: list("Identifiers of workflows."),
    workflowVersions: list("wfv_…, or numbers."),
    createdBy: list("Emails, or ids of API clients."),
    statuses: list("IN_PROGRESS, CANCELLING, COMPLETED."),
    results: list("SUCCESS, FAILED, CANCELLED."),
  }),
  status: 200,
  response: envelope({ workflowRuns: z.array(Run), runs: z.array(Run) }),
  errors: [],
});

export const readRun = operation({
  method: "GET",
  path: "/v1/workflows/runs/{run}",
  tag,
  summary: "Read a run",
  params: { run },
  status: 200,
  response: one,
  errors: [404],
});

export const cancelRun = operation({
  method: "POST",
  path: "/v1/workflows/runs/{run}/cancel",
  tag,
  summary: "Cancel a run",
  description: "Waits for the current node, then the run is CANCELLED; with `force` at once.",
  params: { run },
  query: z.object({ force: z.enum(["true", "false"]).optional() }),
  body: CancelRun,
  example: { force: false },
  status: 200,
  response: one,
  errors: [404],
});

export const readRunLogs = operation({
  method: "GET",
  path: "/v1/workflows/runs/{run}/logs",
  tag,
  summary: "Read the log of a run",
  description: "The lines of all its node runs, oldest first.",
  params: { run },
  query: z.object(page),
  status: 200,
  response: envelope({ logs: z.array(LogLine) }),
  errors: [404],
});
