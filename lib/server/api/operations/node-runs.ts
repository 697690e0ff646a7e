import "server-only";
import { z } from "zod";
import { AnswerBody } from "../../inbox/answer-body";
import { Report, ReportLogs } from "../report";
import { envelope, operation } from "./operation";
import { page } from "./runs";
import { LogLine, NodeRun } from "./shapes";

const tag = "Node runs";
const nodeRun = "Identifier of the node run (wfnr_…).";
const example = { status: "COMPLETED", result: "SUCCESS", output: { url: "https://example.com/1" } };
const reported = envelope({ run: z.strictObject({ identifier: z.string() }) });
const description =
  "Completes it, or adds logs, links, an output and the run's identifier elsewhere. `result` is needed with COMPLETED.";

export const reportNodeRun = operation({
  method: "PATCH",
  path: "/v1/workflows/nodes/runs/{nodeRun}",
  tag,
  summary: "Report on a waiting node run",
  description,
  params: { nodeRun },
  body: Report,
  example,
  status: 200,
  response: reported,
  errors: [404, 409],
});

export const reportNodeRunOfRun = operation({
  method: "PATCH",
  path: "/v1/workflows/runs/{run}/nodes/{nodeRun}",
  tag,
  summary: "Report on a waiting node run, by its run",
  description,
  params: { run: "Identifier of the run (wfr_…).", nodeRun },
  body: Report,
  example,
  status: 200,
  response: reported,
  errors: [404, 409],
});

export const answerNodeRun = operation({
  method: "POST",
  path: "/v1/workflows/nodes/runs/{nodeRun}/respond",
  tag,
  summary: "Answer a node run that asks people",
  description:
    "Each responder answers once; Admins always may, and name somebody else with run_as. The button decides the way on. Slipway's own route: Port's is not documented.",
  params: { nodeRun },
  body: AnswerBody,
  example: { buttonIdentifier: "approve", inputs: {} },
  status: 200,
  response: envelope({}),
  errors: [404, 409],
});

export const findNodeRuns = operation({
  method: "GET",
  path: "/v1/workflows/nodes/runs",
  tag,
  summary: "Find node runs by the run elsewhere",
  query: z.object({
    external_run_id: z.string().meta({ description: "What was reported as externalRunId." }),
    include: z.string().optional().meta({ description: "nodeConfig adds the node's config." }),
  }),
  status: 200,
  response: envelope({ nodeRuns: z.array(NodeRun) }),
  errors: [],
});

export const readNodeRunLogs = operation({
  method: "GET",
  path: "/v1/workflows/nodes/runs/{nodeRun}/logs",
  tag,
  summary: "Read the log of a node run",
  params: { nodeRun },
  query: z.object(page),
  status: 200,
  response: envelope({ logs: z.array(LogLine) }),
  errors: [404],
});

export const addNodeRunLogs = operation({
  method: "POST",
  path: "/v1/workflows/nodes/runs/{nodeRun}/logs",
  tag,
  summary: "Add to the log of a node run",
  description: "Takes `{ level, message }` as well as `{ logLevel, log, tags }`.",
  params: { nodeRun },
  body: ReportLogs,
  example: { logs: [{ level: "INFO", message: "Half way there" }] },
  status: 200,
  response: envelope({}),
  errors: [404, 409],
});
