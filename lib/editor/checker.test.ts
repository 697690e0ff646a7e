import { expect, it } from "vitest";
import type { Problem } from "../base/problem";
import { checkText } from "../workflow/check";
import { sketch } from "../workflow/sketch";
import { type CheckQuestion, createChecker } from "./checker";
import { readText } from "./read";
import type { EditorState } from "./store-types";

const chain = (length: number) =>
  sketch(`t > ${Array.from({ length }, (_, at) => `n${at}`).join(" > ")} > nobody`, "lonely");

const nothing = {
  document: undefined,
  documentText: "",
  layout: {},
  direction: "right" as const,
  textBroken: false,
  problems: [],
};
const stateOf = (length: number) =>
  ({ ...readText(JSON.stringify(chain(length)), nothing), environments: [] }) as unknown as EditorState;

/** A worker that answers when it is told to, in the order it is told. */
function heldWorker() {
  const questions: CheckQuestion[] = [];
  const worker = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    onerror: null as (() => void) | null,
    postMessage: (question: CheckQuestion) => void questions.push(question),
    terminate: () => {},
  };
  const answer = (at: number) => {
    const { id, text, secrets, playground } = questions[at]!;
    const { problems } = checkText(text, { secrets: secrets && new Set(secrets), playground });
    worker.onmessage?.({ data: { id, problems } });
  };
  return { questions, answer, worker, make: () => worker as unknown as Worker };
}

it("checks a small document at once", () => {
  const { questions, make } = heldWorker();
  const found: Problem[][] = [];
  createChecker(make).check(stateOf(3), (problems) => found.push([...problems]));
  expect(found.map((each) => each.map(({ code }) => code))).toEqual([["graph/unreachable"]]);
  expect(questions).toEqual([]);
});

it("asks the worker about a large one, and drops the answer to an earlier text", () => {
  const { questions, answer, make } = heldWorker();
  const checker = createChecker(make);
  const found: string[] = [];
  checker.check(stateOf(200), () => found.push("first"));
  checker.check(stateOf(201), (problems) => found.push(...problems.map(({ code }) => code)));
  expect(found).toEqual([]);
  answer(0);
  answer(1);
  expect(found).toEqual(["port/limit", "graph/unreachable"]);
  expect(questions).toHaveLength(2);
});

it("finds the same in the page and in the worker", () => {
  const state = stateOf(200);
  const { answer, make } = heldWorker();
  const found: (readonly Problem[])[] = [];
  createChecker(make).check(state, (problems) => found.push(problems));
  answer(0);
  createChecker(() => undefined).check(state, (problems) => found.push(problems));
  expect(found[0]).toEqual(found[1]);
});

it("looks secrets up once their names are known, in the page and in the worker", () => {
  const codesOf = (length: number, secrets: string[] | undefined) => {
    const document = chain(length);
    document.nodes[1]!.config.body = { x: "{{ .secrets.token }}" };
    const state = {
      ...(readText(JSON.stringify(document), nothing) as EditorState),
      environments: [],
      secrets,
    };
    const { questions, answer, make } = heldWorker();
    const found: string[] = [];
    createChecker(make).check(state, (problems) => found.push(...problems.map(({ code }) => code)));
    if (questions.length > 0) answer(0);
    return found;
  };
  for (const length of [3, 200]) {
    expect(codesOf(length, undefined)).not.toContain("secret/unknown");
    expect(codesOf(length, ["token"])).not.toContain("secret/unknown");
    expect(codesOf(length, ["other"])).toContain("secret/unknown");
  }
});

it("takes a missing secret lightly where the Playground answers, in the page and in the worker", () => {
  for (const length of [3, 200]) {
    const document = chain(length);
    document.nodes[1]!.config.body = { x: "{{ .secrets.token }}" };
    const read = readText(JSON.stringify(document), nothing) as EditorState;
    const environments = [{ name: "Playground", playground: true, hosts: [] }];
    const severityIn = (environment: string | null) => {
      const { questions, answer, make } = heldWorker();
      const found: Problem[] = [];
      const state = { ...read, secrets: [], environment, environments } as unknown as EditorState;
      createChecker(make).check(state, (problems) => found.push(...problems));
      if (questions.length > 0) answer(0);
      return found.find(({ code }) => code === "secret/unknown")?.severity;
    };
    expect(severityIn("Playground")).toBe("info");
    expect(severityIn(null)).toBe("warning");
  }
});

it("goes on in the page when the worker cannot be started", () => {
  const { worker, make } = heldWorker();
  const checker = createChecker(make);
  const found: number[] = [];
  checker.check(stateOf(200), (problems) => found.push(problems.length));
  worker.onerror?.();
  checker.check(stateOf(200), (problems) => found.push(problems.length));
  expect(found).toEqual([2, 2]);
});
