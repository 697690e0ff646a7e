/** The headers of a pasted block with a `Name: value` on each line; nothing when the text is none. */
export function headerBlock(text: string): [name: string, value: string][] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    // The first line of a request or an answer, as developer tools copy it.
    .filter((line) => line !== "" && !/^(?:[A-Z]+ \S+ HTTP\/[\d.]+|HTTP\/[\d.]+ \d+.*)$/.test(line));
  const found = lines.map((line) => /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(line));
  if (found.length === 0 || found.some((match) => match === null)) return undefined;
  // An address alone looks like a name with a value.
  if (found.length === 1 && /^\/\//.test(found[0]?.[2] ?? "")) return undefined;
  return found.map((match): [string, string] => [match?.[1] ?? "", match?.[2] ?? ""]);
}
