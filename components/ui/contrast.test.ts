import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Colours of the page by name, for light and for dark, read from the style sheet that the page uses. */
const css = readFileSync(join(import.meta.dirname, "../../app/globals.css"), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

type Theme = "light" | "dark";

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: number[], other: number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const colour = (name: string, theme: Theme) => channels(tokens.get(name)![theme]);
/** A colour laid thinly over another, as `color-mix` in sRGB does. */
const mixed = (over: number[], under: number[], share: number) =>
  over.map((value, at) => value * share + (under[at] ?? 0) * (1 - share));

const surfaces = ["surface", "surface-raised", "surface-sunken", "surface-hover", "surface-active"];
const texts = ["text", "text-dim", "text-faint"];
const states = ["queue", "run", "wait", "ok", "warn", "bad", "cancel", "accent", "accent-dim"];
const families = ["trigger", "action", "flow", "catalog", "ai"].map((name) => `family-${name}`);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it.each(texts.flatMap((text) => surfaces.map((under) => [text, under])))(
    "%s on %s can be read",
    (text, under) => expect(contrast(colour(text!, theme), colour(under!, theme))).toBeGreaterThan(4.5),
  );

  it.each(states.flatMap((state) => ["surface", "surface-raised"].map((under) => [state, under])))(
    "%s as text on %s can be read",
    (state, under) => expect(contrast(colour(state!, theme), colour(under!, theme))).toBeGreaterThan(4.5),
  );

  it("the primary button and the chosen row can be read", () => {
    expect(contrast(colour("accent-ink", theme), colour("accent", theme))).toBeGreaterThan(4.5);
    expect(contrast(colour("accent-ink", theme), colour("accent-strong", theme))).toBeGreaterThan(4.5);
    for (const text of ["text", "text-dim", "accent-dim"])
      expect(contrast(colour(text, theme), colour("accent-soft", theme)), text).toBeGreaterThan(4.5);
  });

  it.each(families)("the icon of %s stands out from its tile", (family) => {
    const icon = colour(family, theme);
    const tile = mixed(icon, colour("surface-raised", theme), 0.12);
    expect(contrast(icon, tile)).toBeGreaterThan(3);
  });

  it("connections can be seen on the canvas", () =>
    expect(contrast(colour("edge", theme), colour("surface", theme))).toBeGreaterThan(3));

  it("focus, and the outline of a field, stand out", () => {
    for (const under of surfaces)
      expect(contrast(colour("accent", theme), colour(under, theme)), under).toBeGreaterThan(3);
  });
});
