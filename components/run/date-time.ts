/** An ISO moment as the browser's `datetime-local` field writes it, in the reader's time zone; "" when it is none. */
export function toLocalField(iso: string): string {
  const date = new Date(iso);
  if (iso === "" || Number.isNaN(date.getTime())) return "";
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  const text = local.toISOString().slice(0, 19);
  return text.endsWith(":00") ? text.slice(0, 16) : text;
}

/** What the field holds, as ISO 8601 in UTC (reference 2.2); undefined when it is empty. */
export function fromLocalField(text: string): string | undefined {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
