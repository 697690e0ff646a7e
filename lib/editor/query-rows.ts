import { decodePart, encodePart, type QueryParam, readUrl, writeUrl } from "./url-query";

/** A row of the table of a URL's query parameters. */
export interface QueryRow {
  /** Stays with the row while the table is edited. */
  id: number;
  /** Without escapes. */
  name: string;
  value: string;
  /** As the URL has it; absent for a row in which nothing stands yet, which is not in the URL. */
  raw: QueryParam | undefined;
}

/** The table that was made of a URL, with what is typed into it; `url` is what it stands for. */
export interface QueryTable {
  url: string;
  /** What is around the query; kept, since a template that is not closed yet reaches to the URL's end. */
  head: string;
  fragment: string;
  rows: readonly QueryRow[];
}

/** The parameters of a URL as rows. */
export function queryTable(url: string): QueryTable {
  const { head, params, fragment } = readUrl(url);
  const rows = (params ?? []).map(
    (raw, id): QueryRow => ({ id, name: decodePart(raw.name), value: decodePart(raw.value ?? ""), raw }),
  );
  return { url, head, fragment, rows };
}

/** Whether a row is shown: pieces without anything in them (`a&&b`) stay in the URL and out of the table. */
export const isShownRow = ({ raw }: QueryRow): boolean => raw?.name !== "" || raw.value !== undefined;

/** The table with other rows, and the URL that it then stands for. */
function withRows({ head, fragment }: QueryTable, rows: readonly QueryRow[]): QueryTable {
  const params = rows.flatMap(({ raw }) => raw ?? []);
  const isEmpty = params.every(({ name, value }) => name === "" && value === undefined);
  const url = writeUrl({ head, params: isEmpty ? undefined : params, fragment });
  return { url, head, fragment, rows };
}

/** A row at the end in which nothing stands yet. */
export function addRow(table: QueryTable): QueryTable {
  const id = Math.max(-1, ...table.rows.map((row) => row.id)) + 1;
  return { ...table, rows: [...table.rows, { id, name: "", value: "", raw: undefined }] };
}

/** A row without which the URL may be written; the last one takes the `?` along. */
export const removeRow = (table: QueryTable, id: number): QueryTable =>
  withRows(
    table,
    table.rows.filter((row) => row.id !== id),
  );

/** Puts the row at a place of the shown rows to another one. */
export function moveRow(table: QueryTable, from: number, to: number): QueryTable {
  const shown = table.rows.filter(isShownRow);
  const [row, place] = [shown[from], shown[to]];
  if (row === undefined || place === undefined || from === to) return table;
  const rest = table.rows.filter(({ id }) => id !== row.id);
  rest.splice(rest.indexOf(place) + (to > from ? 1 : 0), 0, row);
  return withRows(table, rest);
}

/** Writes the name or the value of a row; the other keeps its bytes. */
export function writeRow(table: QueryTable, id: number, part: "name" | "value", text: string): QueryTable {
  return withRows(
    table,
    table.rows.map((row) => {
      if (row.id !== id || row[part] === text) return row;
      const next = { ...row, [part]: text };
      if (next.name === "" && next.value === "") return { ...next, raw: undefined };
      return { ...next, raw: { name: "", value: "", ...row.raw, [part]: encodePart(text, part) } };
    }),
  );
}
