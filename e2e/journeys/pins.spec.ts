import { findings } from "../harness/axe";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { Host } from "../hosts/host";

test.use({ settings: { SLIPWAY_EGRESS_ALLOW: "127.0.0.1:*" } });

const outlet = (identifier: string, title: string) => ({
  identifier,
  title,
  expression: `.outputs.depot.response.data.stage == "${identifier}"`,
});
const flow = (identifier: string, host: string, properties: object = {}) => ({
  identifier,
  title: "Pins",
  nodes: [
    {
      identifier: "start",
      title: "Start",
      config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties, required: [] } },
    },
    {
      identifier: "depot",
      title: "Ask the depot",
      config: { type: "WEBHOOK", url: `${host}/depot`, method: "POST", body: {} },
    },
    {
      identifier: "which",
      title: "Which stage",
      config: { type: "CONDITION", outlets: [outlet("prod", "Production"), outlet("dev", "Development")] },
    },
    ...["prod", "dev"].map((stage) => ({
      identifier: `ship-${stage}`,
      title: `Ship to ${stage}`,
      config: {
        type: "WEBHOOK",
        url: `${host}/${stage}`,
        method: "POST",
        body: { crate: "{{ .outputs.depot.response.data.crate }}" },
      },
    })),
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "depot" },
    { sourceIdentifier: "depot", targetIdentifier: "which" },
    { sourceIdentifier: "which", targetIdentifier: "ship-prod", sourceOutletIdentifier: "prod" },
    { sourceIdentifier: "which", targetIdentifier: "ship-dev", sourceOutletIdentifier: "dev" },
  ],
});

const depot = () => Host.start(() => ({ status: 200, json: { stage: "prod", crate: 1 } }));

