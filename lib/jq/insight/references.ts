import type { Ast } from "../ast";
import { CompileFailure } from "../errors";
import { parse } from "../parser";
import type { Reference } from "../types";
import { readsOf } from "./trace";

/**
 * Where a program reads its input, each path as long as it is known. Follows variables, destructuring and
 * definitions. A text that does not parse has no references.
 */
export function references(program: Ast | string): Reference[] {
  const ast = typeof program === "string" ? parsed(program) : program;
  if (ast === null) return [];
  const seen = new Set<string>();
  return readsOf(ast)
    .filter((read) => !read.extended)
    .flatMap((read): Reference[] => {
      const segments = read.segments.map((segment) => ({ ...segment }));
      const id = segments.map(({ key, start, end }) => `${key}@${start}-${end}`).join("/");
      if (seen.has(id)) return [];
      seen.add(id);
      const [root, ...path] = segments.map((segment) => segment.key);
      const named = typeof root === "string";
      return [
        {
          root: named ? root : "",
          path: named ? path : segments.map((segment) => segment.key),
          start: read.start,
          end: read.end,
          segments,
        },
      ];
    })
    .sort((left, right) => left.start - right.start || left.end - right.end);
}

export function parsed(text: string): Ast | null {
  try {
    return parse(text);
  } catch (failure) {
    if (failure instanceof CompileFailure) return null;
    throw failure;
  }
}
