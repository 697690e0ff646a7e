"use client";

import { MonitorCog, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { useTheme } from "@/components/ui/theme";
import type { ThemeChoice } from "@/components/ui/theme-choice";

const themes: { choice: ThemeChoice; label: string; icon: ReactNode }[] = [
  { choice: "light", label: "Light", icon: <Sun /> },
  { choice: "dark", label: "Dark", icon: <Moon /> },
  { choice: "system", label: "Like the system", icon: <MonitorCog /> },
];

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const { choice, choose } = useTheme();
  const current = themes.find((theme) => theme.choice === choice) ?? themes[2];
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label="Theme"
          className="inline-flex size-7 items-center justify-center rounded-control text-dim hover:bg-hover hover:text-text [&_svg]:size-4"
        >
          {current?.icon}
        </button>
      }
    >
      <MenuLabel>Theme</MenuLabel>
      {themes.map((theme) => (
        <MenuItem key={theme.choice} icon={theme.icon} onSelect={() => choose(theme.choice)}>
          {theme.label}
          {theme.choice === choice && <span className="sr-only"> (chosen)</span>}
        </MenuItem>
      ))}
    </Menu>
  );
}
