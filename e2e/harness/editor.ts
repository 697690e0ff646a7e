import { expect, type Locator, type Page } from "@playwright/test";

/** The editor in the words of somebody who uses it. */
export class Editor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens an example from the start page, as a workflow of one's own. */
  async openExample(title: string): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("listitem").getByRole("button", { name: title }).click();
    await this.isOpen();
  }

  /** Begins with an empty canvas from the start page. */
  async openEmpty(): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("button", { name: "New workflow", exact: true }).click();
    await this.isOpen();
  }

  /** Imports pasted text from the start page, of another app than the test's own where its address is given. */
  async importText(text: string, app = ""): Promise<void> {
    await this.page.goto(`${app}/`);
    await this.page.getByRole("button", { name: "Import JSON" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Workflow JSON").fill(text);
    await dialog.getByRole("button", { name: "Import JSON" }).click();
    await this.isOpen();
  }

  async isOpen(): Promise<void> {
    await this.page.waitForURL(/\/workflows\//);
    await expect(this.canvas).toBeVisible();
  }

  get canvas(): Locator {
    return this.page.getByLabel("Workflow graph");
  }

  get inspector(): Locator {
    return this.page.getByRole("complementary", { name: "Inspector" });
  }

  get drawer(): Locator {
    return this.page.getByRole("region", { name: "Run drawer" });
  }

  /** The card of a node, by its identifier. */
  node(identifier: string): Locator {
    return this.canvas.locator(`[data-id="${identifier}"]`);
  }

  /** Drags a node type from the palette to a place on the canvas; returns the new node's identifier. */
  async addNode(type: string, at: { x: number; y: number }): Promise<string> {
    const entry = this.page
      .getByRole("complementary", { name: "Palette" })
      .getByRole("button", { name: type, exact: true });
    await entry.dragTo(this.canvas, { targetPosition: at });
    const identifier = this.inspector.getByLabel("Identifier", { exact: true });
    await expect(identifier).toHaveValue(/./);
    return await identifier.inputValue();
  }

  /** Draws a connection with the mouse, from a node's way out to another node. */
  async connect(source: string, target: string, outlet?: string): Promise<void> {
    const out = this.canvas.getByLabel(`Out of ${source}${outlet ? `, ${outlet}` : ""}`, { exact: true });
    const into = this.canvas.getByLabel(`Into ${target}`, { exact: true });
    await out.hover();
    await this.page.mouse.down();
    await into.hover();
    await this.page.mouse.up();
    const label = outlet ? ` (${outlet})` : "";
    await expect(this.canvas.getByLabel(`Connection from ${source}${label} to ${target}`)).toBeAttached();
  }

  /** Arranges the graph and brings all of it into view. */
  async tidy(): Promise<void> {
    await this.page.getByRole("button", { name: "Tidy the layout" }).click();
    await this.page.getByRole("button", { name: "Fit the graph" }).click();
  }

  /** Chooses a node with the mouse. */
  async select(identifier: string): Promise<void> {
    await this.node(identifier).click();
    await expect(this.inspector.getByRole("tab", { name: "Form" })).toBeVisible();
  }

  /** Writes into a field of the chosen node's form. */
  async fill(field: string, text: string): Promise<void> {
    await this.inspector.getByLabel(field, { exact: true }).fill(text);
  }

  /** Chooses who answers the requests of a test run. */
  async useEnvironment(name: string): Promise<void> {
    await this.page.getByLabel("Environment", { exact: true }).click();
    await this.page.getByRole("menuitemradio", { name }).or(this.page.getByRole("option", { name })).click();
  }

  /** Presses Run, and with `inputs` fills in the form that is then asked for and starts it. */
  async run(inputs?: Record<string, string>): Promise<void> {
    await this.page.getByRole("button", { name: "Run", exact: true }).click();
    if (inputs === undefined) return;
    const dialog = this.page.getByRole("dialog");
    for (const [label, text] of Object.entries(inputs)) {
      await dialog.getByRole("textbox", { name: label }).fill(text);
    }
    await dialog.getByRole("button", { name: "Run", exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** The state that a card shows, read by its look. */
  async expectState(
    identifier: string,
    state: "success" | "failed" | "idle" | "running" | "waiting",
  ): Promise<void> {
    await expect(this.node(identifier).locator("[data-look]")).toHaveAttribute("data-look", state);
  }

  /** Opens a node run of the timeline, by the node's title, at one of its tabs. */
  async openNodeRun(title: string, tab: string): Promise<Locator> {
    await this.drawer.getByRole("region", { name: "Timeline" }).getByRole("button", { name: title }).click();
    const details = this.drawer.getByRole("region", { name: `Details of ${title}` });
    await details.getByRole("tab", { name: tab }).click();
    return details;
  }

  /** Opens the whole workflow as JSON and returns the panel. */
  async openJson(): Promise<Locator> {
    await this.drawer.getByRole("tab", { name: "JSON" }).click();
    const panel = this.page.getByRole("region", { name: "Workflow JSON" });
    // Megabytes of code, which each browser context loads and compiles anew.
    await expect(panel.locator(".view-line").first()).toBeVisible({ timeout: 60_000 });
    return panel;
  }

  /** Puts the caret behind a text in the JSON editor that has the focus. */
  async caretAfter(text: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+F");
    const find = this.page.getByRole("textbox", { name: "Find" });
    await find.fill(text);
    await find.press("Enter");
    await find.press("Escape");
    await this.page.keyboard.press("ArrowRight");
  }

  /** Waits until the draft is on the server. */
  async saved(): Promise<void> {
    await expect(this.page.locator('[data-saved="true"]')).toBeAttached();
  }

  /** Exports through the menu and returns the bytes of the file. */
  async exported(): Promise<Buffer> {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Share" }).click();
    await this.page.getByRole("menuitem", { name: "Export JSON" }).click();
    const stream = await (await download).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}
