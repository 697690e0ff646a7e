import type { Json } from "../base/json";
import type { ValueHead } from "../nodes/runner";
import type { RunEvent } from "./events";

/** A value whose JSON has more characters than this is shown by its head. */
export const VIEW_LIMIT = 256 * 1024;

/** Characters of a head. */
export const VIEW_HEAD = 64 * 1024;

/** Views that were made: a large value is measured once, however many look on. */
const made = new WeakMap<RunEvent, RunEvent>();

/**
 * An event as people look at it: an output or a request body whose JSON is larger than `VIEW_LIMIT` is left
 * out, and `outputHead` or `bodyHead` has its beginning and its size. An event without one is given back as it
 * is. Runs never read a view: they have the whole.
 */
export function viewOf(event: RunEvent): RunEvent {
  const known = made.get(event);
  if (known !== undefined) return known;
  const view = shorten(event);
  if (view !== event) made.set(event, view);
  return view;
}

function shorten(event: RunEvent): RunEvent {
  switch (event.type) {
    case "run.started":
      return isLarge(event.output) ? { ...event, output: {}, outputHead: headOf(event.output) } : event;
    case "node.external":
    case "node.completed": {
      const { output, ...rest } = event;
      return output !== undefined && isLarge(output) ? { ...rest, outputHead: headOf(output) } : event;
    }
    case "node.request": {
      const { body, ...rest } = event.request;
      return body !== undefined && isLarge(body)
        ? { ...event, request: { ...rest, bodyHead: headOf(body) } }
        : event;
    }
    default:
      return event;
  }
}

function headOf(value: Json): ValueHead {
  const text = JSON.stringify(value);
  let end = VIEW_HEAD;
  // Not between the halves of a character outside the basic plane.
  if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? "")) end--;
  return { text: text.slice(0, end), size: new TextEncoder().encode(text).length };
}

/** Whether a value's JSON is longer than the limit, at least; looks no further than it has to. */
function isLarge(value: Json): boolean {
  let left = VIEW_LIMIT;
  const visit = (part: Json): boolean => {
    left -= typeof part === "string" ? part.length + 2 : 4;
    if (left < 0) return true;
    if (part === null || typeof part !== "object") return false;
    if (Array.isArray(part)) return part.some(visit);
    for (const key in part) {
      left -= key.length + 3;
      if (left < 0 || visit(part[key] as Json)) return true;
    }
    return false;
  };
  return visit(value);
}
