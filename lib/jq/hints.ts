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

/**
 * What a mistaken function name most likely meant, or undefined. `arities` are the numbers of arguments with which
 * there is such a function.
 */
export function nameHint(name: string, arity: number, arities: readonly number[]): string | undefined {
  if (Object.hasOwn(otherNames, name)) return `jq has no ${name}/${arity}; use ${otherNames[name]}.`;
  if (name === "not") return "jq negates what comes before: `.a | not`.";
  if (arities.length > 0) {
    const counts = arities.map((count) => (count === 0 ? "none" : `${count}`)).join(" or ");
    return `How many arguments ${name} takes: ${counts}. They are separated by semicolons.`;
  }
  if (arity === 0) return `Text takes double quotes: "${name}". A member takes a dot: .${name}`;
  return undefined;
}

/** How to write a key with a hyphen, which reads as a subtraction. */
export const hyphenHint = (key: string): string =>
  `This subtracts. A key with a hyphen goes in brackets: ["${key}"].`;

/** What was probably meant where the parser met something unexpected. */
export function mistakeHint(text: string, at: number): string | undefined {
  const rest = text.slice(at);
  const before = text.slice(0, at).trimEnd();
  if (/[=!]=$/.test(before) && rest.startsWith("=")) {
    return `jq compares with ${before.slice(-2)}, which is already strict.`;
  }
  if (rest.startsWith("||") || before.endsWith("||") || (before.endsWith("|") && rest.startsWith("|"))) {
    return "jq writes `or`; for a default value, `//`.";
  }
  if (rest.startsWith("&&")) return "jq writes `and`.";
  if (rest.startsWith("'")) return 'Strings take double quotes: "text".';
  if (rest.startsWith(".") && before.endsWith("?"))
    return "jq writes .a?.b without anything between, and .a.b is already safe on null.";
  if (before.endsWith("{") && rest.startsWith("{"))
    return "An expression has two braces on each side; a third one opens a jq object.";
  if (before.endsWith("??")) return "jq writes `//` for a default.";
  if (rest.startsWith("?") || before.endsWith("?"))
    return "jq has no ?: operator; write `if a then b else c end`, or `//` for a default.";
  if (before.endsWith("{") && rest.startsWith("."))
    return "A brace opens an object: {name: .x}. An expression has two braces on each side.";
  if (/[=-]$/.test(before) && rest.startsWith(">"))
    return "jq has no arrow functions; write map(.x) or select(.x).";
  if (before.endsWith("<") && rest.startsWith(">")) return "jq writes != for unequal.";
  if (/[=!<>]=?$/.test(before) && rest === "")
    return 'What is compared with is missing: text takes quotes, "text".';
  const subtracted = /\.(\w+-\d+)\.?$/.exec(before);
  if (subtracted !== null) return hyphenHint(subtracted[1]!);
  if (/^\.\d/.test(rest)) return "An array is indexed with brackets: .[0].";
  if (rest.startsWith("(")) return "jq has no methods; write `.a | length`.";
  if (before.endsWith("(") && rest.startsWith(")")) return "A call without arguments takes no parentheses.";
  const filter = /\|\s*(\w+)$/.exec(before)?.[1];
  if (rest.startsWith(":") && filter !== undefined) {
    const name = Object.hasOwn(otherNames, filter) ? `use ${otherNames[filter]}` : `write ${filter}(…)`;
    return `Arguments of a filter go in parentheses; ${name}.`;
  }
  if (/^is\b/.test(rest)) return "jq compares with ==.";
  return undefined;
}
