import { describe, expect, it } from "vitest";
import { searchCommands } from "./command-search";

const commands = [
  { id: "run", group: "Commands", title: "Run", words: "start test" },
  { id: "json", group: "Commands", title: "Open the JSON" },
  { id: "pad", group: "Commands", title: "Open the scratchpad", words: "jq evaluate" },
  { id: "add", group: "Commands", title: "Add Webhook", words: "WEBHOOK" },
  { id: "ticket", group: "Nodes", title: "Open a ticket", words: "ticket" },
  { id: "runs/1", group: "Runs", title: "Succeeded 4 min ago", words: "wfr_1" },
];
const found = (query: string, recent?: string[]) =>
  searchCommands(commands, query, recent).flatMap((group) => group.found.map(({ command }) => command.id));
const titles = (query: string, recent?: string[]) =>
  searchCommands(commands, query, recent).map(({ title }) => title);

describe("searchCommands", () => {
  it("lists what was chosen last and then the commands in their order", () => {
    expect(found(" ")).toEqual(["run", "json", "pad", "add"]);
    expect(found("", ["ticket", "gone", "pad"])).toEqual(["ticket", "pad", "run", "json", "add"]);
    expect(titles("", ["pad"])).toEqual(["Recent", "Commands"]);
  });

  it("wants every word, in the title or among the other words", () => {
    expect(found("evaluate")).toEqual(["pad"]);
    expect(found("open json")).toEqual(["json"]);
    expect(found("nothing")).toEqual([]);
  });

  it("puts titles that begin with the query first, and lately chosen ones before their like", () => {
    expect(found("open")).toEqual(["json", "pad", "ticket"]);
    expect(found("open", ["pad"])).toEqual(["pad", "json", "ticket"]);
    expect(found("ticket")).toEqual(["ticket"]);
  });

  it("finds first letters and marks what it found", () => {
    expect(found("otj")).toEqual(["json"]);
    expect(searchCommands(commands, "the scr")[0]?.found[0]?.marks).toEqual([
      { start: 5, end: 8 },
      { start: 9, end: 12 },
    ]);
  });

  it("narrows to what the first sign names", () => {
    expect(found("@")).toEqual(["ticket"]);
    expect(found(">open")).toEqual(["json", "pad"]);
    expect(found("# wfr")).toEqual(["runs/1"]);
  });

  it("puts the group with the best line first", () => {
    expect(titles("open a")).toEqual(["Nodes", "Commands"]);
    expect(titles("succ")).toEqual(["Runs"]);
  });
});
