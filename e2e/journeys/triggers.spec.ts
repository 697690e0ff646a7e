import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

test("a schedule is said in words, with its next times; a wrong one is refused", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openEmpty();
  await editor.addNode("Schedule", { x: 80, y: 120 });
  await expect(editor.inspector.getByText("every weekday 09:00 UTC").first()).toBeVisible();
  await editor.fill("Schedule", "30 6 * * MON,THU");
  await expect(editor.inspector.getByText("every Monday, Thursday 06:30 UTC").first()).toBeVisible();
  const times = editor.inspector.getByRole("list", { name: "Next times" }).getByRole("time");
  await expect(times).toHaveCount(5);
  for (const time of await times.all()) {
    const moment = new Date((await time.getAttribute("datetime")) ?? "");
    expect([1, 4]).toContain(moment.getUTCDay());
    expect([moment.getUTCHours(), moment.getUTCMinutes()]).toEqual([6, 30]);
    expect(moment.getTime()).toBeGreaterThan(Date.now() - 60_000);
  }

  await editor.fill("Schedule", "61 6 * * *");
  await expect(times).toHaveCount(0);
  await expect(editor.inspector.getByText(/"61" is not a minute/).first()).toBeVisible();
  await editor.fill("Schedule", "0 0 30 2 *");
  await expect(editor.inspector.getByText(/never comes/).first()).toBeVisible();

  await editor.fill("Schedule", "@daily");
  const state = editor.inspector.getByRole("region", { name: "On this server" });
  await expect(state).toContainText("once the workflow is published");
  await page.keyboard.press("ControlOrMeta+S");
  await expect(state).toContainText("Next run in");
  await expect(state).toContainText("It has started no run yet");
});

test("a run is started from an entity's page, and the change that it makes starts another workflow", async ({
  page,
  client,
}) => {
  await client.call("POST", "/v1/blueprints", {
    identifier: "vessel",
    title: "Vessel",
    schema: { properties: { tier: { type: "string", title: "Tier" } }, required: [] },
  });
  for (const identifier of ["argo", "beagle"])
    await client.call("POST", "/v1/blueprints/vessel/entities", {
      identifier,
      title: identifier.toUpperCase(),
      properties: { tier: "silver" },
    });
  const vessel = { type: "string", title: "Vessel", format: "entity", blueprint: "vessel" };
  const change = {
    identifier: "change_tier",
    title: "Change the tier",
    category: "Ships",
    nodes: [
      {
        identifier: "start",
        config: {
          type: "SELF_SERVE_TRIGGER",
          userInputs: {
            properties: { vessel, tier: { type: "string", title: "Tier" } },
            required: ["vessel", "tier"],
          },
          contexts: [{ on: "ENTITY", userInput: "vessel" }],
          actionCardButtonText: "Change it",
        },
      },
      {
        identifier: "write",
        config: {
          type: "UPSERT_ENTITY",
          blueprintIdentifier: "vessel",
          mapping: {
            identifier: "{{ .outputs.trigger.vessel }}",
            properties: { tier: "{{ .outputs.trigger.tier }}" },
          },
        },
      },
    ],
    connections: [{ sourceIdentifier: "start", targetIdentifier: "write" }],
  };
  expect((await client.call("POST", "/v1/workflows", change)).status).toBe(201);

  const editor = new Editor(page);
  await editor.importText(
    JSON.stringify({
      identifier: "on_gold",
      title: "On gold",
      nodes: [
        {
          identifier: "updated",
          title: "Vessel updated",
          config: {
            type: "EVENT_TRIGGER",
            event: { type: "ENTITY_UPDATED", blueprintIdentifier: "vessel" },
            condition: { type: "JQ", expressions: ['.diff.after.properties.tier == "gold"'] },
          },
        },
      ],
      connections: [],
    }),
  );
  await editor.select("updated");
  const state = editor.inspector.getByRole("region", { name: "On this server" });
  await expect(state).toContainText("once the workflow is published");
  await page.keyboard.press("ControlOrMeta+S");
  await expect(state).toContainText("It has started no run yet");
  const address = page.url();

  // The hub offers it to everybody, the entity's page for that entity.
  await page.goto("/self-service");
  await expect(
    page.getByRole("region", { name: "Ships" }).getByRole("button", { name: "Change it: Change the tier" }),
  ).toBeVisible();
  await page.goto("/catalog/vessel/argo");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: "Change the tier" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the tier" });
  await expect(dialog.getByRole("combobox", { name: "Vessel" })).toHaveValue("argo");
  await dialog.getByRole("textbox", { name: "Tier" }).fill("gold");
  await dialog.getByRole("button", { name: "Run", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Started Change the tier").first()).toBeVisible();

  interface Run {
    result: string | null;
    nodeRuns: {
      output: { context: { entityIdentifier: string }; diff: { after: { properties: object } } };
    }[];
  }
  const runs = async () => {
    const path = "/v1/workflows/runs?workflowIdentifiers[]=on_gold";
    return (await client.call<{ workflowRuns: Run[] }>("GET", path)).body.workflowRuns;
  };
  await expect.poll(async () => (await runs()).length).toBe(1);
  expect((await runs())[0]?.nodeRuns[0]?.output).toMatchObject({
    action: "UPDATE",
    context: { entityIdentifier: "argo" },
    diff: { before: { properties: { tier: "silver" } }, after: { properties: { tier: "gold" } } },
  });
  await page.goto(address);
  await editor.select("updated");
  await expect(state).toContainText("Last run");
});
