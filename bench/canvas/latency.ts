import type { Page } from "@playwright/test";

/** What an element must show. */
export interface Shown {
  selector: string;
  read: "text" | "value" | "class" | "style";
  has: string;
}

/** Milliseconds from the next such event to the end of the first frame that shows what is waited for. */
export async function untilShown(
  page: Page,
  event: "keydown" | "mousedown",
  shown: Shown,
  act: () => Promise<void>,
): Promise<number> {
  const watch = await page.evaluateHandle(watchFor, { event, ...shown });
  await act();
  const time = await watch.evaluate((watching) => watching.time);
  if (time === null) throw new Error(`${shown.selector} never showed "${shown.has}".`);
  return time;
}

/** In the page. A message that is sent from a frame's callback arrives when the frame is drawn. */
function watchFor({ event, selector, read, has }: Shown & { event: string }): {
  time: Promise<number | null>;
} {
  const isShown = () =>
    [...document.querySelectorAll(selector)].some((element) => {
      const said =
        read === "text"
          ? element.textContent
          : read === "value"
            ? (element as HTMLInputElement).value
            : element.getAttribute(read);
      return said?.includes(has) ?? false;
    });
  const time = new Promise<number | null>((resolve) => {
    setTimeout(() => resolve(null), 30_000);
    const look = (began: number) => {
      if (!isShown()) return void requestAnimationFrame(() => look(began));
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - began);
      port2.postMessage(null);
    };
    addEventListener(event, ({ timeStamp }) => requestAnimationFrame(() => look(timeStamp)), {
      capture: true,
      once: true,
    });
  });
  return { time };
}

/** Bytes of JavaScript objects that the page holds, when everything else has been collected. */
export async function heldBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let round = 0; round < 2; round++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
