/** A stretch of a line that reaches to the next one's start. */
export interface JsonToken {
  startIndex: number;
  /** Kinds inside strings end in `string`, so that an editor leaves their brackets and quotes alone. */
  scopes: string;
}

const jqKeys = new Set(["expression", "constraint", "jqQuery"]);

const outside =
  /\s+|[{}[\]]|[,:]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|"(?:[^"\\]|\\.)*"?|[^\s{}[\],:"]+/gy;

// As the text stands in a JSON string: jq's quotes have a backslash before them.
const inside =
  /\s+|\\"(?:(?!\\")(?:\\\\\\?.|[^"\\]|\\[^"]))*(?:\\")?|'[^']*'|\$__loc__|\$[A-Za-z_]\w*|@\w+|\.[A-Za-z_]\w*|[A-Za-z_]\w*|\d+(?:\.\d+)?|\/\/=?|[|=!<>+\-*/%]=?|\.\.?|[()[\]{},:;?]|./gy;

// As the text stands by itself.
const plain = new RegExp(inside.source.replace(/^.*?(?='\[)/, String.raw`\s+|"(?:[^"\\]|\\.)*"?|#.*|`), "gy");

const words = new Set(
  "and or not if then elif else end as def reduce foreach try catch label import include".split(" "),
);

/** Colours one line of JSON, with what stands between braces (or in a bare jq field) coloured as jq. */
export function tokenizeLine(line: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let key = "";
  outside.lastIndex = 0;
  for (let match = outside.exec(line); match !== null; match = outside.exec(line)) {
    const [text] = match;
    const at = match.index;
    if (text.startsWith('"')) {
      const isKey = /^\s*:/.test(line.slice(at + text.length));
      if (isKey) key = text.slice(1, -1);
      if (!isKey && jqKeys.has(key)) pushJq(tokens, text, at);
      else pushString(tokens, text, at, isKey ? "key.string" : "value.string");
    } else push(tokens, at, scopeOf(text));
  }
  return tokens;
}

/** Colours one line of jq, or of a template that stands by itself. */
export function tokenizeScratch(line: string, syntax: "jq" | "template"): JsonToken[] {
  const tokens: JsonToken[] = [];
  if (syntax === "jq") {
    pushExpression(tokens, line, 0, plain);
    return tokens;
  }
  let from = 0;
  for (let open = line.indexOf("{{"); open !== -1; open = line.indexOf("{{", from)) {
    if (open > from) push(tokens, from, "value.string");
    const close = closingBraces(line, open + 2);
    push(tokens, open, "template.brace.string");
    pushExpression(tokens, line.slice(open + 2, close), open + 2, plain);
    from = Math.min(close + 2, line.length);
    if (close < line.length) push(tokens, close, "template.brace.string");
  }
  if (from < line.length) push(tokens, from, "value.string");
  return tokens;
}

function scopeOf(text: string): string {
  if (/^\s/.test(text)) return "";
  if (/^[{}[\]]/.test(text)) return "delimiter.bracket";
  if (/^[,:]/.test(text)) return "delimiter";
  if (/^(true|false|null)$/.test(text)) return "keyword";
  return /^-?\d/.test(text) ? "number" : "invalid";
}

function pushString(tokens: JsonToken[], text: string, at: number, scopes: string): void {
  let from = 0;
  push(tokens, at, scopes);
  for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", from)) {
    const close = closingBraces(text, open + 2);
    push(tokens, at + open, "template.brace.string");
    pushExpression(tokens, text.slice(open + 2, close), at + open + 2);
    if (close === text.length) return;
    push(tokens, at + close, "template.brace.string");
    push(tokens, at + close + 2, scopes);
    from = close + 2;
  }
}

function pushJq(tokens: JsonToken[], text: string, at: number): void {
  push(tokens, at, "value.string");
  const closed = text.length > 1 && text.endsWith('"');
  const end = closed ? text.length - 1 : text.length;
  pushExpression(tokens, text.slice(1, end), at + 1);
  if (closed) push(tokens, at + end, "value.string");
}

/** Outside of quotes, as the scanner of templates sees them; the closing quote of the string is no part. */
function closingBraces(text: string, from: number): number {
  let quote = "";
  const end = text.endsWith('"') ? text.length - 1 : text.length;
  for (let at = from; at < end; at++) {
    const char = text[at] as string;
    if (char === "\\" && text[at + 1] === "\\") at += text[at + 2] === "\\" ? 3 : 1;
    else if (char === '"' || char === "'") quote = quote === "" ? char : quote === char ? "" : quote;
    else if (quote === "" && char === "}" && text[at + 1] === "}") return at;
  }
  return text.length;
}

function pushExpression(tokens: JsonToken[], text: string, at: number, pattern = inside): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    push(tokens, at + match.index, `template.${jqScope(match[0])}.string`);
}

function jqScope(text: string): string {
  if (/^\s/.test(text)) return "space";
  if (/^(\\?"|')/.test(text)) return "literal";
  if (text.startsWith("#")) return "space";
  if (/^\.[A-Za-z_]/.test(text) || text === ".") return "path";
  if (/^\$/.test(text)) return "variable";
  if (/^\d/.test(text) || /^(true|false|null)$/.test(text)) return "number";
  if (words.has(text)) return "word";
  return /^[@A-Za-z_]/.test(text) ? "function" : "operator";
}

function push(tokens: JsonToken[], startIndex: number, scopes: string): void {
  const last = tokens.at(-1);
  if (last?.startIndex === startIndex) last.scopes = scopes;
  else if (last?.scopes !== scopes) tokens.push({ startIndex, scopes });
}
