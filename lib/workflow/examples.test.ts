import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkText } from "./check";
import { setAt } from "./commands";

const folder = new URL("../../examples/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe.each(files)("%s", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  test("has no problem of any kind and comes out byte for byte", () => {
    expect(checkText(text)).toMatchObject({ problems: [], upgraded: false, text });
  });
  test("keeps every byte but those of a field that is set, and back", () => {
    const title = JSON.parse(text).title as string;
    const changed = setAt(text, "/title", "Other");
    expect(changed.length - text.length).toBe("Other".length - title.length);
    expect(setAt(changed, "/title", title)).toBe(text);
  });
});

test("there are examples", () => expect(files.length).toBeGreaterThan(5));
