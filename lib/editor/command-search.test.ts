import { describe, expect, it } from "vitest";
import { searchCommands } from "./command-search";

const commands = [
  { id: "run", title: "Run", words: "start test" },
  { id: "json", title: "Open the JSON" },
  { id: "pad", title: "Open the scratchpad", words: "jq evaluate" },
  { id: "add", title: "Add Webhook", words: "WEBHOOK" },
  { id: "go", title: "Go to Open a ticket", words: "ticket" },
];
const found = (query: string) => searchCommands(commands, query).map(({ id }) => id);

describe("searchCommands", () => {
  it("keeps the order for an empty query", () => {
    expect(found(" ")).toEqual(["run", "json", "pad", "add", "go"]);
  });

  it("wants every word, in the title or among the other words", () => {
    expect(found("evaluate")).toEqual(["pad"]);
    expect(found("open json")).toEqual(["json"]);
    expect(found("nothing")).toEqual([]);
  });

  it("puts titles that begin with the query first", () => {
    expect(found("open")).toEqual(["json", "pad", "go"]);
  });
});
