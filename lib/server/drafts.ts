import "server-only";
import { isJsonObject, type JsonObject } from "../base/json";
import { Lru } from "../base/lru";
import { hasErrors, type Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { checkText } from "../workflow/check";
import type { WorkflowDocument } from "../workflow/document";
import { type ParsedWorkflow, parseWorkflow } from "../workflow/parse";
import { type ApiError, apiError } from "./api/errors";

/** A text that is a workflow, with problems or without. */
export type Draft = ParsedWorkflow & { document: WorkflowDocument };

/** Texts that were checked last, the latest at the end: a workflow is run far more often than it is changed. */
const checked = new Lru<string, ParsedWorkflow>(64);
const checkedLength = 500_000;

/** Parses and checks a text; the same text again costs nothing. What it returns must not be changed. */
export function readDraft(text: string): ParsedWorkflow {
  const known = checked.get(text);
  if (known !== undefined) return known;
  const result = checkText(text);
  if (text.length <= checkedLength) checked.set(text, result);
  return result;
}

/** A draft that a canvas can show; a refusal that says why it is none, or that it is beyond our limits. */
export function requireDocument(text: string): Result<Draft, ApiError> {
  const draft = readDraft(text);
  const { document, problems } = draft;
  if (document !== undefined) return ok({ ...draft, document });
  const [first] = problems;
  const code = { "limit/size": "too_large", "json/syntax": "not_json" }[first?.code ?? ""];
  return err(
    apiError(
      code === "too_large" || code === "not_json" ? code : "invalid_workflow",
      first === undefined ? "The text is not a workflow." : said(first),
      problems,
    ),
  );
}

/** A draft that may be published and run: a document without errors. */
export function requireRunnable(text: string): Result<Draft, ApiError> {
  const draft = requireDocument(text);
  if (!draft.ok || !hasErrors(draft.value.problems)) return draft;
  const [first, ...others] = draft.value.problems.filter((problem) => problem.severity === "error");
  const count = others.length === 0 ? "an error" : `${others.length + 1} errors`;
  return err(
    apiError(
      "invalid_workflow",
      `The workflow has ${count}. ${first === undefined ? "" : said(first)}`,
      draft.value.problems,
    ),
  );
}

/** Refuses a text beyond the limits, whatever else is wrong with it. */
export function refuseSize(text: string): ApiError | undefined {
  const beyond = parseWorkflow(text).problems.find(({ code }) => code.startsWith("limit/"));
  if (beyond === undefined) return undefined;
  return apiError(beyond.code === "limit/size" ? "too_large" : "invalid_workflow", beyond.message, [beyond]);
}

/** What a text says of itself; empty where it does not parse. */
export function namesOf(text: string): { identifier: string; title: string; description: string } {
  const value = parseObject(text);
  const read = (name: string) => (typeof value[name] === "string" ? value[name] : "");
  return { identifier: read("identifier"), title: read("title"), description: read("description") };
}

/** The object a text holds, read without any checks; `{}` when it holds none. */
export function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

const said = ({ at, message }: Problem) => (at === "" ? message : `${at}: ${message}`);
