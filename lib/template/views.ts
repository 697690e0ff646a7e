import { isJsonObject, type Json, type JsonObject } from "../base/json";

/**
 * Views let an expression read a value by a path where an older page of Port put it, without a second copy:
 * the extra members are not enumerable, so they answer a path and show up in no listing, no JSON and no record.
 */
function view(value: JsonObject, extra: JsonObject): JsonObject {
  const result: JsonObject = { ...value };
  for (const [key, member] of Object.entries(extra)) {
    if (Object.hasOwn(result, key)) continue;
    Object.defineProperty(result, key, { value: member, enumerable: false });
  }
  return result;
}

const views = new WeakMap<JsonObject, JsonObject>();

/** Views are made once for each stored value; outputs are never changed after they were stored. */
function remembered(value: JsonObject, make: () => JsonObject): JsonObject {
  const known = views.get(value);
  if (known !== undefined) return known;
  const made = make();
  views.set(value, made);
  return made;
}

/**
 * A webhook's output with the places of older pages (reference 6.6, 6.7 rows 1-3): a missing top-level key
 * is looked for in `response.data`, `status` is `response.status`, `response.body` is `response.data`.
 */
export function webhookView(output: Json): Json {
  return isJsonObject(output) ? responseView(output, undefined) : output;
}

/**
 * The output of an upserted entity: read as a webhook's, so `.outputs.n.identifier` is the entity's, and the
 * entity under `entity` too, where Port's REST answer and a draft of its pages have it (reference 3.2).
 */
export function entityView(output: Json): Json {
  if (!isJsonObject(output) || !isJsonObject(output.response)) return output;
  const { data } = output.response;
  return isJsonObject(data) ? responseView(output, data) : output;
}

function responseView(output: JsonObject, entity: JsonObject | undefined): JsonObject {
  const { response } = output;
  if (!isJsonObject(response)) return output;
  return remembered(output, () => {
    const extra: JsonObject = entity === undefined ? {} : { entity };
    const given = isJsonObject(response.data) ? response.data : {};
    const { response: _response, error: _error, timeout: _timeout, ...visible } = given;
    const data = entity === undefined ? (response.data ?? null) : view(given, extra);
    return view(
      { ...output, response: view({ ...response, ...("data" in response ? { data } : {}) }, { body: data }) },
      {
        ...extra,
        ...visible,
        ...(Object.hasOwn(visible, "status") ? {} : { status: response.status ?? null }),
      },
    );
  });
}

/** A trigger's output, readable under `inputs` too unless an input has that name (reference 6.7 row 6). */
export function triggerView(output: Json): Json {
  return isJsonObject(output) ? remembered(output, () => view(output, { inputs: output })) : output;
}

/** Adds members that answer a path and appear in no listing. */
export const withHidden = view;

/** The members that `withHidden` added. */
export const hiddenOf = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(
      ([name, { enumerable, value: member }]) => (enumerable ? [] : [[name, member as Json]]),
    ),
  );
