/** `wanted`, or `wanted_2`, `wanted_3`, … when it is taken; a number at its end counts on. */
export function freshIdentifier(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const [, stem = wanted, digits] = /^(.*?)_(\d{1,6})$/.exec(wanted) ?? [];
  for (let count = digits === undefined ? 2 : Number(digits) + 1; ; count++) {
    const name = `${stem}_${count}`;
    if (!taken.has(name)) return name;
  }
}
