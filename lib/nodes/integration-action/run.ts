import { isJsonObject } from "../../base/json";
import { textOf } from "../fields";
import { ask } from "../jobs/ask";
import { runJob } from "../jobs/run";
import type { Outcome, RunError, Runner } from "../runner";
import { actions } from "./actions";
import { BadProperty, Properties } from "./properties";
import { supportedAction, supportedList } from "./supported";

/**
 * Runs an action of an integration in Slipway itself, with the credentials of the settings (reference 3.4):
 * begins a workflow or pipeline and, unless told otherwise, follows it to its end. The output, while it runs and
 * after, is `{workflowRunUrl, workflowRunId, workflowStatus, ...}`.
 *
 * Secrets do not work in integration actions (reference 3.4, 9), so a node that reads one fails before anything is
 * sent.
 */
export const runIntegrationAction: Runner = async (input, effects, signal) => {
  const { config, masked, node } = input;
  const [provider, invocation] = [
    textOf(config.integrationProvider),
    textOf(config.integrationInvocationType),
  ];
  const known = supportedAction(provider, invocation);
  if (known === undefined) return fail(unsupported(node.identifier, provider, invocation));
  const action = actions[known.provider];
  if (JSON.stringify(config) !== JSON.stringify(masked))
    return fail({
      code: "integration/secret",
      message: `"${node.identifier}" reads a secret, and secrets do not work in integration actions.`,
      hint: "Keep the value where the workflow or pipeline runs, or send a WEBHOOK in place of the action.",
      at: "/integrationActionExecutionProperties",
    });
  const given = config.integrationActionExecutionProperties ?? {};
  if (!isJsonObject(given))
    return fail({
      code: "integration/properties",
      message: `The properties of "${node.identifier}" are no object.`,
      hint: 'Write them as an object, such as {"org": …, "repo": …}.',
      at: "/integrationActionExecutionProperties",
    });
  try {
    const properties = new Properties(given);
    const service = action.service(effects.services.accounts);
    const kind = action.job(properties, (question) => ask(service, question, effects, signal));
    return await runJob(input, effects, kind, {
      report: action.report(properties),
      onTimeout: config.onTimeout,
    });
  } catch (error) {
    if (!(error instanceof BadProperty)) throw error;
    return fail({ ...error.error, message: `"${node.identifier}": ${error.error.message}` });
  }
};

const fail = (error: RunError): Outcome => ({ kind: "failed", error });

function unsupported(node: string, provider: string, invocation: string): RunError {
  return {
    code: "integration/unsupported",
    message: `"${node}" is to run ${invocation || "(no action)"} of ${provider || "(no provider)"}, which Slipway cannot run itself.`,
    hint: `It runs ${supportedList}. Use one of these, or a WEBHOOK to the service's API.`,
    at: "/integrationInvocationType",
  };
}
