/** Whether one of the texts has what was searched for. */
export const matches = (search: string, ...texts: string[]): boolean =>
  texts.some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
