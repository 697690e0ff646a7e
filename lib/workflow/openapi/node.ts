import type { JsonObject } from "../../base/json";
import { addBody } from "./body";
import { type NeededInput, type PartFate, Report } from "./fate";
import { type ApiOperation, partsOf } from "./operations";
import { addParameters, addressOf, parametersOf } from "./parameters";
import { type ApiDocument, own, textIn } from "./read";
import { Request } from "./request";
import { addSecurity } from "./security";
import { serverOf } from "./server";

export type { NeededInput, PartFate } from "./fate";
export { type ApiOperation, operationsOf, searchOperations } from "./operations";
export { type ApiDocument, readApi } from "./read";

/** A WEBHOOK node made of an operation. */
export interface ApiNode {
  /** The identifier that the document suggests; empty for none. */
  identifier: string;
  title: string;
  config: JsonObject;
  /** What became of each part of the operation. */
  report: PartFate[];
  /** The inputs of the trigger that the request reads. */
  needed: NeededInput[];
}

/**
 * Makes a WEBHOOK node of an operation: parameters that must be given are read from the trigger's inputs, what
 * proves who asks from secrets, and the body is an example. Nothing of the document becomes an expression.
 */
export function nodeOf(api: ApiDocument, wanted: ApiOperation): ApiNode {
  const report = new Report();
  const { item, operation } = partsOf(api, wanted);
  const parameters = parametersOf(api, item, operation, report);
  const server = serverOf(api, item, operation, report);
  const request = new Request(wanted.method, addressOf(server, wanted, parameters, report));
  addParameters(parameters, request, report);
  addSecurity(api, operation, request, report);
  addBody(api, operation, parameters, request, report);
  if (wanted.deprecated) report.say("deprecated", "note", "The document advises against this operation.");
  if (own(operation, "callbacks") !== undefined)
    report.say("callbacks", "left", "Calls that come back are no part of a request.");
  return {
    identifier: identifierOf(textIn(operation, "operationId")),
    title: (wanted.summary || wanted.id).replace(/\s+/g, " ").slice(0, 100),
    config: request.config(),
    report: report.fates,
    needed: [...report.needed.values()],
  };
}

const identifierOf = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
