import { Oracle } from "../corpus/oracle";
import { compile } from "../index";
import { generate, generateInput, type Piece, Random, textOf } from "./generate";

export interface Difference {
  program: string;
  input: unknown;
  jq: string;
  ours: string;
}

/** Keeps a program from running long in the oracle, which has no limits of its own. */
const limits = { steps: 100_000, bytes: 2_000_000, depth: 1_000, milliseconds: 10_000 };

/** As JSON, in which both zeros and NaN are what jq prints. */
const plain = (value: unknown): string => JSON.stringify(value);

/** An interpreter to compare with jq. */
export type Subject = (program: string, input: unknown) => string | undefined;

/** What we give; undefined when a limit was passed, which says nothing about jq. */
export function ours(program: string, input: unknown): string | undefined {
  const compiled = compile(program);
  if (!compiled.ok) return compiled.error.kind;
  const { outputs, error } = compiled.value.all(input, { limits, maxOutputs: 1_000 });
  if (error?.kind === "limit" || outputs.length === 1_000) return undefined;
  return plain([outputs, error?.kind ?? null]);
}

async function theirs(oracle: Oracle, program: string, input: unknown): Promise<string | undefined> {
  const answer = await oracle.ask(program, JSON.stringify(input));
  if (answer === undefined) return undefined;
  if (answer.error?.kind === "compile") return "compile";
  return plain([answer.outputs.map((text): unknown => JSON.parse(text)), answer.error?.kind ?? null]);
}

async function differ(
  oracle: Oracle,
  program: string,
  input: unknown,
  subject: Subject,
): Promise<Difference | null> {
  const mine = subject(program, input);
  if (mine === undefined) return null;
  const truth = await theirs(oracle, program, input);
  return truth === undefined || truth === mine ? null : { program, input, jq: truth, ours: mine };
}

/** The pieces that may stand for the whole, and the whole with one child made smaller. */
function* smaller(piece: Piece): Generator<Piece> {
  const children = piece.parts.filter((part) => typeof part !== "string");
  if (piece.shrinkable) yield* children;
  if (piece.shrinkable) yield { parts: ["."], shrinkable: false };
  for (const [at, part] of piece.parts.entries()) {
    if (typeof part === "string") continue;
    for (const less of smaller(part)) yield { ...piece, parts: piece.parts.with(at, less) };
  }
}

/** The smallest program found that still differs. */
async function shrink(
  oracle: Oracle,
  piece: Piece,
  found: Difference,
  subject: Subject,
): Promise<Difference> {
  for (const candidate of smaller(piece)) {
    const text = textOf(candidate);
    if (text.length >= found.program.length) continue;
    const again = await differ(oracle, text, found.input, subject);
    if (again !== null) return shrink(oracle, candidate, again, subject);
  }
  return found;
}

export interface Report {
  tried: number;
  differences: Difference[];
}

/** Runs `count` programs that follow from `seed`, and tells where jq gives something else. */
export async function fuzz(
  seed: number,
  count: number,
  known: (difference: Difference) => boolean,
  subject: Subject = ours,
): Promise<Report> {
  const oracle = new Oracle();
  const random = new Random(seed);
  const differences: Difference[] = [];
  let tried = 0;
  for (; tried < count; tried++) {
    const piece = generate(random, 1 + random.below(3));
    const input = generateInput(random);
    const found = await differ(oracle, textOf(piece), input, subject);
    if (found === null || known(found)) continue;
    const least = await shrink(oracle, piece, found, subject);
    if (!known(least)) differences.push(least);
    if (differences.length >= 20) break;
  }
  return { tried, differences };
}
