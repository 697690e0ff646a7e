import { applyChange, changeBetween, type TextChange } from "./text-change";

/**
 * A part of the document's text as its own text: the lines after the first have lost the indentation that
 * they share. The whole document is the window from its start to its end without indentation.
 */
export interface TextWindow {
  /** In the document, end exclusive. */
  start: number;
  end: number;
  /** What every line after the first has lost. */
  indent: string;
  /** The part as it is shown. */
  text: string;
  /** Where each shown line begins in `text`. */
  lines: readonly number[];
  /** Where each shown line begins in the document, after its indentation. */
  sources: readonly number[];
  /** How much of the indentation each shown line has lost; blank lines may have had less of it. */
  lost: readonly number[];
}

export function wholeWindow(document: string): TextWindow {
  return openWindow(document, 0, document.length, "");
}

/** Opens `[start, end)` of the document; the shared indentation is found unless it is given. */
export function openWindow(document: string, start: number, end: number, indent?: string): TextWindow {
  const shared = indent ?? sharedIndent(document.slice(start, end));
  if (shared === "") {
    const text = document.slice(start, end);
    return { start, end, indent: shared, text, lines: [0], sources: [start], lost: [0] };
  }
  const lines: number[] = [];
  const sources: number[] = [];
  const lost: number[] = [];
  let text = "";
  for (let at = start, ended = false; !ended; ) {
    const feed = document.indexOf("\n", at);
    ended = feed === -1 || feed >= end;
    const stop = ended ? end : feed + 1;
    const skip = at === start ? 0 : indentLength(document, at, stop, shared);
    lines.push(text.length);
    sources.push(at + skip);
    lost.push(skip);
    text += document.slice(at + skip, stop);
    at = stop;
  }
  return { start, end, indent: shared, text, lines, sources, lost };
}

/** The place in the document of a place in the window. */
export function toDocument(window: TextWindow, offset: number): number {
  const line = lineAt(window.lines, offset);
  return (window.sources[line] as number) + offset - (window.lines[line] as number);
}

/** The place in the window of a place in the document; nothing outside of it. */
export function toWindow(window: TextWindow, offset: number): number | undefined {
  if (offset < window.start || offset > window.end) return undefined;
  const line = lineAt(window.sources, offset);
  const from = window.lines[line] as number;
  const next = window.lines[line + 1] ?? window.text.length;
  return Math.min(from + Math.max(0, offset - (window.sources[line] as number)), next);
}

/** Brings an edit of the window's text into the document: the smallest change, and the window afterwards. */
export function writeThrough(
  document: string,
  window: TextWindow,
  edited: string,
): { document: string; window: TextWindow } | undefined {
  const change = changeBetween(window.text, edited);
  if (change === undefined) return undefined;
  const inserted = window.indent === "" ? change.text : indented(window, change);
  const start = toDocument(window, change.start);
  const end = toDocument(window, change.end);
  const after = applyChange(document, { start, end, text: inserted });
  const windowEnd = window.end + inserted.length - (end - start);
  return { document: after, window: openWindow(after, window.start, windowEnd, window.indent) };
}

/** Follows a window through a change that was made to the document elsewhere. */
export function followChange(document: string, window: TextWindow, change: TextChange): TextWindow {
  const grown = change.text.length - (change.end - change.start);
  if (change.end <= window.start)
    return openWindow(document, window.start + grown, window.end + grown, window.indent);
  if (change.start >= window.end) return openWindow(document, window.start, window.end, window.indent);
  const start = Math.min(window.start, change.start);
  const end = Math.max(window.end + grown, change.start + change.text.length);
  return openWindow(document, start, end, window.indent);
}

/** The inserted text as it stands in the document: lines get the indentation back, empty ones stay empty. */
function indented(window: TextWindow, change: TextChange): string {
  const { indent, text } = window;
  const pieces = change.text.split("\n");
  const rest = text.slice(change.end).split("\n", 1)[0] ?? "";
  const line = lineAt(window.lines, change.start);
  const from = window.lines[line] as number;
  const missing = line > 0 && from === change.start ? indent.slice(window.lost[line]) : "";
  return pieces
    .map((piece, index) => {
      const whole = index === pieces.length - 1 ? piece + rest : piece;
      if (whole === "" || whole === "\r") return piece;
      return (index > 0 ? indent : missing) + piece;
    })
    .join("\n");
}

function sharedIndent(text: string): string {
  let shared: string | undefined;
  for (const line of text.split("\n").slice(1)) {
    if (line.trim() === "") continue;
    const own = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (shared === undefined) shared = own;
    while (!own.startsWith(shared)) shared = shared.slice(0, -1);
    if (shared === "") break;
  }
  return shared ?? "";
}

/** Blank lines may be shorter than the shared indentation; they lose what they have of it. */
function indentLength(document: string, at: number, stop: number, indent: string): number {
  let length = 0;
  while (length < indent.length && at + length < stop && document[at + length] === indent[length]) length++;
  return length;
}

/** The last line that begins at or before `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
