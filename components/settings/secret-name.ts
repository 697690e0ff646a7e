/** What is wrong with the name of a secret, or undefined. `taken` holds the names there are. */
export function secretNameProblem(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return "Give the secret a name.";
  if (name.length > 100) return `A name has at most 100 characters; this one has ${name.length}.`;
  const odd = /[^\p{L}0-9_.:@-]/u.exec(name)?.[0];
  if (odd !== undefined)
    return `A name has letters, digits and _ . : @ -; “${odd === " " ? "space" : odd}” is none of them.`;
  if (taken.includes(name)) return `There is a secret ${name} already. Replace its value instead.`;
  return undefined;
}

/** True when a workflow's text reads the secret, as `.secrets["name"]` or `.secrets.name`, quoted for JSON or not. */
export function namesSecret(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
  const bracket = `\\[\\s*\\\\?["']${escaped}\\\\?["']\\s*\\]`;
  return new RegExp(`\\.secrets\\s*(?:\\.?\\s*${bracket}|\\.${escaped}(?![\\w]))`).test(text);
}
