"use client";

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";
import { type ThemeChoice, themeCookie } from "./theme-choice";

const ThemeContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void }>({
  choice: "system",
  choose: () => {},
});

/** Keeps the choice on `<html data-theme>` and in a cookie for a year. */
export function ThemeProvider({ initial, children }: { initial: ThemeChoice; children: ReactNode }) {
  const [choice, setChoice] = useState(initial);
  const choose = (next: ThemeChoice) => {
    setChoice(next);
    writeCookie(themeCookie, next);
  };
  useEffect(() => {
    if (choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  }, [choice]);
  return <ThemeContext value={{ choice, choose }}>{children}</ThemeContext>;
}

function writeCookie(name: string, value: string) {
  const year = 365 * 24 * 3600;
  Object.assign(document, { cookie: `${name}=${value}; path=/; max-age=${year}; samesite=lax` });
}

const systemDark = () => window.matchMedia("(prefers-color-scheme: dark)");
const watchSystem = (changed: () => void) => {
  const query = systemDark();
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
};

/** The choice, the setter, and the scheme that is showing now (`resolved`). */
export function useTheme(): {
  choice: ThemeChoice;
  resolved: "light" | "dark";
  choose: (choice: ThemeChoice) => void;
} {
  const { choice, choose } = use(ThemeContext);
  const dark = useSyncExternalStore(
    watchSystem,
    () => systemDark().matches,
    () => false,
  );
  const resolved = choice === "system" ? (dark ? "dark" : "light") : choice;
  return { choice, resolved, choose };
}

/**
 * The colour a token has now, as `#rrggbb` or `#rrggbbaa`, for drawing that cannot read CSS variables
 * (Monaco themes). `name` without dashes: `surface-raised`.
 */
export function tokenColour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const numbers = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
  probe.remove();
  const [red = "0", green = "0", blue = "0", alpha] = numbers;
  const hex = (value: number) => Math.round(value).toString(16).padStart(2, "0");
  return `#${[red, green, blue].map((part) => hex(Number(part))).join("")}${alpha === undefined ? "" : hex(Number(alpha) * 255)}`;
}
