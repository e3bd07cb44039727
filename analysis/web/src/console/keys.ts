// Keys of items between a form's fields, DynamoDB's JSON and the text that traces use ("ord-001/42").
import type { Item, KeyAttribute } from "./data";

/** null, or what is wrong with the fields. */
export function keyMistake(schema: readonly KeyAttribute[], fields: readonly string[]): string | null {
  for (const [i, attribute] of schema.entries()) {
    const text = fields[i] ?? "";
    if (text === "") return `${attribute.name} is missing`;
    if (attribute.type === "N" && (text.trim() === "" || !Number.isFinite(Number(text)))) return `${attribute.name} is a number`;
    if (attribute.type === "B" && !/^(0x)?([0-9a-f]{2})+$/i.test(text)) return `${attribute.name} is binary: write it in hexadecimal digits`;
  }
  return null;
}

function base64(hex: string): string {
  const bytes = hex.replace(/^0x/i, "").match(/../g) ?? [];
  return btoa(bytes.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(""));
}

export function keyOf(schema: readonly KeyAttribute[], fields: readonly string[]): Item {
  return Object.fromEntries(schema.map((attribute, i) => {
    const text = fields[i] ?? "";
    const value = attribute.type === "B" ? base64(text) : attribute.type === "N" ? text.trim() : text;
    return [attribute.name, { [attribute.type]: value }];
  }));
}

/** The fields of a key's text: a "/" of the partition key is escaped there where a sort key follows. */
export function fieldsOf(schema: readonly KeyAttribute[], text: string): string[] {
  if (schema.length < 2) return [text];
  let first = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "/") return [first, text.slice(i + 1)];
    if (text[i] === "\\" && i + 1 < text.length) i++;
    first += text[i];
  }
  return [first, ""];
}
