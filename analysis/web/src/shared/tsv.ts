// Tab-separated text for "copy data": opens in a spreadsheet and reads in an editor. Tabs and line ends
// inside a cell become spaces; a cell that a spreadsheet would run as a formula gets an apostrophe.

export type Cell = string | number | null | undefined | boolean;

export function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const flat = value.replace(/[\t\r\n]+/g, " ");
  return /^[=+@]|^-\D/.test(flat) ? `'${flat}` : flat;
}

export function tsv(header: string[], rows: Iterable<Cell[]>): string {
  const lines = [header.map(cell).join("\t")];
  for (const row of rows) lines.push(row.map(cell).join("\t"));
  return lines.join("\n") + "\n";
}

/** Columns of one length, side by side. */
export function columns(header: string[], ...values: ArrayLike<Cell>[]): string {
  const length = Math.max(0, ...values.map((v) => v.length));
  const rows: Cell[][] = [];
  for (let i = 0; i < length; i++) rows.push(values.map((v) => v[i]));
  return tsv(header, rows);
}
