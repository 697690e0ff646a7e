import type { Page } from "@playwright/test";
import { findings } from "../harness/axe";
import type { Client } from "../harness/client";
import { Editor } from "../harness/editor";
import { exampleText, expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";
import { startSlow } from "../hosts/slow";

// The page's policy lets no script in but its own, and axe is one that the test brings along. Each scan would be a
// long trace, and tells all there is to know by its findings.
test.use({ bypassCSP: true, trace: "off", contextOptions: { reducedMotion: "reduce" } });

/** Scans place after place of a page and collects what is found, so that one run tells it all. */
function scanner(page: Page) {
  const found: string[] = [];
  return {
    found,
    async scan(where: string, within?: string) {
      await test.step(where, async () => {
        found.push(...(await findings(page, where, within)));
      });
    },
  };
}

test("every page outside the editor, and its dialogs, can be used by everybody", async ({ page, client }) => {
  const { scan, found } = scanner(page);
  const dialog = page.getByRole("dialog");
  const close = async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  };
  const at = async (path: string, heading: string) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
  };
  const inDialog = async (button: string, where: string) => {
    await page.getByRole("button", { name: button }).first().click();
    await expect(dialog).toBeVisible();
    await scan(where, "[role=dialog]");
  };

  await at("/", "Workflows");
  await scan("start page with examples");
  await inDialog("Import JSON", "import dialog");
  await dialog.getByLabel("Workflow JSON").fill("{");
  await dialog.getByRole("button", { name: "Import JSON" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await scan("import dialog with problems", "[role=dialog]");
  await close();

  const waiting = await seed(client);
  await at("/", "Workflows");
  await expect(page.getByText("Approve a deployment").first()).toBeVisible();
  await scan("start page with workflows");
  for (const [path, heading, button] of [
    ["/secrets", "Secrets", "Add secret"],
    ["/environments", "Environments", "Add environment"],
    ["/clients", "API clients", "Add client"],
    ["/catalog", "Catalog", "Import from Port"],
    ["/catalog/service", "Service", "New entity"],
    ["/self-service", "Self-service", "Run"],
  ] as const) {
    await at(path, heading);
    await scan(path);
    await inDialog(button, `${path}: ${button}`);
    await close();
  }
  await at("/catalog", "Catalog");
  await inDialog("New blueprint", "new blueprint");

  await at("/catalog/service/billing", "Billing");
  for (const tab of ["Overview", "Edit", "History"]) {
    await page.getByRole("tab", { name: tab }).click();
    await scan(`entity, ${tab}`);
  }
  await at("/api-docs", "API");
  await scan("API page");
  await at("/inbox", "Inbox");
  await expect(page.getByRole("list", { name: "Waiting" })).toBeVisible();
  await scan("inbox");
  await page.goto(`/inbox/${waiting}`);
  await expect(dialog.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await scan("question of the inbox", "[role=dialog]");
  await at("/shortcuts", "Keyboard shortcuts");
  await scan("shortcuts page");
  await page.goto("/nowhere");
  await scan("page that is not there");

  expect(found).toEqual([]);
});

test("the editor and its run can be used by everybody", async ({ page }) => {
  const { scan, found } = scanner(page);
  const editor = new Editor(page);
  await editor.openExample("Deploy a service");
  await editor.run({ Service: "checkout" });
  await editor.expectState("notify_slack", "success");
  await editor.select("create_release");
  await scan("editor after a run");
  for (const tab of ["JSON", "Last run"]) {
    await editor.inspector.getByRole("tab", { name: tab }).click();
    if (tab === "JSON") await expect(editor.inspector.locator(".view-line").first()).toBeVisible();
    await scan(`inspector, ${tab}`, "aside[aria-label=Inspector]");
  }
  const details = editor.drawer.getByRole("region", { name: /^Details of/ });
  for (const tab of await details.getByRole("tab").all()) {
    await tab.click();
    await scan(`run, ${await tab.textContent()}`, "section[aria-label^='Details of']");
  }
  expect(found).toEqual([]);
});

test("the editor's drawer and dialogs can be used by everybody", async ({ page }) => {
  const { scan, found } = scanner(page);
  const editor = new Editor(page);
  const dialog = page.getByRole("dialog");
  await editor.openExample("Send a webhook");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(dialog).toBeVisible();
  await scan("start dialog", "[role=dialog]");
  await dialog.getByRole("button", { name: "Run", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.drawer).toContainText("Succeeded");
  await editor.drawer.getByRole("tab", { name: "History" }).click();
  await expect(editor.drawer.getByRole("list", { name: "Runs" })).toBeVisible();
  await scan("drawer, History", "section[aria-label='Run drawer']");
  await editor.openJson();
  await scan("drawer, JSON", "section[aria-label='Run drawer']");
  await editor.drawer.getByRole("tab", { name: "Scratchpad" }).click();
  await expect(editor.drawer.locator(".view-line").first()).toBeVisible();
  await scan("drawer, Scratchpad", "section[aria-label='Run drawer']");

  await page.getByRole("heading", { level: 2 }).first().click();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(dialog).toBeVisible();
  await scan("command palette", "[role=dialog]");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await scan("shortcuts", "[role=dialog]");
  expect(found).toEqual([]);
});

test("the form of every node type can be used by everybody", async ({ page }) => {
  const { scan, found } = scanner(page);
  const editor = new Editor(page);
  await editor.openEmpty();
  await scan("empty editor");
  const types = page
    .getByRole("complementary", { name: "Palette" })
    .getByRole("listitem")
    .getByRole("button");
  expect(await types.count()).toBeGreaterThanOrEqual(13);
  for (const entry of await types.all()) {
    const type = (await entry.textContent()) ?? "";
    await entry.click();
    await expect(editor.inspector.getByText(type, { exact: true }).first()).toBeVisible();
    await scan(`form of ${type}`, "aside[aria-label=Inspector]");
  }
  await editor.drawer.getByRole("tab", { name: /^Problems/ }).click();
  await page.getByRole("tab", { name: "Outline" }).click();
  await scan("editor with problems");
  expect(found).toEqual([]);
});

test("the windows that help to build can be used by everybody", async ({ page }) => {
  const { scan, found } = scanner(page);
  const editor = new Editor(page);
  const dialog = page.getByRole("dialog");
  const properties = {
    service: { type: "string", title: "Service" },
    tier: { type: "string", title: "Tier", enum: ["gold", "silver"] },
  };
  const trigger = {
    identifier: "start",
    title: "Start",
    config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties, required: ["service"] } },
  };
  const draft = chain("a11y_windows", [
    webhook("call", "https://api.example.com/{{ .outputs.start.service }}", {
      method: "POST",
      headers: { Authorization: `Bearer ${"a1B2c3D4e5".repeat(2)}` },
    }),
    webhook("tell", "https://api.example.com/{{ .outputs.call.response.status }}"),
  ]);
  const text = JSON.stringify({ ...draft, nodes: [trigger, ...(draft.nodes as unknown[]).slice(1)] });
  await editor.importText(text.replace('"sourceIdentifier":"trigger"', '"sourceIdentifier":"start"'));
  const close = async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  };

  await editor.select("call");
  await editor.node("tell").click({ modifiers: ["Shift"] });
  await page.keyboard.press("ControlOrMeta+g");
  await editor.canvas.getByLabel("Title of the group").press("Enter");
  await page.keyboard.press("n");
  await page.keyboard.type("**Why** it calls, see [the docs](https://docs.example.com)");
  await page.keyboard.press("Escape");
  await expect(editor.canvas.getByRole("link", { name: "the docs" })).toBeVisible();
  await scan("groups and notes", "[aria-label='Workflow graph']");

  await editor.select("call");
  await page.getByRole("tab", { name: "Data" }).click();
  await expect(page.getByRole("tree").first()).toBeVisible();
  await scan("data", "aside[aria-label=Palette]");
  await editor.inspector.getByLabel("Identifier", { exact: true }).fill("request");
  await expect(editor.inspector.getByRole("list", { name: "Places that change" })).toBeVisible();
  await scan("preview of a rename", "aside[aria-label=Inspector]");
  await page.keyboard.press("Escape");

  await editor.drawer.getByRole("tab", { name: /^Problems/ }).click();
  await editor.drawer.getByRole("button", { name: "Move to a secret" }).first().click();
  await expect(dialog).toBeVisible();
  await scan("move to a secret", "[role=dialog]");
  await close();

  await editor.select("start");
  await editor.inspector.getByRole("button", { name: "Edit form" }).click();
  await expect(dialog.getByRole("region", { name: "Preview of the form" })).toBeVisible();
  await scan("form builder", "[role=dialog]");
  await dialog.getByRole("button", { name: "Close", exact: true }).click();

  await page.getByRole("tab", { name: "Nodes" }).click();
  await page.getByRole("button", { name: "Import an API operation…" }).click();
  await expect(dialog).toBeVisible();
  await scan("import of an API", "[role=dialog]");
  await dialog.getByLabel("OpenAPI document").fill(
    JSON.stringify({
      openapi: "3.0.3",
      info: { title: "Pets", version: "1" },
      servers: [{ url: "https://pets.example" }],
      paths: {
        "/pets": { get: { summary: "List the pets" }, post: { summary: "Add a pet", deprecated: true } },
      },
    }),
  );
  await dialog.getByRole("button", { name: "Read it" }).click();
  await expect(dialog.getByRole("list", { name: "Operations" })).toBeVisible();
  await scan("operations of an API", "[role=dialog]");
  await dialog.getByRole("checkbox", { name: "GET /pets, List the pets" }).click();
  await dialog.getByRole("button", { name: "Add node" }).click();
  await expect(page.getByRole("dialog", { name: /From an API operation/ })).toBeVisible();
  await scan("report of an API operation", "[role=dialog]");
  await dialog.getByRole("button", { name: "Done" }).click();

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("tour");
  await page.getByRole("option", { name: /Take the tour/ }).click();
  await expect(page.getByRole("dialog", { name: /^Tour/ })).toBeVisible();
  await scan("tour", "[role=dialog]");
  expect(found).toEqual([]);
});

