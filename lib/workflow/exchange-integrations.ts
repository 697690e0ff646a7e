import type { Json, JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Upgrade } from "./exchange";

interface Legacy {
  provider: string;
  invocation: string;
  /** The fields that move into the execution properties, by their old names. */
  fields: readonly string[];
  properties(config: JsonObject): JsonObject;
}

const pick = (config: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name] as Json]])),
  );

const githubFields = ["org", "repo", "workflow", "workflowInputs", "reportWorkflowStatus", "ref"] as const;
const gitlabFields = ["projectName", "groupName", "defaultRef", "pipelineVariables"] as const;
const azureFields = ["webhook", "org", "payload"] as const;

/** The node types of the first generation (reference 0, 3.4), each an integration action now. */
const legacy: Record<string, Legacy> = {
  GITHUB: {
    provider: "github-ocean",
    invocation: "dispatch_workflow",
    fields: githubFields,
    properties: (config) => pick(config, githubFields),
  },
  GITLAB: {
    provider: "GITLAB",
    invocation: "trigger_pipeline",
    fields: gitlabFields,
    properties: (config) => {
      const project = [config.groupName, config.projectName].filter(
        (part) => typeof part === "string" && part,
      );
      return {
        ...(project.length > 0 && { project: project.join("/") }),
        ...(config.defaultRef !== undefined && { ref: config.defaultRef }),
        ...pick(config, ["pipelineVariables"]),
      };
    },
  },
  AZURE_DEVOPS: {
    provider: "AZURE_DEVOPS",
    invocation: "trigger_pipeline",
    fields: azureFields,
    properties: (config) => pick(config, azureFields),
  },
};

/** Adds the edits that turn a first-generation integration node into an `INTEGRATION_ACTION`. */
export function legacyChanges(
  { edits, changes }: Upgrade,
  config: JsonObject,
  at: string,
  name: string,
): void {
  const type = typeof config.type === "string" ? config.type : "";
  const known = Object.hasOwn(legacy, type) ? legacy[type] : undefined;
  if (known === undefined) return;
  edits.push({ at: `${at}/type`, value: "INTEGRATION_ACTION" });
  for (const field of known.fields)
    if (config[field] !== undefined) edits.push({ at: at + toPointer([field]), value: undefined });
  const added: JsonObject = {
    integrationProvider: known.provider,
    integrationInvocationType: known.invocation,
    ...(config.installationId === undefined && { deferIntegrationInstallation: true }),
    integrationActionExecutionProperties: known.properties(config),
  };
  for (const [key, value] of Object.entries(added))
    if (config[key] === undefined) edits.push({ at: `${at}/${key}`, value });
  changes.push(`Node ${name}: ${type} became INTEGRATION_ACTION with ${known.invocation}.`);
}
