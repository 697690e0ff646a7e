import { Lru } from "../base/lru";
import { toPointer } from "../base/pointer";
import { err, ok, type Result } from "../base/result";
import { concatenate, type EvalOptions, isSecret, keyOf, mask, setTaintedKey, Tainted } from "../jq";
import { compileExpression, type Expression, evaluateExpression } from "./expression";
import type { TemplateFailure } from "./failure";
import { isWholeString, type ScanError, scan } from "./scan";
import { interpolated, type Text } from "./text";

/** How to render. */
export interface RenderOptions extends EvalOptions {
  /** Errors of expressions fail the rendering instead of giving `null`. Runs set it; the default is false. */
  throwOnError?: boolean;
}

/** A string made ready once and rendered often. */
type Template =
  | { kind: "literal" }
  | { kind: "broken"; error: ScanError }
  | { kind: "whole"; expression: Expression; start: number }
  | { kind: "mixed"; parts: (string | { expression: Expression; start: number })[] };

/** Deeper trees than this are refused: nobody writes them, and recursion must end. */
const MAX_DEPTH = 2_000;

const templates = new Lru<string, Template>(4_000);

const SPREAD = /^\{\{\s*spreadValue\(\s*\)\s*\}\}$/;

/** Whether a key merges its value into the object around it (section 5.1) instead of being evaluated. */
export const isSpreadKey = (key: string): boolean => SPREAD.test(key.trim());

/** Failures travel up a deep tree as exceptions inside this file; `render` turns them back into values. */
class Failed extends Error {
  readonly failure: TemplateFailure;

  constructor(failure: TemplateFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * Renders every template in a JSON tree against `context`, which is the jq input of each (template
 * semantics, 1). The result may hold `undefined`, and `Tainted` texts and numbers where secrets went in: `reveal` or
 * `mask` of the jq room turn those into plain text. A result is never scanned again.
 */
export function render(
  tree: unknown,
  context: unknown,
  options: RenderOptions = {},
): Result<unknown, TemplateFailure> {
  try {
    return ok(renderValue(tree, context, options, []));
  } catch (thrown) {
    if (thrown instanceof Failed) return err(thrown.failure);
    throw thrown;
  }
}

type Steps = (string | number)[];

function renderValue(tree: unknown, context: unknown, options: RenderOptions, path: Steps): unknown {
  if (typeof tree === "string") return renderText(tree, context, options, path);
  if (typeof tree !== "object" || tree === null) return tree;
  if (path.length > MAX_DEPTH)
    throw new Failed({
      kind: "limit",
      message: `The template is nested deeper than ${MAX_DEPTH} levels`,
      at: toPointer(path.slice(0, 8)),
    });
  if (Array.isArray(tree)) {
    return tree.map((element, index) => {
      path.push(index);
      const value = renderValue(element, context, options, path);
      path.pop();
      return value;
    });
  }
  return renderObject(tree as Record<string, unknown>, context, options, path);
}

function renderObject(
  tree: Record<string, unknown>,
  context: unknown,
  options: RenderOptions,
  path: Steps,
): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    path.push(key);
    if (isSpreadKey(key)) {
      for (const [name, member] of spreadEntries(
        key,
        value,
        renderValue(value, context, options, path),
        path,
      ))
        putNamed(result, name, member);
    } else {
      const name = key.includes("{{") || key.includes("}}") ? renderText(key, context, options, path) : key;
      const plain = name instanceof Tainted ? name.text : name;
      if (plain !== undefined && plain !== null && typeof plain !== "string")
        throw new Failed({
          kind: "template",
          message: `Evaluated object key should be undefined, null or string. Original key: ${key}, evaluated to: ${JSON.stringify(mask(plain))}`,
          at: toPointer(path),
        });
      if (typeof plain === "string" && plain !== "") {
        const member = renderValue(value, context, options, path);
        putNamed(result, name instanceof Tainted ? name : plain, member);
      }
    }
    path.pop();
  }
  return result;
}

function spreadEntries(key: string, original: unknown, value: unknown, path: Steps): [Text, unknown][] {
  if (typeof value === "object" && value !== null && !isSecret(value))
    return Object.entries(value).map(([name, member]) => [keyOf(value, name), member]);
  const shown = (what: unknown) => (typeof what === "string" ? what : String(JSON.stringify(what)));
  // A secret's own text must not get into a message.
  const evaluated = isSecret(value) ? "a secret" : String(JSON.stringify(value));
  throw new Failed({
    kind: "template",
    message: `Evaluated value should be an object if the key is ${key}. Original value: ${shown(original)}, evaluated to: ${evaluated}`,
    at: toPointer(path),
  });
}

function putNamed(target: Record<string, unknown>, key: Text, value: unknown): void {
  if (key instanceof Tainted) setTaintedKey(target, key, value);
  else put(target, key, value);
}

/** Assignment would call the setter of `__proto__`; a definition makes it an ordinary member. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else target[key] = value;
}

function renderText(text: string, context: unknown, options: RenderOptions, path: Steps): unknown {
  const template = prepare(text);
  switch (template.kind) {
    case "literal":
      return text;
    case "broken":
      throw new Failed({
        kind: "template",
        message: template.error.message,
        at: toPointer(path),
        span: { start: template.error.index, end: template.error.index + 2 },
      });
    case "whole":
      return evaluate(template, context, options, path);
    case "mixed": {
      // Inside text an infinite number is `null`, not jq's largest one (template semantics, 3).
      const raw = { ...options, keepNonFinite: true };
      const texts: Text[] = template.parts.map((part) =>
        typeof part === "string" ? part : interpolated(evaluate(part, context, raw, path)),
      );
      return concatenate(texts);
    }
  }
}

function evaluate(
  { expression, start }: { expression: Expression; start: number },
  context: unknown,
  options: RenderOptions,
  path: Steps,
): unknown {
  const outcome = evaluateExpression(expression, context, options);
  if (outcome.ok) return outcome.value;
  if (options.throwOnError !== true) return null;
  const { span, ...failure } = outcome.failure;
  throw new Failed({
    ...failure,
    at: toPointer(path),
    ...(span === undefined ? {} : { span: { start: span.start + start, end: span.end + start } }),
  });
}

function prepare(text: string): Template {
  if (!text.includes("{{") && !text.includes("}}")) return { kind: "literal" };
  const known = templates.get(text);
  if (known !== undefined) return known;
  const template = read(text);
  templates.set(text, template);
  return template;
}

function read(text: string): Template {
  const scanned = scan(text);
  if (!scanned.ok) return { kind: "broken", error: scanned.error };
  const parts = scanned.value.map((part) =>
    part.kind === "text" ? part.text : { expression: compileExpression(part.text), start: part.start },
  );
  if (isWholeString(text, scanned.value)) {
    const only = parts.find((part) => typeof part !== "string");
    if (only !== undefined) return { kind: "whole", ...only };
  }
  return { kind: "mixed", parts };
}
