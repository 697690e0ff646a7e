import { type Explanation, explain } from "../jq";
import { normalizeQuotes } from "../template/expression";
import { scan } from "../template/scan";
import { type PreviewRequest, whyEmpty } from "./preview";
import { type PreviewData, previewContexts } from "./preview-context";

/** A name that exists where a step leads nowhere, and the replacement in the string's value that writes it. */
export interface NameFix {
  name: string;
  start: number;
  end: number;
  text: string;
}

/** Why an expression gives nothing: what happened, where, and what is there instead. */
export interface Why {
  message: string;
  hint?: string;
  expression: string;
  /** The step that leads nowhere, or what an error is about; offsets into `expression`. */
  at?: { start: number; end: number };
  /** What was probably meant, the likeliest first. */
  nearest: NameFix[];
  /** Everything else that exists there, at most 40. */
  others: NameFix[];
}

export type Explainer = (request: PreviewRequest, index: number) => Why | null;

const most = 40;

/** Explains the expression at an index of a string, against the data that previews read. */
export function createExplainer(data: PreviewData): Explainer {
  const contextOf = previewContexts(data);
  return (request, index) => {
    const found = expressionAt(request, index);
    if (found === undefined) return null;
    const context = contextOf(request.node, request.nodeType, request.place);
    return whyOf(found, context, data);
  };
}

function expressionAt(
  { value, syntax }: PreviewRequest,
  index: number,
): { text: string; start: number } | undefined {
  if (syntax === "jq") return index === 0 ? { text: value, start: 0 } : undefined;
  const scanned = scan(value);
  const part = scanned.ok ? scanned.value.filter(({ kind }) => kind === "expression")[index] : undefined;
  return part && { text: part.text, start: part.start };
}

function whyOf({ text, start }: { text: string; start: number }, context: object, data: PreviewData): Why {
  const expression = normalizeQuotes(text);
  const told = explain(expression, context);
  const named = told.status === "error" ? undefined : whyEmpty(expression, data);
  const found = atNodes(told) ? { ...told, ...withNodes(expression, context, data, told) } : told;
  const fix = (name: string) => replacement(expression, found, name, start);
  const nearest = (found.suggestions ?? []).flatMap(fix);
  const others = (found.keys ?? [])
    .filter((name) => !found.suggestions?.includes(name) && name !== found.missing)
    .slice(0, most)
    .flatMap(fix);
  const hint = told.error?.hint;
  return {
    message: told.error === undefined ? (named ?? found.message) : plain(told.error.message),
    ...(hint !== undefined
      ? { hint }
      : told.error !== undefined && found.missing !== undefined
        ? { hint: found.message }
        : {}),
    expression: text,
    ...(found.start === undefined || found.end === undefined
      ? {}
      : { at: { start: found.start, end: Math.max(found.end, found.start) } }),
    nearest,
    others,
  };
}

const plain = (message: string): string => {
  const line = message.split("\n", 1)[0] ?? "";
  return /^[a-z]+[ ,]/.test(line) ? line.charAt(0).toUpperCase() + line.slice(1) : line;
};

const atNodes = ({ path }: Explanation): boolean => path?.length === 1 && path[0] === "outputs";

/** Nodes that have not run yet are names that one may have meant, too. */
function withNodes(
  expression: string,
  context: object,
  data: PreviewData,
  told: Explanation,
): Pick<Explanation, "keys" | "suggestions"> {
  if (data.nodes.includes(String(told.missing))) return { keys: [], suggestions: [] };
  const outputs = { ...Object.fromEntries(data.nodes.map((node) => [node, null])), ...data.outputs };
  const { keys = [], suggestions = [] } = explain(expression, { ...context, outputs });
  return { keys, suggestions };
}

/** How `name` is written in place of the step that leads nowhere. */
function replacement(
  expression: string,
  { start, end }: Explanation,
  name: string,
  offset: number,
): NameFix[] {
  if (start === undefined || end === undefined) return [];
  const written = expression.slice(start, end);
  const made = (from: number, text: string): NameFix[] => [
    { name, start: offset + from, end: offset + end, text },
  ];
  if (written.startsWith('"')) return made(start, JSON.stringify(name));
  if (!/^\w+$/.test(written) || expression[start - 1] !== ".") return [];
  if (/^[A-Za-z_]\w*$/.test(name)) return made(start, name);
  const hasSubject = /[\w"\])}?]$/.test(expression.slice(0, start - 1));
  return made(start - 1, `${hasSubject ? "" : "."}[${JSON.stringify(name)}]`);
}
