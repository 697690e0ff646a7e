import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "./redact";

const secret = "S3cr&t/va+lue \"q\" <ü> \\ 'x'";
const redactor = (value = secret, name = "token") => {
  const made = createRedactor({ [name]: value });
  made.use([name]);
  return made;
};
const base64 = (text: string) => Buffer.from(text).toString("base64");
const urlSafe = (text: string) => Buffer.from(text).toString("base64url");
const rfc3986 = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const html = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

const encodings: Record<string, (text: string) => string> = {
  raw: (text) => text,
  "percent-encoded": encodeURIComponent,
  "percent-encoded in lower case": (text) => encodeURIComponent(text).replace(/%../g, (c) => c.toLowerCase()),
  "percent-encoded strictly": rfc3986,
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "a form field": (text) => new URLSearchParams({ a: text }).toString().slice(2),
  "a JSON string": (text) => JSON.stringify(text).slice(1, -1),
  "JSON in JSON": (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  "JSON with escaped slashes": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "\\u escapes": (text) =>
    Array.from(
      { length: text.length },
      (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  HTML: html,
  "HTML in decimal": (text) => [...text].map((c) => `&#${c.codePointAt(0)};`).join(""),
  Base64: base64,
  "Base64 for URLs": urlSafe,
  "percent-encoded Base64": (text) => encodeURIComponent(base64(text)),
  hexadecimal: (text) => Buffer.from(text).toString("hex"),
  "hexadecimal in upper case": (text) => Buffer.from(text).toString("hex").toUpperCase(),
};

describe("every form of a secret is replaced by its name", () => {
  test.each(Object.entries(encodings))("%s", (_, encode) => {
    const text = redactor().text(`before ${encode(secret)} after`);
    expect(text).toMatch(/^before ‹secret:token›=* after$/);
  });

  test("a long one in lower case, as host names are written", () => {
    const made = redactor("Tenant-XYZ-9");
    expect(made.text("no such host (tenant-xyz-9.example.com)")).toBe(
      "no such host (‹secret:token›.example.com)",
    );
    expect(redactor("Prod").text("production")).toBe("production");
  });

  test.each(["", "a", "ab", "user:"])("Base64 of the secret behind %j", (before) => {
    for (const encode of [base64, urlSafe]) {
      const text = redactor().text(encode(`${before}${secret} and more`));
      expect(text).toContain("‹secret:token›");
      expect(Buffer.from(text.replace("‹secret:token›", ""), "base64").toString()).not.toContain("S3cr");
    }
  });

  test("forms of any secret in any encoding", () => {
    const word = fc
      .string({ minLength: 6, maxLength: 40, unit: "binary" })
      .filter((text) => text.isWellFormed() && text.trim() === text);
    fc.assert(
      fc.property(word, fc.constantFrom(...Object.keys(encodings)), (text, kind) => {
        const encoded = (encodings[kind] ?? String)(text);
        expect(redactor(text).text(`<<${encoded}>>`)).toMatch(/^<<[\s\S]{0,2}‹secret:token›[\s\S]{0,7}>>$/);
      }),
      { numRuns: 400 },
    );
  });
});

test("JSON is cleaned in keys, texts, and numbers that are a secret", () => {
  const made = createRedactor({ pin: "12345678", key: "abcdef" });
  made.use(["pin", "key"]);
  expect(
    made.json({ "x-abcdef": [12345678, "say abcdef", 1, null, true], deep: { a: { b: "abcdef" } } }),
  ).toEqual({
    "x-‹secret:key›": ["‹secret:pin›", "say ‹secret:key›", 1, null, true],
    deep: { a: { b: "‹secret:key›" } },
  });
});

test("a clean value comes back as it is, not as a copy", () => {
  const value = { a: ["b", { c: 1 }] };
  expect(redactor().json(value)).toBe(value);
});

test("a secret that holds another is found whole", () => {
  const made = createRedactor({ short: "abcdef", long: "xx-abcdef-yy" });
  made.use(["short", "long"]);
  expect(made.text("1 xx-abcdef-yy 2 abcdef")).toBe("1 ‹secret:long› 2 ‹secret:short›");
});

test("a very short secret is replaced as a whole value only", () => {
  expect(redactor("abc").json(["abc", "abcd"])).toEqual(["‹secret:token›", "abcd"]);
});

test("texts made of secrets are found too, with every name", () => {
  const made = createRedactor({ a: "one-secret", b: "two-secret" });
  made.add("ONE-SECRET:two", ["a", "b"]);
  expect(made.text("got ONE-SECRET:two")).toBe("got ‹secret:a+b›");
});

test("a secret nobody has read yet stays unknown, and lines of a long one are found by themselves", () => {
  const key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nBAQEFAASCBKcwggSjAgEAAoI\n-----END KEY-----";
  const made = createRedactor({ key });
  expect(made.text("MIIEvQIBADANBgkqhkiG9w0")).toBe("MIIEvQIBADANBgkqhkiG9w0");
  made.use(["key"]);
  expect(made.text("line MIIEvQIBADANBgkqhkiG9w0.")).toBe("line ‹secret:key›.");
});

test("ten megabytes with twenty secrets take seconds, not minutes", () => {
  const names = Array.from({ length: 20 }, (_, at) => `s${at}`);
  const made = createRedactor(
    Object.fromEntries(names.map((name, at) => [name, `value-of-${at}-${"x%&\\".repeat(4)}`])),
  );
  made.use(names);
  const text = `{"a":"%20 \\u0041 &amp; value-of-99 plain words and dmFsdWU="},`.repeat(170_000);
  const begun = performance.now();
  expect(made.text(text)).toBe(text);
  expect(performance.now() - begun).toBeLessThan(8_000);
});
