import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const themes = ["light", "dark"] as const;

/**
 * Looks at what the page shows now, in both themes, for what keeps somebody from using it; lists the serious and
 * critical findings, a line each. The page must follow the system's theme and must be free of transitions
 * (`reducedMotion: "reduce"`), or a colour is read on its way from one theme to the other.
 * `within` narrows it to a part, where the rest was looked at before.
 */
export async function findings(page: Page, where: string, within?: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await settled(page);
    const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
    // The themes differ in colours alone.
    if (theme === "dark") builder.withRules(["color-contrast", "link-in-text-block"]);
    if (within !== undefined) builder.include(within);
    const { violations } = await builder.analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      for (const node of nodes)
        found.push(`${where}, ${theme}: ${id} at ${node.target.join(" ")}: ${node.failureSummary ?? ""}`);
    }
  }
  return found;
}

/** Waits until nothing moves any more: two frames, and the end of every animation that has one. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}
