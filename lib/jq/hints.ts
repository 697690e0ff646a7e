/** Filters of other template languages, and what jq calls them. */
const otherNames: Record<string, string> = {
  upper: "ascii_upcase",
  uppercase: "ascii_upcase",
  toUpperCase: "ascii_upcase",
  lower: "ascii_downcase",
  lowercase: "ascii_downcase",
  toLowerCase: "ascii_downcase",
  default: '`// "x"` (the alternative operator)',
  len: "length (as in `x | length`)",
  size: "length",
  count: "length",
  strip: "trim",
  replace: "gsub",
  date: "strftime or todate",
  slice: "`.[from:to]`",
  substring: "`.[from:to]`",
  tojsonstring: "tojson",
  json: "tojson",
  stringify: "tojson",
  parse: "fromjson",
  contains_key: "has",
  includes: "contains or index",
  filter: "map(select(…)), or select",
  concat: "+",
  push: "+ [x]",
  string: "tostring",
  str: "tostring",
  int: "tonumber | floor",
  number: "tonumber",
  urlencode: "@uri",
  url_encode: "@uri",
  base64: "@base64",
  base64encode: "@base64",
  b64encode: "@base64",
  base64decode: "@base64d",
  b64decode: "@base64d",
  escape: "@html",
  title: "`.[:1] as $a | …` (jq has no title case)",
  capitalize: "`(.[:1] | ascii_upcase) + .[1:]`",
  undefined: "null",
  None: "null",
  True: "true",
  False: "false",
  nil: "null",
};

/** What a mistaken function name most likely meant, or undefined. */
export function nameHint(name: string, arity: number): string | undefined {
  if (Object.hasOwn(otherNames, name)) return `jq has no ${name}/${arity}; use ${otherNames[name]}.`;
  return undefined;
}

/** What was probably meant where the parser met something unexpected. */
export function mistakeHint(text: string, at: number): string | undefined {
  const rest = text.slice(at);
  const before = text.slice(0, at).trimEnd();
  if (before.endsWith("==") && rest.startsWith("=")) return "jq compares with ==, which is already strict.";
  if (rest.startsWith("||") || before.endsWith("||") || (before.endsWith("|") && rest.startsWith("|"))) {
    return "jq writes `or`; for a default value, `//`.";
  }
  if (rest.startsWith("&&")) return "jq writes `and`.";
  if (rest.startsWith("'")) return 'Strings take double quotes: "text".';
  if (rest.startsWith(".") && before.endsWith("?"))
    return "jq writes .a?.b without anything between, and .a.b is already safe on null.";
  if (before.endsWith("{") && rest.startsWith("{"))
    return "An expression has two braces on each side; a third one opens a jq object.";
  if (rest.startsWith("?") || before.endsWith("?"))
    return "jq has no ?: operator; write `if a then b else c end`, or `//` for a default.";
  if (rest.startsWith("=>")) return "jq has no arrow functions; write map(.x) or select(.x).";
  if (/^\d/.test(rest) && before.endsWith(".")) return "An array is indexed with brackets: .[0].";
  return undefined;
}
