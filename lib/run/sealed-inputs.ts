import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { TaintedNumber, taint } from "../jq";
import type { RunRequest } from "./engine";
import type { World } from "./world";

/** How an encrypted input is called where its value would stand. */
export const inputSecret = (name: string): string => `input:${name}`;

/** What an encrypted input is sealed for: a value cannot be moved to another run, or to another input. */
export const sealContext = (run: string, name: string): string => `${run} ${name}`;

/** The encrypted inputs of a run (reference 2.2), for its templates alone. */
export interface SealedInputs {
  /** The texts that must not be recorded, with the name that is shown for each. */
  texts: { text: string; name: string }[];
  /** The trigger's output with their values in place; every text and number of them is marked as secret. */
  into(output: Json): Json;
}

/** Opens what was sealed when the run was started. Throws when the key does not open it. */
export function openSealedInputs(
  { run, sealed = {} }: RunRequest,
  world: Pick<World, "unseal">,
): SealedInputs {
  const texts: SealedInputs["texts"] = [];
  const values: JsonObject = {};
  for (const [name, text] of Object.entries(sealed)) {
    const clear = world.unseal?.(sealContext(run, name), text);
    if (clear === undefined)
      throw new Error(
        `The key does not open the encrypted input "${name}". Restore the key of the data folder.`,
      );
    values[name] = marked(JSON.parse(clear) as Json, inputSecret(name), texts) as Json;
  }
  let last: { output: Json; filled: Json } | undefined;
  return {
    texts,
    into(output) {
      if (Object.keys(values).length === 0 || !isJsonObject(output)) return output;
      // The same output gives the same object, by which views of it are remembered.
      if (last?.output !== output) last = { output, filled: { ...output, ...values } };
      return last.filled;
    },
  };
}

function marked(value: Json, name: string, texts: SealedInputs["texts"]): unknown {
  if (typeof value === "string") {
    texts.push({ text: value, name });
    return taint(name, value);
  }
  if (typeof value === "number") {
    texts.push({ text: String(value), name });
    return new TaintedNumber(value, [name]);
  }
  if (Array.isArray(value)) return value.map((item) => marked(item, name, texts));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item, name, texts)]));
}
