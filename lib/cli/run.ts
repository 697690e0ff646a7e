import { randomBytes } from "node:crypto";
import { isJsonObject, type JsonObject } from "../base/json";
import { hasErrors } from "../base/problem";
import type { Result } from "../base/result";
import type { RunRequest } from "../run/engine";
import { createMemoryEngine } from "../run/memory-engine";
import { type Next, next } from "../run/next";
import { planRun } from "../run/plan";
import { emptyRun, type RunState, reduceRun } from "../run/state";
import { readSettings } from "../server/env";
import { freshId } from "../server/ids";
import { createMessengers, namedEmails } from "../server/notices/messengers";
import { createSealer, type Sealer } from "../server/sealer";
import { sealInputs } from "../server/trigger-inputs";
import { createWorld } from "../server/world";
import { checkText } from "../workflow/check";
import type { WorkflowDocument } from "../workflow/document";
import { inputFromText, validateInputs } from "../workflow/inputs";
import { exit, Refusal } from "./exit";
import { readJson } from "./json-output";
import { chooseTrigger, readHost, splitPair } from "./run-arguments";
import { linesOf } from "./run-report";
import { print, readText } from "./streams";

/** The options of `slipway run`, as commander gives them. */
export interface RunOptions {
  trigger?: string;
  input: string[];
  inputs?: string;
  secret: string[];
  host: string[];
  json?: true;
}

/** `slipway run`: runs a document in this process. Returns the exit code. */
export async function runFile(file: string, options: RunOptions): Promise<number> {
  const settings = need(readSettings(process.env));
  const document = readDocument(file, await readText(file));
  const secrets = readSecrets(options.secret);
  // What the command encrypts, nobody has to open after it.
  const sealer = createSealer(randomBytes(32));
  const request = await toRequest(document, options, settings.asyncWebhooks, sealer);

  const world = createWorld({
    settings,
    secrets: async () => secrets,
    messengers: createMessengers(settings, async (responders) => namedEmails(responders)),
    unseal: sealer.unseal,
    fault: (_run, error) => {
      process.stderr.write(
        `A fault in Slipway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    },
  });
  const engine = createMemoryEngine(world);
  const interrupt = () => void engine.cancel(request.run, { force: true });
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);

  need(await engine.start(request));
  const plan = planRun(request.document);
  const over = new AbortController();
  let state = emptyRun(request.run);
  for await (const event of engine.follow(request.run, 0, over.signal)) {
    state = reduceRun(state, event);
    const lines = options.json ? [JSON.stringify(event)] : linesOf(event, state, request.document);
    if (lines.length > 0) await print(`${lines.join("\n")}\n`);
    // Nobody can report on a node of this process, so a run that only waits for that is left as it is.
    if (isLeftWaiting(state) && waitsForGood(next(plan, state))) over.abort();
  }
  await engine.stop(0);
  await world.close();
  if (state.status !== "COMPLETED") process.stderr.write(`${waitingSentence(state)}\n`);
  return exitCode(state);
}

function readDocument(file: string, text: string): WorkflowDocument {
  const { document, problems } = checkText(text);
  if (document !== undefined && !hasErrors(problems)) return document;
  const errors = problems.filter(({ severity }) => severity === "error");
  const lines = errors.map(({ at, message }) => `  ${at || "the document"}: ${message}`);
  throw new Refusal(`${file} cannot run; slipway check ${file} tells the lines.\n${lines.join("\n")}`);
}

/** Secrets by name, out of environment variables. */
function readSecrets(pairs: string[]): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const text of pairs) {
    const [name, variable] = need(splitPair(text, "--secret"));
    const value = process.env[variable];
    if (value === undefined) {
      throw new Refusal(`--secret "${text}": the environment variable ${variable} is not set.`);
    }
    secrets[name] = value;
  }
  return secrets;
}

async function toRequest(
  document: WorkflowDocument,
  options: RunOptions,
  asyncWebhooks: RunRequest["asyncWebhooks"],
  sealer: Sealer,
): Promise<RunRequest> {
  const trigger = need(chooseTrigger(document, options.trigger));
  const form = formOfTrigger(trigger.config as JsonObject);
  const given = await readInputsFile(options.inputs);
  for (const text of options.input) {
    const [name, value] = need(splitPair(text, "--input"));
    given[name] = inputFromText(form, name, value);
  }
  const hosts = options.host.map((text) => need(readHost(text)));
  const run = freshId("wfr");
  return {
    run,
    document: document as unknown as JsonObject,
    workflow: { identifier: document.identifier, version: null, versionIdentifier: null },
    trigger: trigger.identifier,
    ...sealInputs(sealer, run, trigger, checkInputs(trigger.config as JsonObject, given)),
    ...(hosts.length === 0 ? {} : { environment: { name: "command line", hosts, playground: false } }),
    asyncWebhooks,
  };
}

async function readInputsFile(file: string | undefined): Promise<JsonObject> {
  if (file === undefined) return {};
  const read = readJson(await readText(file));
  if (!read.ok) throw new Refusal(`--inputs ${file}: ${read.message}`);
  if (!isJsonObject(read.value)) throw new Refusal(`--inputs ${file} must hold a JSON object of inputs.`);
  return read.value;
}

const formOfTrigger = (config: JsonObject) =>
  isJsonObject(config.userInputs) ? config.userInputs : undefined;

/** What the form of a self-service trigger accepts, defaults filled in; other triggers take any object. */
function checkInputs(config: JsonObject, given: JsonObject): JsonObject {
  if (config.type !== "SELF_SERVE_TRIGGER") return given;
  const checked = validateInputs(formOfTrigger(config), given, {}, true);
  if (checked.ok) return checked.value;
  const lines = checked.error.map(({ at, message }) => `  ${at.replace(/^(\/inputs)?\//, "")}: ${message}`);
  throw new Refusal(`The inputs are not valid.\n${lines.join("\n")}`);
}

/** A moment, a further attempt or a look at a job comes by itself. */
const waitsForGood = (todo: Next) => todo.do === "wait" && todo.until === undefined;

const isLeftWaiting = (state: RunState) =>
  state.status !== "COMPLETED" && state.nodeRuns.some(({ waitingFor }) => waitingFor !== undefined);

function waitingSentence(state: RunState): string {
  const open = state.nodeRuns
    .filter(({ waitingFor }) => waitingFor !== undefined)
    .map(({ node }) => `"${node}"`);
  return `The run was left: ${open.join(", ")} waits for a report, which can reach a server only.`;
}

function exitCode({ status, result }: RunState): number {
  if (status !== "COMPLETED" || result === "CANCELLED") return exit.cancelled;
  return result === "SUCCESS" ? exit.ok : exit.failed;
}

/** The value, or a refusal with the reason. */
function need<T>(result: Result<T, string | string[] | { message: string }>): T {
  if (result.ok) return result.value;
  const { error } = result;
  if (typeof error === "string") throw new Refusal(error);
  throw new Refusal(Array.isArray(error) ? error.join("\n") : error.message);
}
