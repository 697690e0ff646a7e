import { describe, expect, it } from "vitest";
import { summaryParts, summaryText } from "./summary";

describe("summary", () => {
  it.each([
    ["POST api.example.com/deploy", "POST api.example.com/deploy"],
    ["POST api.github.com/{{ .outputs.trigger.repo }}/dispatches", "POST api.github.com/repo/dispatches"],
    ['GET {{ .outputs["my-node"].response.data.id }}', "GET id"],
    ['upsert {{ .outputs["my-node"] }}', "upsert my-node"],
    ["{{ .secrets.TOKEN | @base64 }}", "TOKEN"],
    ["{{ now | todateiso8601 }}", "now"],
    ["{{ .outputs.list[0].name }}", "name"],
    ["broken {{ .a", "broken {{ .a"],
  ])("%s reads %s", (summary, text) => {
    expect(summaryText(summary)).toBe(text);
  });

  it("keeps the whole expression for the hover", () => {
    expect(summaryParts("a {{ .b.c | length }}")[1]).toMatchObject({
      kind: "chip",
      text: "c",
      title: ".b.c | length",
    });
  });
});
