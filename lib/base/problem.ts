import type { Json } from "./json";
import { toPointer } from "./pointer";

/** How bad a problem is: an `error` keeps a workflow from running, a `warning` does not. */
export type Severity = "error" | "warning" | "info";

/** One change to the document text, by place. `value: undefined` removes the place. */
export interface FixEdit {
  /** JSON Pointer of the place to write; a place that does not exist yet is created. */
  at: string;
  value: Json | undefined;
}

/** A repair that can be offered as one button. */
export interface Fix {
  /** What the button says, as a verb: `Use bracket form`. */
  title: string;
  edits: FixEdit[];
}

/**
 * Something the author can mend. The pointer serves the editor's marker, the badge on the canvas, the
 * problem list, the command line and the API's answer alike.
 */
export interface Problem {
  /** `area/what`, stable, for example `graph/unknown-node`. */
  code: string;
  severity: Severity;
  /** JSON Pointer into the document; `""` is the whole document. */
  at: string;
  /** The key that the object at `at` lacks, when that is what is wrong. */
  missing?: string;
  /** One sentence or two: what is wrong here, the value seen, and what to do. */
  message: string;
  /** Where inside the string at `at` the problem is, in UTF-16 code units, when it is inside a template. */
  span?: { start: number; end: number };
  fix?: Fix;
  /** The name of the secret that is read here and that nobody has added. */
  secret?: string;
  /** The part of the string at `at` that belongs among the secrets, with a name that would suit it there. */
  credential?: { start: number; end: number; name: string };
}

/** The pointer of the field that a problem is about: also of one that is not there. */
export const fieldOf = ({ at, missing }: Problem): string =>
  missing === undefined ? at : at + toPointer([missing]);

/** True when any problem is an error. */
export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((p) => p.severity === "error");
