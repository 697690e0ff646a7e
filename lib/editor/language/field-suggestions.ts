import type { ExpressionCaret } from "./caret";
import { type Suggestion, suggestionsAt } from "./complete";
import type { LanguageFacts } from "./facts";
import type { FieldLanguage, FieldPlace } from "./field-language";
import type { Insertion } from "./insertion";
import { type SignatureText, signatureAt } from "./signature";
import { type ReadableValue, readableValues } from "./values";

/** One entry of the list beneath the caret of a field. */
export interface FieldSuggestion {
  label: string;
  kind: Suggestion["kind"] | "braces" | "value";
  detail?: string;
  /** Markdown. */
  documentation?: string;
  insertion: Insertion;
  /** Once it is written there is more to offer at once. */
  goesOn: boolean;
}

export interface FieldHelp {
  items: FieldSuggestion[];
  /** Of the function whose argument is being written. */
  signature: SignatureText | undefined;
}

/** More than one reads is no help, and costs time with each key. */
const mostItems = 60;

/** What can be written at a place of a field's text, and the signature of the function around it. */
export function fieldHelp(
  language: FieldLanguage,
  text: string,
  index: number,
  facts: LanguageFacts,
): FieldHelp {
  const place = language.placeAt(text, index);
  if (place === undefined) return { items: [], signature: undefined };
  const { caret } = place;
  if (caret === undefined) return { items: [bracesAt(place, text, index)], signature: undefined };
  const written = caret.expression.slice(0, caret.offset);
  const items = [
    ...(isBarelyOpen(caret) ? [braces(place, caret, index)] : []),
    ...valuesFor(caret, written, facts),
    ...suggestionsAt(caret, facts).filter((one) => matches(one, caret, written)),
  ];
  const seen = new Set<string>();
  const shown = items
    .map((one) => ("insertion" in one ? one : fromSuggestion(one, place, caret)))
    .filter((one) => {
      const key = `${one.insertion.start} ${one.insertion.text}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, mostItems);
  const [only] = shown;
  const isDone =
    shown.length === 1 &&
    only !== undefined &&
    text.slice(only.insertion.start, index) === only.insertion.text;
  return { items: isDone ? [] : shown, signature: signatureAt(caret) };
}

/** True right after the braces, while nothing closes them. */
const isBarelyOpen = (caret: ExpressionCaret): boolean =>
  caret.string.syntax === "template" &&
  caret.expression.slice(0, caret.offset).trim() === "" &&
  !isClosed(caret);

const isClosed = ({ string, end }: ExpressionCaret): boolean =>
  string.syntax === "jq" || string.literal.value.slice(end, end + 2) === "}}";

/** A template where plain text stands. */
function bracesAt({ write }: FieldPlace, text: string, index: number): FieldSuggestion {
  const start = text[index - 1] === "{" ? index - 1 : index;
  return bracesEntry({ start, end: index, text: write("{{  }}"), caret: start + 3 });
}

function braces({ toField }: FieldPlace, caret: ExpressionCaret, index: number): FieldSuggestion {
  const start = toField(caret.start);
  return bracesEntry({ start, end: index, text: "  }}", caret: start + 1 });
}

const bracesEntry = (insertion: Insertion): FieldSuggestion => ({
  label: "{{ … }}",
  kind: "braces",
  detail: "a template",
  insertion,
  goesOn: true,
});

/** Whole paths by the name of what they read, at the beginning of an expression: `repo` finds `.outputs.trigger.repo`. */
function valuesFor(caret: ExpressionCaret, written: string, facts: LanguageFacts): Suggestion[] {
  const typed = /^\s*(\.?\w*)$/.exec(written)?.[1];
  if (typed === undefined) return [];
  const word = typed.replace(/^\./, "").toLowerCase();
  const { string, start, offset } = caret;
  const found = readableValues(facts, string).filter(
    (row) => isWorthOffering(row) && row.name.toLowerCase().includes(word),
  );
  const first = (row: ReadableValue) => (row.name.toLowerCase().startsWith(word) ? 0 : 1);
  return found
    .sort((one, other) => first(one) - first(other))
    .slice(0, word === "" ? 8 : 12)
    .map((row, rank) => ({
      label: row.path,
      kind: row.detail === "secret" ? "secret" : "key",
      insert: row.path,
      start: start + offset - typed.length,
      end: start + offset,
      filter: typed,
      detail: row.detail,
      rank,
    }));
}

const isWorthOffering = ({ path, hasMembers, depth }: ReadableValue): boolean =>
  !hasMembers && depth > 0 && /^\.(outputs|inputs|form|diff|response|result|secrets)\b/.test(path);

/** By what it begins with, or by the word before the caret anywhere in it. */
function matches({ filter, label, start }: Suggestion, caret: ExpressionCaret, written: string): boolean {
  const head = written.slice(start - caret.start).toLowerCase();
  if (filter.toLowerCase().startsWith(head)) return true;
  const word = /[\w-]*$/.exec(head)?.[0] ?? "";
  return word.length > 1 && label.toLowerCase().includes(word);
}

function fromSuggestion(
  { label, kind, detail, documentation, insert, start, end }: Suggestion,
  { toField, write }: FieldPlace,
  caret: ExpressionCaret,
): FieldSuggestion {
  const { value } = caret.string.literal;
  const before = isBarelyOpen(caret) && value[start - 1] === "{" ? " " : "";
  const after = isClosed(caret) || caret.string.syntax === "jq" ? "" : " }}";
  const isLast = isBarelyOpen(caret) || end === value.length;
  const text = before + write(insert);
  const from = toField(start);
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail: detail.replace(`${label}: `, "") }),
    ...(documentation === undefined ? {} : { documentation }),
    insertion: {
      start: from,
      end: toField(end),
      text: isLast ? text + after : text,
      caret: from + text.length,
    },
    goesOn: insert.endsWith("("),
  };
}
