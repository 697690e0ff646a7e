import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { webhook } from "../harness/workflow";

const dataset = {
  combinator: "and",
  rules: [{ property: "tier", operator: "=", value: { jqQuery: ".form.tier" } }],
};

const form = {
  properties: {
    tier: { type: "string", title: "Tier", enum: ["gold", "silver"], enumColors: { gold: "yellow" } },
    reason: {
      type: "string",
      title: "Reason",
      visible: { jqQuery: '.form.tier == "gold"' },
      default: { jqQuery: '"because of " + .form.tier' },
    },
    replicas: { type: "number", title: "Replicas", default: 2 },
    service: {
      type: "string",
      title: "Service",
      format: "entity",
      blueprint: "service",
      dataset,
      dependsOn: ["tier"],
    },
    others: {
      type: "array",
      title: "Others",
      items: { type: "string", format: "entity", blueprint: "service" },
    },
    password: { type: "string", title: "Password", encryption: "aes256-gcm", minLength: 8 },
  },
  titles: { size: { title: "How large", description: "Of the new environment." } },
  required: { jqQuery: 'if .form.tier == "gold" then ["tier", "service"] else ["tier"] end' },
  steps: [
    {
      title: "What",
      order: ["tier", "reason", "size", "replicas"],
      validations: [{ constraint: ".form.replicas <= 5", message: "Five replicas are enough." }],
    },
    { title: "Which", order: ["service", "others"] },
    { title: "Secret", order: ["password"], visible: { jqQuery: '.form.tier == "gold"' } },
  ],
};

test("a form in steps: queries, rules, entities of the catalog, and an encrypted value", async ({
  page,
  client,
}) => {
  await client.call("POST", "/v1/blueprints", {
    identifier: "service",
    title: "Service",
    schema: { properties: { tier: { type: "string" } }, required: [] },
  });
  for (const [identifier, title, tier] of [
    ["api", "Public API", "gold"],
    ["billing", "Billing", "gold"],
    ["search", "Search", "silver"],
  ])
    await client.call("POST", "/v1/blueprints/service/entities", { identifier, title, properties: { tier } });
  const send = webhook("send", "https://api.example.com/webhook");
  send.config.body = { all: "{{ .outputs.trigger }}" };
  const editor = new Editor(page);
  await editor.importText(
    JSON.stringify({
      identifier: "environment",
      title: "New environment",
      nodes: [
        {
          identifier: "start",
          title: "Order",
          config: { type: "SELF_SERVE_TRIGGER", userInputs: form, executeActionButtonText: "Order it" },
        },
        send,
      ],
      connections: [{ sourceIdentifier: "start", targetIdentifier: "send" }],
    }),
  );
  await editor.run();
  const dialog = page.getByRole("dialog");
  const step = dialog.locator('[aria-current="step"]');
  await expect(step).toHaveText(/What/);
  await expect(dialog.getByRole("heading", { name: "How large" })).toBeVisible();

  // Nothing is chosen yet: the step is not left.
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Tier is required. Fill it in.");
  await expect(dialog.getByLabel("Reason")).toBeHidden();
  await dialog.getByLabel("Tier").click();
  await page.getByRole("option", { name: "gold" }).click();
  await expect(dialog.getByLabel("Reason")).toHaveValue("because of gold");
  await expect(dialog.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveCount(3);

  // A rule of the step.
  await dialog.getByLabel("Replicas").fill("9");
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Five replicas are enough.");
  await dialog.getByLabel("Replicas").fill("3");
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(step).toHaveText(/Which/);

  // The dataset follows the tier.
  const service = dialog.getByRole("combobox", { name: "Service" });
  await service.focus();
  const offered = dialog.getByRole("listbox", { name: "Service" }).getByRole("option");
  await expect(offered).toHaveText(["Billingbilling", "Public APIapi"]);
  await service.fill("publ");
  await expect(offered).toHaveText(["Public APIapi"]);
  await service.press("Enter");
  await expect(service).toHaveValue("api");
  const others = dialog.getByRole("combobox", { name: "Others" });
  await others.fill("sea");
  await dialog.getByRole("option", { name: "Search" }).click();
  await others.fill("billing");
  await others.press("Tab");
  await expect(dialog.getByRole("list", { name: "Chosen" }).getByRole("listitem")).toHaveText([
    "search",
    "billing",
  ]);

  // What depends on the tier was chosen for another one.
  await dialog.getByRole("button", { name: "Back" }).click();
  await dialog.getByLabel("Tier").click();
  await page.getByRole("option", { name: "silver" }).click();
  await expect(dialog.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveCount(2);
  await dialog.getByLabel("Tier").click();
  await page.getByRole("option", { name: "gold" }).click();
  await dialog.getByRole("button", { name: "Next" }).click();
  await expect(service).toHaveValue("");
  await service.fill("billing");
  await service.press("Enter");
  await expect(service).toHaveValue("billing");
  await dialog.getByRole("button", { name: "Next" }).click();

  await dialog.getByLabel("Password").fill("short");
  await dialog.getByRole("button", { name: "Order it" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Password is not what the form asks for (length).");
  await dialog.getByLabel("Password").fill("correct horse battery");
  await dialog.getByRole("button", { name: "Order it" }).click();
  await expect(dialog).toBeHidden();
  await editor.expectState("send", "success");

  const details = await editor.openNodeRun("send", "Request");
  for (const text of ["because of gold", "billing", "search", "input:password"])
    await expect(details).toContainText(text);
  await expect(page.locator("body")).not.toContainText("correct horse");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    "horse",
  );
});
