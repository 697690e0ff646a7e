/** Splits what was typed or pasted into entries: at commas and line ends, without blanks at the sides. */
export const splitEntries = (text: string): string[] =>
  text
    .split(/[,\n\r]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

/** An entry as a number, when it is one; else the text, for the form to object to. */
export const readNumber = (entry: string): number | string => {
  const value = Number(entry);
  return entry.trim() !== "" && Number.isFinite(value) ? value : entry;
};
