import { describe, expect, it } from "vitest";
import { emptyBoard } from "../workflow/board";
import { emptyHistory, type History, historyLimit, mergeWindow, record, travel } from "./history";

const at = (text: string) => ({
  text,
  layout: {},
  board: emptyBoard,
  direction: "right" as const,
  selection: null,
});
const left = (history: History, text: string, now: number, merge?: string) =>
  record(history, at(text), { now, merge, label: (before) => `Leave ${before.text}` });
const texts = (steps: History["past"]) => steps.map((step) => step.text);

describe("history", () => {
  it("goes back and forth, a step or several at a time", () => {
    const two = left(left(emptyHistory, "a", 0), "b", 10);
    const back = travel(two, at("c"), -1)!;
    expect(back.present.text).toBe("b");
    expect(back.history.future[0]).toMatchObject({ text: "c", label: "Leave b" });
    const forth = travel(back.history, back.present, 1)!;
    expect(forth.present.text).toBe("c");
    expect(texts(forth.history.past)).toEqual(["a", "b"]);
    const start = travel(two, at("c"), -2)!;
    expect(start.present.text).toBe("a");
    expect(start.history.future.map(({ text, label }) => [text, label])).toEqual([
      ["b", "Leave a"],
      ["c", "Leave b"],
    ]);
    expect(travel(start.history, start.present, 2)?.present.text).toBe("c");
    expect(travel(two, at("c"), -3)).toBeUndefined();
  });

  it("groups a stretch of typing into one step named after all of it, and a pause ends it", () => {
    let history = left(emptyHistory, "a", 0, "url");
    history = left(history, "ab", 400, "url");
    history = left(history, "abc", 800, "url");
    expect(texts(history.past)).toEqual(["a"]);
    expect(history.past[0]).toMatchObject({ label: "Leave a", at: 800 });
    expect(history.last).toEqual({ kind: "grow" });
    history = left(history, "abcd", 800 + mergeWindow + 1, "url");
    expect(texts(history.past)).toEqual(["a", "abcd"]);
  });

  it("does not group typing in another field, nor after undo", () => {
    let history = left(emptyHistory, "a", 0, "url");
    history = left(history, "b", 1, "title");
    expect(history.past).toHaveLength(2);
    const back = travel(history, at("c"), -1)!;
    const again = left(back.history, back.present.text, 2, "title");
    expect(texts(again.past)).toEqual(["a", "b"]);
    expect(again.future).toEqual([]);
  });

  it("keeps the newest steps only", () => {
    let history = emptyHistory;
    for (let step = 0; step < historyLimit + 50; step += 1) history = left(history, `${step}`, step);
    expect(history.past).toHaveLength(historyLimit);
    expect(history.past[0]?.text).toBe("50");
  });

  it("has nothing to undo or redo at first", () => {
    expect(travel(emptyHistory, at("a"), -1)).toBeUndefined();
    expect(travel(emptyHistory, at("a"), 1)).toBeUndefined();
  });

  it("keeps of far steps only what differs, and gives every text back", () => {
    const body = "x".repeat(10_000);
    const long = (step: number) => `${body}${step}${body}`;
    let history = emptyHistory;
    for (let step = 0; step < historyLimit; step += 1) history = left(history, long(step), step);
    const whole = (steps: History["past"]) =>
      steps.filter((step) => Object.getOwnPropertyDescriptor(step, "text")?.value !== undefined).length;
    expect(whole(history.past)).toBeLessThan(40);
    const there = (steps: History["past"]) => steps.every(({ text }, index) => text === long(index));
    expect(there(history.past)).toBe(true);

    const start = travel(history, at(long(historyLimit)), -historyLimit)!;
    expect(start.present.text).toBe(long(0));
    expect(whole(start.history.future)).toBeLessThan(40);
    const again = travel(start.history, start.present, historyLimit)!;
    expect(again.present.text).toBe(long(historyLimit));
    expect(there(again.history.past)).toBe(true);

    // A new way from the middle: the steps left behind are still what they were.
    const middle = travel(again.history, again.present, -100)!;
    const other = left(middle.history, middle.present.text, 1);
    expect(other.past).toHaveLength(101);
    expect(there(other.past)).toBe(true);
  });
});
