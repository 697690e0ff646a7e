import type { Json } from "../base/json";
import type { Problem, Severity } from "../base/problem";
import type { WorkflowDocument } from "./document";
import { graphProblems } from "./graph-problems";
import { limitProblems } from "./limit-problems";
import { type ParsedWorkflow, parseWorkflow } from "./parse";
import { schemaProblems } from "./schema-problems";
import type { ShapeFacts } from "./shapes/node-shapes";
import { surroundings } from "./surroundings";
import { templateProblems } from "./template-problems";
import { valueProblems } from "./value-problems";
import { writtenSecrets } from "./written-secrets";

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** What only the surroundings of a document know. */
export interface CheckOptions {
  /** The names of all secrets; without it secrets are not looked up. */
  secrets?: ReadonlySet<string> | undefined;
  /** Test runs go to the Playground, which puts a sample in the place of a secret that is missing. */
  playground?: boolean | undefined;
  /** The catalog's blueprints and what earlier runs gave, where they are known. */
  shapes?: ShapeFacts | undefined;
}

/**
 * Everything that is wrong with a document: its schema, its graph (reference 5), its templates and what they read
 * on each way through the graph, secrets that stand in it, and Port's limits as warnings. All problems, the worst
 * first and otherwise in the order of the checks.
 */
export function checkWorkflow(
  document: WorkflowDocument,
  { secrets, playground, shapes = {} }: CheckOptions = {},
): Problem[] {
  const whole = surroundings(document, secrets, shapes);
  return [
    ...schemaProblems(document as Json),
    ...graphProblems(document),
    ...templateProblems(document, secrets, whole).map((problem) => (playground ? sampled(problem) : problem)),
    ...valueProblems(whole),
    ...writtenSecrets(document),
    ...limitProblems(document),
  ].sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** A secret that is missing keeps no test run from its end in the Playground, so there it is worth a note. */
const sampled = (problem: Problem): Problem =>
  problem.code === "secret/unknown"
    ? { ...problem, severity: "info", message: `${problem.message} The Playground uses a sample.` }
    : problem;

/** Parses and checks: `problems` holds those of the text and those of the document. */
export function checkText(text: string, options: CheckOptions = {}): ParsedWorkflow {
  const parsed = parseWorkflow(text);
  if (parsed.document === undefined) return parsed;
  return { ...parsed, problems: [...parsed.problems, ...checkWorkflow(parsed.document, options)] };
}
