import "server-only";
import { isJsonObject, type Json } from "../base/json";
import type { Redactor } from "../run/world";
import { MIN_LENGTH, needlesOf, Search } from "./redact-search";

/** How a secret is shown. */
export const shown = (names: readonly string[]): string => `‹secret:${names.join("+")}›`;

/**
 * The second net under the exact masking of templates: finds what is left of a run's secrets in all that is
 * recorded (answers that repeat them, errors, logs, reports) and shows `‹secret:name›` there.
 *
 * It looks for the secrets that the run has read, and for texts that templates made of them. A secret
 * shorter than four characters is replaced only where it is a whole value: inside longer text it would
 * be found by chance.
 */
export function createRedactor(secrets: Record<string, string>): Redactor {
  const inUse = new Set<string>();
  const texts = new Map<string, string>();
  let search: Search | undefined;
  let numeric = false;

  const add = (text: string, names: readonly string[]): void => {
    if (text === "" || names.length === 0 || texts.has(text)) return;
    texts.set(text, shown(names));
    search = undefined;
    numeric ||= text.trim() !== "" && Number.isFinite(Number(text));
  };

  const build = (): Search => {
    const needles = new Map<string, string>();
    for (const [text, label] of texts)
      if (text.length >= MIN_LENGTH)
        for (const needle of needlesOf(text)) if (!needles.has(needle)) needles.set(needle, label);
    return new Search(needles);
  };

  const clean = (text: string): string => {
    if (texts.size === 0 || text === "") return text;
    const whole = texts.get(text);
    if (whole !== undefined) return whole;
    search ??= build();
    return search.replace(text);
  };

  const cleanJson = (value: Json): Json => {
    if (typeof value === "string") return clean(value);
    if (typeof value === "number") return numeric ? keepNumber(value, clean(String(value))) : value;
    if (Array.isArray(value)) return mapArray(value, cleanJson);
    return isJsonObject(value) ? cleanObject(value, clean, cleanJson) : value;
  };

  return {
    use(names) {
      for (const name of names) {
        const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
        if (value === undefined || inUse.has(name)) continue;
        inUse.add(name);
        add(value, [name]);
        const trimmed = value.trim();
        if (trimmed !== value) add(trimmed, [name]);
      }
    },
    add: (text, names) => {
      // Short derived texts (a first letter, say) are masked where the template put them, and nowhere else.
      if (text.length >= MIN_LENGTH) add(text, names);
    },
    text: clean,
    json: <T extends Json>(value: T): T => (texts.size === 0 ? value : (cleanJson(value) as T)),
  };
}

const keepNumber = (value: number, text: string): Json => (text === String(value) ? value : text);

/** The same array when nothing in it changed, so that large clean values are not copied. */
function mapArray(values: Json[], change: (value: Json) => Json): Json[] {
  let copy: Json[] | undefined;
  values.forEach((value, index) => {
    const changed = change(value);
    if (changed === value) return;
    copy ??= values.slice();
    copy[index] = changed;
  });
  return copy ?? values;
}

function cleanObject(
  value: Record<string, Json>,
  clean: (text: string) => string,
  change: (value: Json) => Json,
): Json {
  let dirty = false;
  const entries = Object.entries(value).map(([key, member]): [string, Json] => {
    const entry: [string, Json] = [clean(key), change(member)];
    dirty ||= entry[0] !== key || entry[1] !== member;
    return entry;
  });
  return dirty ? (Object.fromEntries(entries) as Json) : value;
}
