import type { Json } from "@/lib/base/json";
import type { RecordedResponse } from "@/lib/nodes/runner";

/** The body as JSON when it is; undefined for other text, for nothing, and when it was cut. */
export function bodyJson(response: RecordedResponse): Json | undefined {
  if (response.truncated) return undefined;
  const text = response.body.trim();
  if (!text.startsWith("{") && !text.startsWith("[")) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
