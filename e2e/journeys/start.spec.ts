import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

test("an empty canvas offers ways to begin and a tour, which goes on by itself and is offered once", async ({
  page,
}) => {
  const editor = new Editor(page);
  await editor.openEmpty();
  await expect(page.getByRole("button", { name: /^Add a self-service trigger Or / })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Start from an example/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Paste JSON/ })).toBeVisible();

  await page.getByRole("button", { name: "Take the short tour" }).click();
  const titles = [
    "Add nodes",
    "Connect them",
    "Fill in what it sends",
    "Choose who answers",
    "Run it",
    "Share it",
  ];
  for (const title of titles) {
    const step = page.getByRole("dialog", { name: `Tour: ${title}` });
    await expect(step).toBeFocused();
    const box = (await step.boundingBox())!;
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1440 && box.y + box.height <= 900).toBe(true);
    await step.getByRole("button", { name: title === "Share it" ? "Done" : "Next" }).click();
  }
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Paste JSON/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the short tour" })).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("tour");
  await page.getByRole("option", { name: /Take the tour/ }).click();
  await expect(page.getByRole("dialog", { name: "Tour: Add nodes" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("workflows are listed in the person's order, and those that they pin are on top", async ({
  page,
  client,
}) => {
  for (const title of ["Order B", "Order A", "Order C"])
    await client.addWorkflow({ identifier: title.replace(" ", "_"), title, nodes: [], connections: [] });
  await page.goto("/");
  await page.getByRole("searchbox").fill("Order ");
  const recent = page.getByRole("region", { name: "Recent workflows" });
  const titles = recent.getByRole("link", { name: /^Order/ });
  await expect(titles).toHaveText(["Order C", "Order A", "Order B"]);
  await recent.getByRole("combobox", { name: "Order of the workflows" }).press("Enter");
  await page.getByRole("option", { name: "Title" }).press("Enter");
  await expect(titles).toHaveText(["Order A", "Order B", "Order C"]);

  const pin = recent.getByRole("button", { name: "Pin Order C" });
  await pin.press("Enter");
  await expect(titles).toHaveText(["Order C", "Order A", "Order B"]);
  await expect(pin).toBeFocused();
  await expect(recent.getByRole("status")).toHaveText("Order C is pinned to the top.");
  await page.reload();
  await page.getByRole("searchbox").fill("Order ");
  await expect(titles).toHaveText(["Order C", "Order A", "Order B"]);
  await expect(pin).toHaveAttribute("aria-pressed", "true");
});

test("a file that is dropped on the canvas becomes the workflow, once it is asked where there is one", async ({
  page,
}) => {
  const editor = new Editor(page);
  await editor.openEmpty();
  const drop = async (text: string) => {
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], "flow.json", { type: "application/json" }));
      return transfer;
    }, text);
    await editor.canvas.locator(".react-flow__pane").dispatchEvent("drop", { dataTransfer: data });
  };
  const flow = (node: string) =>
    JSON.stringify({
      identifier: "dropped",
      title: "Dropped",
      nodes: [{ identifier: node, config: { type: "SELF_SERVE_TRIGGER" } }],
      connections: [],
    });
  await drop("no workflow");
  await expect(page.getByText("flow.json holds no workflow", { exact: true })).toBeVisible();
  await drop(flow("first"));
  await expect(editor.node("first")).toBeVisible();
  await drop(flow("second"));
  const dialog = page.getByRole("dialog", { name: "Replace this draft" });
  await dialog.getByRole("button", { name: "Replace draft" }).click();
  await expect(editor.node("second")).toBeVisible();
  await expect(editor.node("first")).toHaveCount(0);
});
