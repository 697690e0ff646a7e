import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeForJson, readLiteral } from "./string-literal";

describe("readLiteral", () => {
  it("reads what JSON reads, and maps every character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(9), (value, before) => {
        const written = JSON.stringify(value);
        const text = " ".repeat(before) + written;
        const literal = readLiteral(text, before, text.length);
        expect(literal.value).toBe(value);
        expect(literal.offsetOf(0)).toBe(before + 1);
        expect(literal.offsetOf(value.length)).toBe(text.length - 1);
        for (let index = 0; index <= value.length; index++)
          expect(literal.indexOf(literal.offsetOf(index))).toBe(index);
      }),
    );
  });

  it("finds the character around an escape's second half", () => {
    const text = '"a\\"b"';
    const literal = readLiteral(text, 0, text.length);
    expect(literal.value).toBe('a"b');
    expect(literal.indexOf(3)).toBe(1);
    expect(literal.indexOf(4)).toBe(2);
  });

  it("reads a literal that is still being typed", () => {
    const text = '"{{ .outputs[\\"a';
    const literal = readLiteral(text, 0, text.length);
    expect(literal.value).toBe('{{ .outputs["a');
    expect(literal.offsetOf(literal.value.length)).toBe(text.length);
    expect(readLiteral('"\\', 0, 2).value).toBe("\\");
  });
});

it("escapes for the inside of a JSON string", () => {
  expect(escapeForJson('["a-b"]')).toBe('[\\"a-b\\"]');
});
