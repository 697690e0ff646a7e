import type { Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { exampleText, expect, test } from "../harness/test";

/** Chooses in whose name an answer is given. */
async function answerAs(page: Page, person: string | RegExp) {
  await page.getByLabel("Answer as").click();
  await page.getByRole("option", { name: person }).click();
}

test("two people approve a deployment, and the run goes on through their outlet", async ({
  page,
  client,
}) => {
  const editor = new Editor(page);
  await editor.openExample("Approve a deployment");
  await editor.run({ Service: "billing" });
  await expect(editor.node("approve").locator("[data-look]")).toHaveAttribute("data-look", "waiting-person");
  const waiting = page.getByRole("link", { name: "1 question waits in the inbox" });
  await expect(waiting).toBeVisible();

  await waiting.click();
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Inbox 1 waiting" })).toBeVisible();
  const rows = page.getByRole("list", { name: "Waiting" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText("Deploy billing 1.4.2 to production?");
  await expect(rows.first()).toContainText("Approved 0 of 2");

  await page.getByLabel("Search the inbox").fill("nothing like it");
  await expect(page.getByText("None of 1 question contains")).toBeVisible();
  await page.getByLabel("Search the inbox").fill("BILLING");
  await rows.getByRole("button", { name: "Approve the deployment" }).click();
  const sheet = page.getByRole("dialog", { name: "Approve the deployment" });

  await test.step("an answer that does not fit is refused at its field", async () => {
    await sheet.getByLabel("Comment").fill("x".repeat(501));
    await sheet.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(sheet.getByRole("alert")).toContainText("it takes at most 500");
    await sheet.getByLabel("Comment").fill("Go ahead");
  });

  await test.step("one person answers", async () => {
    await answerAs(page, /^release\.manager/);
    await sheet.getByRole("button", { name: "Approve", exact: true }).click();
    const answers = sheet.getByRole("list", { name: "Answers" });
    await expect(answers).toContainText("release.manager@example.com");
    await expect(answers).toContainText("entered by local@slipway.localhost");
    await expect(sheet.getByText("Approved 1 of 2")).toBeVisible();
  });

  await test.step("the same person may not answer again", async () => {
    await page.getByLabel("Answer as").click();
    await expect(page.getByRole("option", { name: /team\.lead/ })).toBeVisible();
    await expect(page.getByRole("option", { name: /release\.manager/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
    const nodeRun = /wfnr_\w+/.exec(page.url())?.[0];
    const again = { buttonIdentifier: "approve", inputs: {}, as: "release.manager@example.com" };
    expect(await client.call("POST", `/api/inbox/${nodeRun}`, again)).toMatchObject({
      status: 409,
      body: { error: "already_answered" },
    });
  });

  await test.step("a second person answers, and the row leaves", async () => {
    await answerAs(page, /^team\.lead/);
    await sheet.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByText("Nothing waits for people")).toBeVisible();
    await expect(page.getByRole("link", { name: "Inbox", exact: true })).toBeVisible();
  });

  await page.goBack();
  await editor.isOpen();
  await page.getByRole("tab", { name: "History" }).click();
  const run = page.getByRole("list", { name: "Runs" }).getByRole("button").first();
  await expect(run).toContainText("billing 1.4.2 approved");
  await run.click();
  for (const node of ["approve", "deploy"]) await editor.expectState(node, "success");
  await expect(editor.node("approve")).toContainText("Approved");
  await expect(editor.drawer.getByText("billing 1.4.2 approved").filter({ visible: true })).toBeVisible();
  const output = await editor.openNodeRun("Approve the deployment", "Output");
  await output.getByRole("button", { name: "Expand all" }).click();
  await expect(output).toContainText("team.lead@example.com");
  await editor.select("deploy");
  const request = editor.drawer.getByRole("region", { name: "Details of Deploy", exact: true });
  await request.getByRole("tab", { name: "Request" }).click();
  await expect(request).toContainText("release.manager@example.com");
});

test("an answer is given on the run itself, and one person is enough to decline", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(exampleText("approval").replace("approve_a_deployment", "decline_a_deployment"));
  await editor.run({ Service: "search" });
  const drawer = editor.drawer;
  await editor.openNodeRun("Deploy to production", "Output");
  await drawer.getByRole("button", { name: "Provide inputs" }).click();
  await expect(drawer.getByText("Deploy search 1.4.2 to production?")).toBeVisible();
  await drawer.getByRole("button", { name: "Decline" }).click();
  await editor.expectState("tell_who_asked", "success");
  await expect(editor.node("approve")).toContainText("Declined");
  await expect(editor.node("deploy").locator("[data-look=success]")).toHaveCount(0);
  const answers = await editor.openNodeRun("Approve the deployment", "Answers");
  await expect(answers).toContainText("Local User");
});

test("every field of an input node has a control", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(exampleText("approval").replace("approve_a_deployment", "edit_an_approval"));
  await editor.select("approve");
  const { inspector } = editor;
  await expect(inspector.getByLabel("Users", { exact: true })).toHaveValue(/team\.lead@example\.com/);
  await inspector.getByLabel("Teams", { exact: true }).fill("platform");
  await inspector.getByLabel("Status label of Declined", { exact: true }).fill("Not today");
  await inspector.getByLabel("Value of line 1", { exact: true }).fill("{{ .outputs.trigger.version }}");
  await inspector.getByRole("button", { name: "Remove notification by Slack" }).click();
  await inspector.getByRole("button", { name: "Add notification" }).click();
  await page.getByRole("menuitem", { name: "Webhook" }).click();
  await inspector.getByLabel("URL", { exact: true }).fill("https://api.example.com/ask");
  await editor.saved();
  const { nodes } = JSON.parse((await editor.exported()).toString());
  const { responders, outlets, notifications } = nodes[1].config;
  expect(responders.teams).toEqual(["platform"]);
  expect(outlets[1].statusLabel).toEqual({ text: "Not today", variant: "alert" });
  expect(notifications).toEqual([
    {
      target: "email",
      fields: [
        { label: "Service", value: "{{ .outputs.trigger.version }}" },
        { label: "Version", value: "{{ .outputs.trigger.version }}" },
      ],
    },
    { target: "webhook", url: "https://api.example.com/ask" },
  ]);
});
