import type { CDPSession, Locator, Page } from "@playwright/test";

/** What a finger hits for sure, in px. */
const finger = 44;

type Point = { x: number; y: number };

/** Fingers on a touch screen, as the browser itself hears them. */
export class Fingers {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /**
   * What is too small within a part of the page: controls that a finger misses, with their box in px, and fields whose
   * text is so small that a tablet zooms the page into them. What stands in the graph is drawn to its zoom.
   */
  async misses(within: Locator): Promise<string[]> {
    return await within.evaluate((part, least) => {
      const found: string[] = [];
      const px = (value: string) => Number.parseFloat(value) || 0;
      const controls =
        "button, summary, a[href], input, textarea, select, [role=treeitem], [role=option], [role=slider]";
      for (const control of part.querySelectorAll<HTMLElement>(controls)) {
        const label = control.getAttribute("aria-label") ?? control.textContent ?? control.id;
        const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
        const isSeen = control.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        if (!isSeen || width <= 1 || control.closest(".react-flow__viewport, .monaco-editor")) continue;
        const style = getComputedStyle(control);
        const reach = getComputedStyle(control, "::after");
        const extra = reach.position === "absolute" ? reach : { width: "0", height: "0" };
        const [wide, high] = [Math.max(width, px(extra.width)), Math.max(height, px(extra.height))];
        if (Math.min(wide, high) < least - 0.5) found.push(`${label.trim()}: ${wide} by ${high}`);
        if (/^(INPUT|TEXTAREA|SELECT)$/.test(control.tagName) && px(style.fontSize) < 16)
          found.push(`${label.trim()}: text of ${style.fontSize}`);
      }
      return found;
    }, finger);
  }

  async touch(type: "touchStart" | "touchMove" | "touchEnd", points: readonly Point[]): Promise<void> {
    const touchPoints = points.map((point, id) => ({ ...point, id }));
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }

  /** Fingers that go down, move in steps, and are lifted; each its own way. */
  async move(...ways: readonly { from: Point; to: Point }[]): Promise<void> {
    const at = (part: number) =>
      ways.map(({ from, to }) => ({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      }));
    await this.touch("touchStart", at(0));
    for (let step = 1; step <= 8; step += 1) await this.touch("touchMove", at(step / 8));
    await this.touch("touchEnd", []);
  }
}
