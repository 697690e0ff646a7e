/**
 * Why a template could not be rendered. `template`: braces or object keys that are wrong, which throw
 * whatever the options say; the others come from jq.
 */
export interface TemplateFailure {
  kind: "template" | "compile" | "runtime" | "limit";
  /** Begins `jq: compile error` or `jq: error` when it comes from jq (template semantics, 4.4). */
  message: string;
  /** JSON Pointer inside the rendered tree; for an object key, the pointer of its entry. */
  at: string;
  /** UTF-16 offsets into the string at `at`. */
  span?: { start: number; end: number };
  /** What the author probably meant. */
  hint?: string;
}
