import { fromPointer } from "../base/pointer";
import type { RunError } from "../nodes/runner";
import type { TemplateFailure } from "../template/failure";
import type { PlanNode } from "./plan";

const reasons: Record<TemplateFailure["kind"], string> = {
  template: "Mend the braces, or put a space between closing braces of nested objects.",
  compile: "Mend the expression; it is jq.",
  runtime: "Look at what the expression reads in this run's outputs, or give a default with //.",
  limit: "Make the expression do less work.",
};

/** A template that could not be rendered. `part` is where its tree stands in the node: `/config`, `/variables`. */
export function templateError(node: PlanNode, part: string, failure: TemplateFailure): RunError {
  const place = fieldName(part === "/config" ? failure.at : part + failure.at);
  return {
    code: `template/${failure.kind}`,
    message: `The template in ${place === "" ? "the config" : place} of "${node.identifier}" failed: ${failure.message}`,
    hint: failure.hint ?? reasons[failure.kind],
    at: node.at + part + failure.at,
  };
}

/** `/headers/X-Id` as people write it: `headers.X-Id`. */
const fieldName = (pointer: string): string => fromPointer(pointer).join(".");

export const noRunner = (node: PlanNode): RunError => ({
  code: "node/no-runner",
  message: `"${node.identifier}" is of type ${node.type || "(none)"}, which Slipway cannot run yet.`,
  hint: "Remove the node, or use a WEBHOOK in its place.",
  at: `${node.at}/config/type`,
});

export const missingSecret = (node: PlanNode, name: string): RunError => ({
  code: "secret/missing",
  message: `"${node.identifier}" reads the secret "${name}", and no secret has that name.`,
  hint: `Add "${name}" on the secrets page.`,
  at: `${node.at}/config`,
});

export const brokenRunner = (node: PlanNode, reason: string): RunError => ({
  code: "node/fault",
  message: `"${node.identifier}" stopped because of a fault in Slipway: ${reason}`,
  hint: "Report it with the run's log.",
  at: node.at,
});

export const reportedFailure = (node: PlanNode, result: "FAILED" | "CANCELLED"): RunError => ({
  code: "node/reported",
  message: `An outside system reported "${node.identifier}" as ${result}.`,
  hint: "Look at the node run's log, output and links for its reason.",
  at: node.at,
});

export const cancelledByForce = (node: string): RunError => ({
  code: "run/cancelled",
  message: `The run was cancelled while "${node}" was under way.`,
});
