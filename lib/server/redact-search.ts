import "server-only";
import { type Decoded, decodeOnce } from "./redact-decode";

/** Shorter texts are common in innocent ones; they are looked for as whole values only. */
export const MIN_LENGTH = 4;

/** A Base64 or hexadecimal form shorter than this says too little, and would be found by chance. */
const MIN_ENCODED = 6;

/** A secret this long is looked for in lower case too: host names and some services write it so. */
const MIN_LOWERED = 8;

/** A line of a longer secret (a key in PEM form, say) is looked for by itself from this length on. */
const MIN_LINE = 16;

/** Layers of escapes that are taken back: JSON in JSON in a form field, and one more. */
const LAYERS = 4;

/** The texts that give a secret away once escapes are taken back. */
export function needlesOf(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  const hex = bytes.toString("hex");
  const base64 = bytes.toString("base64");
  const encoded = [base64, base64.replace(/=+$/, ""), ...base64Forms(bytes), hex, hex.toUpperCase()].filter(
    (form) => form.length >= MIN_ENCODED,
  );
  const lines = text.includes("\n") ? text.split(/\r?\n/).filter((line) => line.length >= MIN_LINE) : [];
  const all = [
    text,
    text.replaceAll(" ", "+"),
    ...(text.length >= MIN_LOWERED ? [text.toLowerCase()] : []),
    // A secret that holds what looks like an escape loses it on the way, so it is known without it too.
    decodeFully(text),
    ...encoded,
    ...encoded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
    ...lines,
  ];
  return [...new Set(all)].filter((needle) => needle.length >= MIN_LENGTH);
}

/** The characters of Base64 that depend on these bytes alone, for each of the three places they can begin at. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((lead) => {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return encoded.slice(Math.ceil((lead * 8) / 6), Math.floor(((lead + bytes.length) * 8) / 6));
  });
}

function decodeFully(text: string): string {
  let result = text;
  for (let layer = 0; layer < LAYERS; layer++) {
    const decoded = decodeOnce(result);
    if (decoded === undefined) break;
    result = decoded.text;
  }
  return result;
}

/** A place in a text, and what to show there. */
interface Found {
  start: number;
  end: number;
  label: string;
}

/** Finds any of many texts in one pass: a hash of the last four characters tells where to look closer. */
export class Search {
  readonly #hit = new Uint8Array(65_536);
  readonly #buckets = new Map<number, { needle: string; label: string }[]>();

  /** `label` by needle. */
  constructor(needles: ReadonlyMap<string, string>) {
    for (const [needle, label] of needles) {
      const hash = hashOf(needle);
      this.#hit[hash] = 1;
      const bucket = this.#buckets.get(hash) ?? [];
      bucket.push({ needle, label });
      // The longest first: it is the one that is shown.
      bucket.sort((a, b) => b.needle.length - a.needle.length);
      this.#buckets.set(hash, bucket);
    }
  }

  /** The text with every needle in it, in any layer of escapes, replaced by its label. */
  replace(text: string): string {
    const found = this.#find(text);
    let layer: Decoded | undefined;
    let from: Uint32Array | undefined;
    for (let count = 0; count < LAYERS; count++) {
      layer = decodeOnce(layer === undefined ? text : layer.text);
      if (layer === undefined) break;
      const outer = from;
      from = outer === undefined ? layer.from : layer.from.map((index) => outer[index] ?? 0);
      for (const { start, end, label } of this.#find(layer.text))
        found.push({ start: from[start] ?? 0, end: from[end] ?? text.length, label });
    }
    return found.length === 0 ? text : replaced(text, found);
  }

  #find(text: string): Found[] {
    const found: Found[] = [];
    let hash = 0;
    for (let index = 0; index < text.length; index++) {
      hash = ((hash << 4) ^ text.charCodeAt(index)) & 0xffff;
      if (this.#hit[hash] === 0 || index < 3) continue;
      const start = index - 3;
      const match = this.#buckets.get(hash)?.find(({ needle }) => text.startsWith(needle, start));
      if (match !== undefined) found.push({ start, end: start + match.needle.length, label: match.label });
    }
    return found;
  }
}

function hashOf(needle: string): number {
  let hash = 0;
  for (let index = 0; index < 4; index++) hash = ((hash << 4) ^ needle.charCodeAt(index)) & 0xffff;
  return hash;
}

/** Places that overlap become one, shown by the label of the first. */
function replaced(text: string, found: Found[]): string {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: string[] = [];
  let at = 0;
  let label: string | undefined;
  for (const place of found) {
    if (place.start < at) {
      at = Math.max(at, place.end);
      continue;
    }
    if (label !== undefined) pieces.push(label);
    pieces.push(text.slice(at, place.start));
    ({ label } = place);
    at = place.end;
  }
  pieces.push(label ?? "", text.slice(at));
  return pieces.join("");
}
