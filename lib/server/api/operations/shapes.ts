import "server-only";
import { z } from "zod";
import { Permissions } from "./bodies";

/*
 * What answers hold. They are strict, so that a field which is sent and not documented fails the tests.
 */

const moment = z.iso.datetime().meta({ description: "ISO 8601 in UTC." });
const moments = { createdAt: moment, updatedAt: moment };
const creator = z.string().meta({ description: "An email, or the id of an API client." });
const result = z.enum(["SUCCESS", "FAILED", "CANCELLED"]).nullable();
const label = z
  .strictObject({ text: z.string(), variant: z.enum(["success", "alert"]) })
  .nullable()
  .meta({ description: "Set by an outlet that was taken." });

export const WorkflowNode = z
  .looseObject({
    identifier: z.string(),
    config: z.looseObject({ type: z.string() }),
    variables: z.record(z.string(), z.json()).nullable(),
  })
  .meta({ id: "WorkflowNode", description: "A node as it was published." });

export const Workflow = z
  .looseObject({
    identifier: z.string(),
    nodes: z.array(WorkflowNode),
    connections: z.array(z.looseObject({ sourceIdentifier: z.string(), targetIdentifier: z.string() })),
    allowAnyoneToViewRuns: z.boolean(),
    id: z.string(),
    orgId: z.string(),
    version: z.int(),
    versionIdentifier: z.string(),
    createdBy: creator,
    updatedBy: creator,
    ...moments,
    deletedAt: moment.optional(),
    deletedBy: creator.optional(),
  })
  .meta({ id: "Workflow", description: "The published version, with the fields that only we write." });

export const Version = z
  .strictObject({
    versionIdentifier: z.string(),
    version: z.int(),
    createdAt: moment,
    createdBy: creator,
  })
  .meta({ id: "WorkflowVersion" });

/** Both spellings of a line (reference 6.7, row 10). */
const line = {
  logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]),
  log: z.string(),
  tags: z.record(z.string(), z.string()),
  ...moments,
};

export const LogLine = z
  .strictObject({
    ...line,
    level: line.logLevel,
    message: z.string(),
    nodeRunIdentifier: z.string(),
    nodeIdentifier: z.string(),
  })
  .meta({ id: "LogLine" });

export const NodeRun = z
  .strictObject({
    identifier: z.string(),
    node: z.strictObject({ identifier: z.string() }),
    nodeUid: z.string(),
    nodeTitle: z.string().nullable(),
    nodeIcon: z.string().nullable(),
    nodeConfigType: z.string(),
    status: z.enum(["IN_PROGRESS", "COMPLETED"]),
    result,
    output: z.json(),
    outputSize: z
      .int()
      .optional()
      .meta({ description: "In lists, of an output that is too large for them." }),
    ...moments,
    completedAt: moment.nullable(),
    links: z.array(z.string()),
    externalRunId: z.string().nullable(),
    nodeRunLogs: z.array(z.strictObject(line)),
    statusLabel: label,
    pendingExecution: z.boolean(),
    claimedUntil: moment.nullable(),
    installationId: z.string().nullable(),
    config: z.looseObject({ type: z.string() }).nullable().optional(),
    workflowRunIdentifier: z.string().optional(),
  })
  .meta({ id: "WorkflowNodeRun" });

export const Run = z
  .strictObject({
    identifier: z.string(),
    title: z.string().nullable(),
    icon: z.string().nullable(),
    status: z.enum(["IN_PROGRESS", "CANCELLING", "COMPLETED"]),
    result,
    ...moments,
    completedAt: moment.nullable(),
    createdBy: creator.nullable(),
    workflow: z.strictObject({ identifier: z.string(), version: z.int().nullable() }),
    workflowVersion: z.strictObject({
      identifier: z.string().nullable(),
      version: z.int().nullable(),
      workflow: z.strictObject({ identifier: z.string() }),
    }),
    workflowVersionId: z.string().nullable(),
    nodeConfigType: z.string(),
    environment: z.string().nullable(),
    error: z.looseObject({ message: z.string() }).nullable(),
    statusLabel: label,
    variables: z.strictObject({ outputs: z.record(z.string(), z.json()) }),
    nodeRuns: z.array(NodeRun),
  })
  .meta({ id: "WorkflowRun" });

export const Trigger = z
  .strictObject({
    workflow: z.strictObject({
      identifier: z.string(),
      title: z.string().nullable(),
      icon: z.string().nullable(),
      description: z.string().nullable(),
      category: z.string().nullable(),
      version: z.int(),
      versionIdentifier: z.string(),
    }),
    workflowIdentifier: z.string(),
    nodeIdentifier: z.string(),
    title: z.string().nullable(),
    icon: z.string().nullable(),
    description: z.string().nullable(),
    userInputs: z.looseObject({}),
    contexts: z.array(z.looseObject({ on: z.string() })),
    variant: z.string(),
    actionCardButtonText: z.string().nullable(),
    executeActionButtonText: z.string().nullable(),
    published: z.literal(true),
  })
  .meta({ id: "SelfServiceTrigger" });

export const Secret = z
  .strictObject({ secretName: z.string(), ...moments })
  .meta({ id: "Secret", description: "What may be shown of a secret; never its value." });

export const PermissionsShown = Permissions.meta({ id: "Permissions" });

export const Blueprint = z
  .looseObject({
    identifier: z.string(),
    schema: z.looseObject({ properties: z.record(z.string(), z.looseObject({ type: z.string() })) }),
    relations: z.record(z.string(), z.looseObject({ target: z.string() })),
    mirrorProperties: z.record(z.string(), z.looseObject({ path: z.string() })),
    calculationProperties: z.record(z.string(), z.looseObject({ calculation: z.string() })),
  })
  .meta({ id: "Blueprint" });

export const Entity = z.strictObject({
  identifier: z.string(),
  title: z.string(),
  icon: z.string().nullable(),
  blueprint: z.string(),
  team: z.array(z.string()),
  properties: z.record(z.string(), z.json()),
  relations: z.record(z.string(), z.union([z.string(), z.array(z.string())]).nullable()),
  ...moments,
  createdBy: creator,
  updatedBy: creator,
});
