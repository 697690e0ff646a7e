import type { Page } from "@playwright/test";

/** What a hand does to the canvas. */
export type Gesture = "drag" | "pan" | "zoom";

/** Frames that a gesture lasts. */
const moves = 90;

/** The identifier of the webhook's card that is nearest to the middle of the canvas. */
export async function middleCard(page: Page, prefix = "call_"): Promise<string> {
  return await page.locator(".react-flow").evaluate((canvas, start) => {
    const middle = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    };
    const to = middle(canvas);
    const far = (element: Element) => Math.hypot(middle(element).x - to.x, middle(element).y - to.y);
    const found = [...canvas.querySelectorAll<HTMLElement>(`.react-flow__node[data-id^="${start}"]`)];
    return found.reduce((best, each) => (far(each) < far(best) ? each : best)).dataset.id ?? "";
  }, prefix);
}

/** Performs a gesture in the middle of the canvas and gives the time of each frame. */
export async function perform(page: Page, gesture: Gesture): Promise<number[]> {
  const selector = gesture === "drag" ? `[data-id="${await middleCard(page)}"]` : ".react-flow__pane";
  return await page.locator(`.react-flow ${selector}`).first().evaluate(play, { gesture, moves });
}

/**
 * In the page: one step of the gesture in each frame, as the browser itself hands over the newest place of the
 * pointer once a frame; driven from outside, a step would come in every second or third only. Each frame is marked
 * for the trace.
 */
async function play(
  target: Element,
  { gesture, moves: count }: { gesture: Gesture; moves: number },
): Promise<number[]> {
  const { left, top, width, height } = target.getBoundingClientRect();
  const from = { x: left + width / 2, y: top + height / 2 };
  const place = (x: number, y: number) => ({
    clientX: x,
    clientY: y,
    view: window,
    bubbles: true,
    cancelable: true,
  });
  const mouse = (type: string, x: number, y: number) =>
    target.dispatchEvent(new MouseEvent(type, { ...place(x, y), buttons: type === "mouseup" ? 0 : 1 }));
  const wheel = (more: WheelEventInit) =>
    target.dispatchEvent(new WheelEvent("wheel", { ...place(from.x, from.y), ...more }));
  const step = (move: number) => {
    const way = move < count / 2 ? 1 : -1;
    // Two rounds, which end where they began.
    const angle = ((move + 1) / count) * 4 * Math.PI;
    if (gesture === "drag")
      mouse("mousemove", from.x + 90 * Math.sin(angle), from.y + 45 * (1 - Math.cos(angle)));
    else if (gesture === "pan") wheel({ deltaX: 24 * way, deltaY: 16 * way });
    else wheel({ deltaY: -6 * way, ctrlKey: true });
  };
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

  await frame();
  if (gesture === "drag") mouse("mousedown", from.x, from.y);
  const times: number[] = [];
  for (let move = 0; move < count; move++) {
    times.push(await frame());
    performance.mark("frame");
    step(move);
  }
  times.push(await frame());
  performance.mark("frame");
  if (gesture === "drag") mouse("mouseup", from.x, from.y);
  await frame();
  return times;
}