test("nothing moves on the canvas for somebody who wants no motion", async ({ page, client }) => {
  const { host, releaseAll } = await startSlow();
  await client.saveEnvironment("Slow", { "https://api.example.com": host.url });
  const editor = new Editor(page);
  await editor.importText(
    JSON.stringify(chain("in_motion", [webhook("call", "https://api.example.com/call")])),
  );
  await editor.useEnvironment("Slow");
  await editor.run();
  await editor.expectState("call", "running");
  const moving = () =>
    editor.canvas.evaluate((canvas) =>
      document
        .getAnimations()
        .filter(({ effect, playState }) => {
          const target = effect instanceof KeyframeEffect ? effect.target : null;
          return playState === "running" && canvas.contains(target);
        })
        .map(({ effect }) => (effect as KeyframeEffect).target?.getAttribute("class")),
    );
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect.poll(async () => (await moving()).length).toBeGreaterThanOrEqual(2);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toEqual([]);
  releaseAll();
  await editor.expectState("call", "success");
  await host.close();
});

/** Something in every list; resolves with the node run that waits for a person. */
async function seed(client: Client): Promise<string> {
  await client.saveSecret("api-key", "not shown anywhere");
  await client.saveEnvironment("Staging", { "https://api.example.com": "http://127.0.0.1:9" });
  await client.call("POST", "/api/clients", { name: "CI", role: "Member" });
  await client.call("POST", "/v1/blueprints", {
    identifier: "service",
    title: "Service",
    schema: {
      properties: {
        tier: { type: "string", title: "Tier", enum: ["gold", "silver"], enumColors: { gold: "yellow" } },
        live: { type: "boolean", title: "Live" },
        replicas: { type: "number", title: "Replicas" },
      },
      required: [],
    },
    relations: { on: { title: "On", target: "service", required: false, many: false } },
  });
  for (const identifier of ["search", "billing"])
    await client.call("POST", "/v1/blueprints/service/entities", {
      identifier,
      title: identifier === "billing" ? "Billing" : "Search",
      properties: { tier: "gold", live: true, replicas: 3 },
      ...(identifier === "billing" ? { relations: { on: "search" } } : {}),
    });
  const workflow = await client.addWorkflow(exampleText("approval"));
  await client.call("POST", `/api/workflows/${workflow}/publish`, {});
  const run = await client.start(workflow, { service: "billing", version: "1.4.2" });
  const state = await client.follow(run, ({ nodeRuns }) =>
    nodeRuns.some(({ node, status }) => node === "approve" && status !== "COMPLETED"),
  );
  return state.nodeRuns.find(({ node }) => node === "approve")?.nodeRun ?? "";
}