test("a pinned output stands in for a real service, and a disabled condition goes where it is told", async ({
  page,
}) => {
  const host = await depot();
  const calls = () => host.got.splice(0).map(({ path, body }) => [path, body]);
  const editor = new Editor(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await editor.importText(JSON.stringify(flow("pins_flow", host.url), null, 2));
  const before = await editor.exported();
  await editor.useEnvironment("Real hosts");
  const state = (node: string, look: string) =>
    expect(editor.node(node).locator("[data-look]")).toHaveAttribute("data-look", look);
  const announced = (words: string) =>
    expect(page.getByTestId("announcer")).toHaveText(words, { useInnerText: false });

  await editor.run();
  await state("ship-prod", "success");
  expect(calls()).toEqual([
    ["/depot", {}],
    ["/prod", { crate: 1 }],
  ]);

  const section = editor.inspector.locator("details", { hasText: "Test runs" });
  const pinned = editor.inspector.getByLabel("Pinned output");
  await test.step("P pins the last output, which is edited as JSON", async () => {
    await editor.select("depot");
    await page.keyboard.press("p");
    await announced("Pinned Ask the depot to the last output");
    await expect(editor.node("depot").getByText("Output pinned in test runs")).toBeAttached();
    await expect(editor.node("depot")).toHaveAttribute("aria-label", /, pinned$/);
    await expect(section).toHaveAttribute("open", "");
    await expect(pinned).toHaveValue(/"stage": "prod"/);
    await pinned.fill('{ "response": { "data": ');
    await expect(section.getByRole("alert")).toHaveText(/^Not kept yet: value expected in line 1/);
    await pinned.fill('{ "response": { "data": { "stage": "dev", "crate": "‹secret:CRATE›" } } }');
    await expect(section.getByRole("alert")).toHaveCount(0);
    await expect(section.getByText("Secrets were masked when this was recorded")).toBeVisible();
  });

  await test.step("the service is not asked, and later nodes read what is pinned", async () => {
    await editor.run();
    await state("ship-dev", "success");
    await state("depot", "pinned");
    expect(calls()).toEqual([["/dev", { crate: "‹secret:CRATE›" }]]);
    const timeline = editor.drawer.getByRole("region", { name: "Timeline" });
    await expect(timeline.getByRole("button", { name: /Ask the depot ?pinned/ })).toBeVisible();
    await editor.drawer.getByRole("tab", { name: "History" }).click();
    await expect(editor.drawer.getByRole("button", { name: "With nodes left out: 1 pinned" })).toHaveCount(1);
    await editor.drawer.getByRole("tab", { name: "Run", exact: true }).click();
    const details = await editor.openNodeRun("Ask the depot", "Output");
    await expect(details.getByText("Pinned: the node was not run")).toBeVisible();
    await expect(details.getByRole("tab", { name: "Request" })).toHaveCount(0);
  });

  await test.step("D passes the condition through, by the outlet that is chosen", async () => {
    await editor.select("which");
    await page.keyboard.press("d");
    await announced("Disabled Which stage in test runs");
    await expect(editor.node("which").getByText("Disabled in test runs").first()).toBeAttached();
    const way = section.getByLabel("Goes on by");
    await expect(way).toHaveText("Development");
    await way.click();
    await page.getByRole("option", { name: "Production" }).click();
    await expect(way).toHaveText("Production");
    await editor.run();
    await state("ship-prod", "success");
    await state("which", "disabled");
    await state("ship-dev", "skipped");
    expect(calls()).toEqual([["/prod", { crate: "‹secret:CRATE›" }]]);
    await expect(editor.drawer.getByText("1 pinned, 1 disabled").filter({ visible: true })).toHaveCount(1);
  });

  await test.step("both are kept by the browser alone, until all are cleared", async () => {
    await editor.saved();
    await page.reload();
    await editor.isOpen();
    expect(await editor.exported()).toEqual(before);
    await page.getByRole("button", { name: "Test runs: 1 pinned, 1 disabled" }).click();
    await page.getByRole("menuitem", { name: "Ask the depot" }).click();
    await expect(pinned).toHaveValue(/"stage": "dev"/);
    await page.getByRole("button", { name: "Test runs: 1 pinned, 1 disabled" }).click();
    await page.getByRole("menuitem", { name: "Run every node again" }).click();
    await announced("Test runs run every node again");
    await expect(pinned).toHaveCount(0);
    await editor.run();
    await state("ship-prod", "success");
    await state("depot", "success");
    expect(calls()).toEqual([
      ["/depot", {}],
      ["/prod", { crate: 1 }],
    ]);
  });
  await host.close();
});

test("several nodes are left out at once, follow a rename, and the form of a run says so", async ({
  page,
}) => {
  const host = await depot();
  const editor = new Editor(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const inputs = { note: { type: "string", title: "Note" } };
  await editor.importText(JSON.stringify(flow("pins_many", host.url, inputs), null, 2));
  await editor.useEnvironment("Real hosts");
  const chip = (words: string) => page.getByRole("button", { name: `Test runs: ${words}` });
  const mark = (node: string) => editor.node(node).locator(".card-mock");

  await test.step("a trigger is refused in words", async () => {
    await editor.select("start");
    await page.keyboard.press("d");
    const notes = page.getByRole("region", { name: /^Notifications/ });
    await expect(notes.getByText(/^A test run begins at its trigger/)).toBeVisible();
    await expect(mark("start")).toHaveCount(0);
  });

  await test.step("the bar over chosen nodes, the menu of a card and the command palette do the same", async () => {
    await editor.node("depot").click();
    await editor.node("ship-prod").click({ modifiers: ["Shift"] });
    const bar = page.getByRole("toolbar", { name: "2 chosen nodes" });
    await bar.getByRole("button", { name: "Disable or enable in test runs" }).click();
    await expect(chip("2 disabled")).toBeVisible();
    await editor.node("ship-prod").click({ button: "right" });
    await page.getByRole("menuitem", { name: /^Enable in test runs/ }).click();
    // The menu is about all that is chosen.
    await expect(page.getByRole("button", { name: /^Test runs/ })).toHaveCount(0);
    await editor.node("depot").click({ button: "right" });
    await page.getByRole("menuitem", { name: /^Pin the output/ }).click();
    await expect(chip("2 pinned")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar).toHaveCount(0);
    await editor.select("ship-prod");
    await page.keyboard.press("ControlOrMeta+K");
    const command = page.getByRole("combobox", { name: "Search commands" });
    await command.fill(">unpin");
    await page.getByRole("option", { name: /^Pin the output in test runs, or unpin/ }).click();
    await expect(command).toHaveCount(0);
    await expect(chip("1 pinned")).toBeVisible();
    await page.keyboard.press("d");
    await expect(chip("1 pinned, 1 disabled")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(editor.node("ship-prod")).not.toHaveClass(/(^| )selected( |$)/);
    await page.getByRole("tab", { name: "Outline" }).click();
    const row = page.getByRole("treeitem", { name: /Ship to dev/ });
    await row.focus();
    await page.keyboard.press("Shift+D");
    await expect(chip("1 pinned, 2 disabled")).toBeVisible();
    await expect(row.getByText("Disabled in test runs")).toBeAttached();
    await page.keyboard.press("Shift+D");
    await expect(chip("1 pinned, 1 disabled")).toBeVisible();
    expect(await findings(page, "cards that are left out", '[aria-label="Workflow graph"]')).toEqual([]);
  });

  await test.step("a renamed node keeps it, a removed one loses it, and undo brings it back", async () => {
    await editor.select("depot");
    const identifier = editor.inspector.getByLabel("Identifier", { exact: true });
    await identifier.fill("store");
    await identifier.press("Enter");
    await expect(mark("store")).toHaveCount(1);
    await editor.node("store").click();
    await page.keyboard.press("Delete");
    await expect(chip("1 disabled")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(chip("1 pinned, 1 disabled")).toBeVisible();
    await expect(mark("store")).toHaveCount(1);
  });

  await test.step("the form says what is not run, and can run everything", async () => {
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("1 node with a pinned output and 1 disabled node")).toBeVisible();
    await dialog.getByRole("button", { name: "Run every node" }).click();
    await expect(dialog.getByText("with a pinned output")).toHaveCount(0);
    await dialog.getByRole("button", { name: "Run", exact: true }).click();
    await expect(dialog).toBeHidden();
    await editor.expectState("ship-prod", "success");
    expect(host.got.map(({ path }) => path)).toEqual(["/depot", "/prod"]);
  });
  await host.close();
});
