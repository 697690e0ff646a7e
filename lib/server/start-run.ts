import "server-only";
import type { JsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import type { RunEnvironment } from "../run/events";
import type { AskedPin } from "../run/pins";
import type { RetryPolicy } from "../run/retry";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { triggersOf } from "../workflow/graph";
import { executeVerdict } from "./access/permissions";
import { type Actor, nameOf, runActorOf } from "./actor";
import { type ApiError, apiError } from "./api/errors";
import { requireRunnable } from "./drafts";
import { freshId } from "./ids";
import { checkPins } from "./pins";
import type { Services } from "./running";
import { refused } from "./runs";
import { readInputs, sealInputs } from "./trigger-inputs";
import { latestVersion, requireWorkflow, retryOf } from "./workflows";

/** What a run is started with. */
export interface StartInput {
  /** Who starts it. */
  actor: Actor;
  inputs: JsonObject;
  /** The trigger; may be left out when there is one alone. */
  nodeIdentifier?: string | undefined;
  /** Name of an environment; null or absent for none. */
  environment?: string | null | undefined;
}

/** A test run may leave nodes out; a run of a published version never does. */
export interface TestInput extends StartInput {
  pins?: Readonly<Record<string, AskedPin>> | undefined;
}

/** Starts the draft of a workflow, as the editor's Run button does. */
export async function startDraft(
  services: Services,
  id: string,
  input: TestInput,
): Promise<Result<string, ApiError>> {
  const row = await requireWorkflow(services.db, id);
  if (!row.ok) return row;
  const { value } = row;
  const published = await latestVersion(services.db, value.id);
  // A draft that was not touched since is that version.
  const same = published?.text === value.draft ? published : undefined;
  return start(services, input, {
    workflowId: value.id,
    text: value.draft,
    version: same?.version ?? null,
    versionIdentifier: same?.id ?? null,
    draft: true,
    retry: retryOf(value),
    pins: input.pins ?? {},
  });
}

/** Starts the latest published version of a workflow. */
export async function startPublished(
  services: Services,
  id: string,
  input: StartInput,
): Promise<Result<string, ApiError>> {
  const row = await requireWorkflow(services.db, id);
  if (!row.ok) return row;
  const published = await latestVersion(services.db, row.value.id);
  if (published === undefined) {
    return err(
      apiError("not_published", `The workflow "${id}" has no published version yet. Publish it first.`),
    );
  }
  return start(services, input, {
    workflowId: row.value.id,
    text: published.text,
    version: published.version,
    versionIdentifier: published.id,
    draft: false,
    retry: retryOf(row.value),
    pins: {},
  });
}

interface Startable {
  workflowId: string;
  text: string;
  version: number | null;
  versionIdentifier: string | null;
  /** True for a test run, which a trigger that is not published takes too. */
  draft: boolean;
  retry: RetryPolicy | undefined;
  pins: Readonly<Record<string, AskedPin>>;
}

async function start(
  services: Services,
  input: StartInput,
  what: Startable,
): Promise<Result<string, ApiError>> {
  const { engine, environments, settings, log } = services;
  const runnable = requireRunnable(what.text);
  if (!runnable.ok) return runnable;
  const { document } = runnable.value;
  const trigger = chooseTrigger(document, input.nodeIdentifier, what.draft);
  if (!trigger.ok) return trigger;
  const by = runActorOf(input.actor);
  const verdict = await executeVerdict(services, input.actor, trigger.value);
  if (verdict === "no") return err(mayNot(trigger.value, input.actor));
  const output = await readInputs(services, trigger.value, input.inputs, by);
  if (!output.ok) return output;
  const pins = await checkPins(services, document, what.pins);
  if (!pins.ok) return pins;
  let environment: RunEnvironment | undefined;
  if (typeof input.environment === "string") {
    environment = await environments.find(input.environment);
    if (environment === undefined) {
      return err(apiError("unknown_environment", `There is no environment called "${input.environment}".`));
    }
  }
  const run = freshId("wfr");
  if (verdict === "later") {
    const workflowRun = {
      identifier: run,
      createdAt: new Date().toISOString(),
      createdBy: nameOf(input.actor),
      trigger: { identifier: trigger.value.identifier, by: { ...by } },
    };
    const settled = await executeVerdict(services, input.actor, trigger.value, {
      inputs: output.value,
      workflowRun,
    });
    if (settled !== "yes") return err(mayNot(trigger.value, input.actor));
  }
  const started = await engine.start({
    run,
    document: document as unknown as JsonObject,
    workflow: {
      identifier: document.identifier,
      version: what.version,
      versionIdentifier: what.versionIdentifier,
    },
    workflowId: what.workflowId,
    trigger: trigger.value.identifier,
    by,
    ...sealInputs(services.secrets, run, trigger.value, output.value),
    ...(environment === undefined ? {} : { environment }),
    asyncWebhooks: settings.asyncWebhooks,
    ...(what.retry === undefined ? {} : { retry: what.retry }),
    ...(pins.value === undefined ? {} : { pins: pins.value }),
  });
  if (!started.ok) return err(refused(started.error));
  log.info(
    {
      run,
      workflow: what.workflowId,
      version: what.version,
      environment: environment?.name ?? null,
      by: nameOf(input.actor),
    },
    "run started",
  );
  return ok(run);
}

const mayNot = (trigger: WorkflowNode, actor: Actor): ApiError =>
  apiError(
    "forbidden",
    `${nameOf(actor)} may not start the trigger "${trigger.identifier}": its permissions name neither this caller nor a role or team of theirs, and its policy does not let them in.`,
  );

function chooseTrigger(
  document: WorkflowDocument,
  wanted: string | undefined,
  draft: boolean,
): Result<WorkflowNode, ApiError> {
  const triggers = triggersOf(document);
  const quoted = (nodes: WorkflowNode[]) => nodes.map((node) => `"${node.identifier}"`).join(", ");
  const refuse = (message: string) => {
    const detail: Problem = { code: "request/trigger", severity: "error", at: "/nodeIdentifier", message };
    return err(apiError("invalid_inputs", message, [detail]));
  };
  let chosen: WorkflowNode | undefined;
  if (wanted !== undefined) {
    chosen = triggers.find((node) => node.identifier === wanted);
    if (chosen === undefined)
      return refuse(`No trigger is called "${wanted}"; there is ${quoted(triggers)}.`);
  } else {
    const forms = triggers.filter((node) => node.config.type === "SELF_SERVE_TRIGGER");
    const candidates = forms.length > 0 ? forms : triggers;
    if (candidates.length > 1) {
      return refuse(`The workflow has several triggers. Name one in nodeIdentifier: ${quoted(candidates)}.`);
    }
    chosen = candidates[0];
    if (chosen === undefined) return refuse("The workflow has no trigger.");
  }
  if (!draft && "published" in chosen.config && chosen.config.published === false) {
    return refuse(`The trigger "${chosen.identifier}" is not published, so nothing can start it.`);
  }
  return ok(chosen);
}
