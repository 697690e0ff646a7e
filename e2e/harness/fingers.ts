import type { CDPSession, Page } from "@playwright/test";

type Point = { x: number; y: number };

/** Fingers on a touch screen, as the browser itself hears them. */
export class Fingers {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
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
