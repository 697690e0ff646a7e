import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const workflow = {
  identifier: "data_at_hand",
  title: "Data at hand",
  nodes: [
    {
      identifier: "start",
      title: "Start",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: {
          properties: {
            service: { type: "string", title: "Service", default: "checkout" },
            "on-call": { type: "string", title: "On call", default: "ada" },
          },
        },
      },
    },
    {
      identifier: "call",
      title: "Call",
      config: { type: "WEBHOOK", url: "https://api.example.com/resources", method: "POST", body: { a: "b" } },
    },
    {
      identifier: "after",
      title: "After",
      config: { type: "WEBHOOK", url: "https://api.example.com/", method: "POST" },
    },
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "call" },
    { sourceIdentifier: "call", targetIdentifier: "after" },
  ],
};

test("what a node can read and gave is at hand, and goes into its fields as templates", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow));
  await editor.run({ Service: "billing" });
  await editor.expectState("after", "success");
  await editor.select("after");
  const palette = page.getByRole("complementary", { name: "Palette" });
  await palette.getByRole("tab", { name: "Data" }).click();
  const input = palette.getByRole("tree", { name: "Data that the node can read" });
  const item = (name: RegExp | string) => input.getByRole("treeitem", { name });
  await palette.getByLabel("Search the data").fill("service");
  await expect(item(/service.*billing/).first()).toBeVisible();

  // Dragged into a field: the whole template, in bracket form where the name needs it.
  const url = editor.inspector.getByLabel("URL", { exact: true });
  await item(/service.*billing/)
    .first()
    .dragTo(url);
  await expect(url).toHaveValue(/\{\{ \.outputs\.(start|trigger)\.service \}\}/);
  await palette.getByLabel("Search the data").fill("on-call");
  await expect(item(/on-call/).first()).toBeVisible();

  // The same by keyboard, into the field where the cursor was last.
  await url.fill("https://api.example.com/");
  await url.press("End");
  await palette.getByLabel("Search the data").focus();
  await item(/on-call/)
    .first()
    .click();
  await input.press("Enter");
  await expect(url).toHaveValue(
    /^https:\/\/api\.example\.com\/\{\{ \.outputs\.(start|trigger)\["on-call"\] \}\}$/,
  );

  await palette.getByText("Output", { exact: true }).click();
  await palette.getByLabel("Search the data").fill("status");
  await expect(
    palette
      .getByRole("tree", { name: "Data that the node gave" })
      .getByRole("treeitem", { name: /status/ })
      .first(),
  ).toBeVisible();
});

test("a path that no value has is warned of without a run, and one click writes the right one", async ({
  page,
}) => {
  const editor = new Editor(page);
  const draft = structuredClone(workflow);
  draft.identifier = "data_shapes";
  draft.nodes[2]!.config.url = "https://api.example.com/{{ .outputs.start.servise }}";
  await editor.importText(JSON.stringify(draft));
  await editor.select("after");
  const field = editor.inspector.locator('[data-at$="/config/url"]');
  await field.getByRole("button", { name: "Use service" }).click();
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(
    "https://api.example.com/{{ .outputs.start.service }}",
  );
});
