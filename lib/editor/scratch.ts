import type { Json } from "../base/json";
import { compile, type JqLimits, mask } from "../jq";
import type { TemplateFailure } from "../template/failure";
import { render } from "../template/render";
import { type PreviewData, previewContexts } from "./preview-context";

/** More outputs than these are not asked for. */
export const mostOutputs = 100;

/** Much more than a preview may use: somebody waits for it, and may stop it. */
const limits: Partial<JqLimits> = { steps: 50_000_000, bytes: 256_000_000, milliseconds: 20_000 };

export interface ScratchRequest {
  text: string;
  syntax: "jq" | "template";
  /** Whose view of the data it is. */
  node: string;
  nodeType: string;
}

export interface ScratchError {
  kind: TemplateFailure["kind"];
  message: string;
  hint?: string;
  /** Offsets into the text. */
  span?: { start: number; end: number };
}

export interface ScratchResult {
  /** Secrets by name. */
  outputs: Json[];
  /** There are more outputs than are here. */
  more: boolean;
  error?: ScratchError;
  milliseconds: number;
}

/** Evaluates against data; a template gives one output, jq all of its stream. */
export function createScratcher(data: PreviewData): (request: ScratchRequest) => ScratchResult {
  const contextOf = previewContexts(data);
  return (request) => {
    const context = contextOf(request.node, request.nodeType, "config");
    const started = performance.now();
    const result =
      request.syntax === "jq" ? streamOf(request.text, context) : rendered(request.text, context);
    return { ...result, milliseconds: performance.now() - started };
  };
}

type Evaluated = Omit<ScratchResult, "milliseconds">;

function streamOf(text: string, context: unknown): Evaluated {
  const compiled = compile(text);
  if (!compiled.ok) return failed(compiled.error);
  const { outputs, error } = compiled.value.all(context, { limits, maxOutputs: mostOutputs + 1 });
  return {
    outputs: outputs.slice(0, mostOutputs).map(shown),
    more: outputs.length > mostOutputs,
    ...(error === undefined ? {} : failed(error, outputs.slice(0, mostOutputs).map(shown))),
  };
}

function rendered(text: string, context: unknown): Evaluated {
  const result = render(text, context, { limits, throwOnError: true });
  if (!result.ok) {
    const { kind, message, hint, span } = result.error;
    return failed({ kind, message, ...(hint && { hint }), ...span });
  }
  return { outputs: result.value === undefined ? [] : [shown(result.value)], more: false };
}

const shown = (value: unknown): Json => mask(value) as Json;

function failed(
  error: { kind: ScratchError["kind"]; message: string; hint?: string; start?: number; end?: number },
  outputs: Json[] = [],
): Evaluated {
  const { kind, hint, start, end } = error;
  const plain = error.message.replace(/^jq: (compile )?error: /, "");
  return {
    outputs,
    more: false,
    error: {
      kind,
      message: /^[a-z]+[ ,]/.test(plain) ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain,
      ...(hint === undefined ? {} : { hint }),
      ...(start === undefined ? {} : { span: { start, end: Math.max(end ?? start, start) } }),
    },
  };
}
