/**
 * Whether JSON text nests arrays and objects deeper than some levels, told without parsing it: what recursion
 * over the parsed value would not survive is refused before. The text need not be valid.
 */
export function isDeeper(text: string, levels: number): boolean {
  if (text.length < 2 * levels) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 92) index++;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 91 || code === 123) {
      if (++depth > levels) return true;
    } else if (code === 93 || code === 125) depth--;
  }
  return false;
}
