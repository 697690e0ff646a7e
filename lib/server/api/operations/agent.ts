import "server-only";
import { z } from "zod";
import { envelope, operation } from "./operation";

const tag = "Execution agent";
const org = "Identifier of the organisation; any will do.";

const Claim = z.object({
  installationId: z.string().min(1).meta({ description: "`_PORT_EXEC_AGENT` for the execution agent." }),
  limit: z.int().min(1).max(100).default(10),
  visibilityTimeoutMs: z
    .int()
    .min(1_000)
    .max(600_000)
    .default(60_000)
    .meta({ description: "How long nobody else gets the same node runs." }),
  exclude: z
    .array(z.string())
    .max(1_000)
    .default([])
    .meta({ description: "`nodeUid`s that are not wanted." }),
});

const Acknowledgement = z.object({ nodeRunIdentifier: z.string().min(1) });

const Claimed = z.looseObject({
  identifier: z.string(),
  nodeUid: z.string(),
  node: z.looseObject({ identifier: z.string() }),
  config: z.record(z.string(), z.unknown()).meta({ description: "Rendered, with its secrets in clear." }),
  claimedUntil: z.string(),
  installationId: z.string(),
});

const claim = {
  method: "POST",
  tag,
  summary: "Claim node runs to execute",
  description:
    "Gives node runs with `agent: true` that nobody has claimed, oldest first. Only API clients may: what they get holds secrets.",
  body: Claim,
  example: { installationId: "_PORT_EXEC_AGENT", limit: 10, visibilityTimeoutMs: 60_000 },
  status: 200,
  response: envelope({ nodeRuns: z.array(Claimed) }),
  errors: [] as number[],
} as const;

const ack = {
  method: "PATCH",
  tag,
  summary: "Acknowledge a claimed node run",
  description: "Nobody else gets it any more, whatever becomes of the agent.",
  body: Acknowledgement,
  example: { nodeRunIdentifier: "wfnr_…" },
  status: 200,
  response: envelope({ acked: z.literal(true) }),
  errors: [404, 409] as number[],
} as const;

export const claimPending = operation({ ...claim, path: "/v1/workflows/runs/claim-pending" });

export const claimPendingOfOrg = operation({
  ...claim,
  path: "/v1/org/{org}/workflows/runs/claim-pending",
  params: { org },
});

export const acknowledge = operation({ ...ack, path: "/v1/workflows/runs/ack" });

export const acknowledgeOfOrg = operation({
  ...ack,
  path: "/v1/org/{org}/workflows/runs/ack",
  params: { org },
});
