import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

// So that a run stands at a webhook until somebody reports.
test.use({ settings: { SLIPWAY_ASYNC_WEBHOOKS: "wait" } });

test("an API client is added, its secret seen once, used on the API page, and revoked", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "API", exact: true }).click();
  await page.getByRole("link", { name: "API clients" }).click();
  await page.getByRole("button", { name: "Add client" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add client" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Write a name.");
  await dialog.getByLabel("Name").fill("Release robot");
  await dialog.getByRole("button", { name: "Add client" }).click();
  await expect(dialog.getByRole("definition")).toHaveCount(2);
  const [id = "", secret = ""] = await dialog.getByRole("definition").allInnerTexts();
  expect(id).toMatch(/^slw_/);
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "Release robot" });
  await expect(row).toContainText("never used");
  expect(await page.content()).not.toContain(secret);

  await page.goto("/api-docs#get_workflows_runs");
  await page.getByRole("button", { name: "Get a token" }).click();
  await page.getByLabel("Client id").fill(id);
  await page.getByLabel("Client secret").fill("wrong");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByRole("region", { name: "Access token" }).getByRole("alert")).toContainText("wrong");
  await page.getByLabel("Client secret").fill(secret);
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByLabel("Client secret")).toBeHidden();

  const call = page.getByRole("article", { name: "List runs" });
  await call.getByLabel("limit").fill("2000");
  await call.getByRole("button", { name: "Send" }).click();
  await expect(call.getByRole("region", { name: "Answer", exact: true })).toContainText("422");
  await call.getByLabel("limit").fill("5");
  await call.getByRole("button", { name: "Send" }).click();
  await expect(call.getByRole("region", { name: "Answer", exact: true })).toContainText('"workflowRuns": []');

  await page.goto("/clients");
  await expect(row).toContainText("last used");
  await row.getByRole("button", { name: "Revoke Release robot" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke client" }).click();
  await expect(row).toContainText("Revoked");
});

test("the API page finds a call, asks for what is missing, and sends a body", async ({ page, client }) => {
  await client.call(
    "POST",
    "/v1/workflows",
    chain("tried_out", [webhook("call", "https://api.example.com/x")]),
  );
  await page.goto("/api-docs");
  await page.getByLabel("Find a call").fill("start a run");
  await page.getByRole("navigation", { name: "Calls" }).getByRole("link", { name: "Start a run" }).click();
  await expect(page).toHaveURL(/#post_workflows_id_runs$/);
  const call = page.getByRole("article", { name: "Start a run" });
  await call.getByRole("button", { name: "Send" }).click();
  await expect(call.getByRole("alert")).toHaveText("Fill in id first.");
  await call.getByLabel("id *").fill("tried_out");
  await call.getByLabel("Body, as JSON").fill('{"inputs": ');
  await call.getByRole("button", { name: "Send" }).click();
  await expect(call.getByRole("alert")).toContainText("The body is not JSON");
  await call.getByLabel("Body, as JSON").fill('{"environment": "Playground"}');
  await call.getByRole("button", { name: "Send" }).click();
  const answer = call.getByRole("region", { name: "Answer", exact: true });
  await expect(answer).toContainText("201");
  await expect(answer).toContainText(/\d+ ms/);
  await expect(answer).toContainText('"workflowRun"');
});

test.describe("a waiting webhook", () => {
  const waits = (identifier: string) => {
    const node = webhook("build", "https://api.example.com/builds");
    return chain(identifier, [
      { ...node, config: { ...node.config, synchronized: false } },
      webhook("after", "https://api.example.com/after"),
    ]);
  };

  test("is finished from its page, with a line, a link and an output", async ({ page }) => {
    const editor = new Editor(page);
    await editor.importText(JSON.stringify(waits("finished_by_hand")));
    await editor.run();
    await editor.expectState("build", "waiting");
    const details = await editor.openNodeRun("build", "Callback");
    await expect(details.getByText(/curl -X PATCH '.*\/v1\/workflows\/nodes\/runs\/wfnr_/)).toBeVisible();
    await details.getByLabel("Log line").fill("Half way there");
    await details.getByLabel("Link").fill("ci.example.com");
    await details.getByRole("button", { name: "Add without ending" }).click();
    await expect(details.getByRole("alert")).toHaveText("A link begins with https:// or http://.");
    await details.getByLabel("Link").fill("https://ci.example.com/7");
    await details.getByRole("button", { name: "Add without ending" }).click();
    await expect(details.getByLabel("Log line")).toHaveValue("");
    await details.getByLabel("Output, as JSON").fill("{");
    await details.getByRole("button", { name: "Send success" }).click();
    await expect(details.getByRole("alert")).toContainText("This is not JSON");
    await details.getByLabel("Output, as JSON").fill('{"artifact": "billing-7"}');
    await details.getByRole("button", { name: "Send success" }).click();
    await editor.expectState("build", "success");
    await editor.expectState("after", "success");
    const log = await editor.openNodeRun("build", "Log");
    await expect(log.getByText("Half way there")).toBeVisible();
    await expect(editor.drawer.getByRole("link", { name: /ci\.example\.com\/7/ })).toBeVisible();
  });

  test("is failed from its page", async ({ page }) => {
    const editor = new Editor(page);
    await editor.importText(JSON.stringify(waits("failed_by_hand")));
    await editor.run();
    await editor.expectState("build", "waiting");
    const details = await editor.openNodeRun("build", "Callback");
    await details.getByRole("button", { name: "Send failure" }).click();
    await editor.expectState("build", "failed");
  });
});
