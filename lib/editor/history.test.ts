import { describe, expect, it } from "vitest";
import { emptyHistory, historyLimit, mergeWindow, record, stepBack, stepForward } from "./history";

const at = (text: string) => ({ text, layout: {}, direction: "right" as const });

describe("history", () => {
  it("goes back and forth", () => {
    const two = record(record(emptyHistory, at("a"), 0), at("b"), 10);
    const back = stepBack(two, at("c"));
    expect(back?.present.text).toBe("b");
    const forth = stepForward(back!.history, back!.present);
    expect(forth?.present.text).toBe("c");
    expect(forth?.history.past.map((step) => step.text)).toEqual(["a", "b"]);
  });

  it("groups a stretch of typing into one step, and a pause ends it", () => {
    let history = record(emptyHistory, at("a"), 0, "url");
    history = record(history, at("ab"), 400, "url");
    history = record(history, at("abc"), 800, "url");
    expect(history.past.map((step) => step.text)).toEqual(["a"]);
    history = record(history, at("abcd"), 800 + mergeWindow + 1, "url");
    expect(history.past.map((step) => step.text)).toEqual(["a", "abcd"]);
  });

  it("does not group typing in another field, nor after undo", () => {
    let history = record(emptyHistory, at("a"), 0, "url");
    history = record(history, at("b"), 1, "title");
    expect(history.past).toHaveLength(2);
    const back = stepBack(history, at("c"));
    const again = record(back!.history, back!.present, 2, "title");
    expect(again.past.map((step) => step.text)).toEqual(["a", "b"]);
    expect(again.future).toEqual([]);
  });

  it("keeps the newest steps only", () => {
    let history = emptyHistory;
    for (let step = 0; step < historyLimit + 50; step += 1) history = record(history, at(`${step}`), step);
    expect(history.past).toHaveLength(historyLimit);
    expect(history.past[0]?.text).toBe("50");
  });

  it("has nothing to undo or redo at first", () => {
    expect(stepBack(emptyHistory, at("a"))).toBeUndefined();
    expect(stepForward(emptyHistory, at("a"))).toBeUndefined();
  });
});
