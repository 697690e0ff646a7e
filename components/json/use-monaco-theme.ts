import { useEffect } from "react";
import { useTheme } from "@/components/ui/theme";
import { monaco } from "./monaco";
import { themeFromTokens, themeName } from "./monaco-theme";

function define(scheme: "light" | "dark"): void {
  monaco.editor.defineTheme(themeName, themeFromTokens(scheme));
  monaco.editor.setTheme(themeName);
}

/** Keeps Monaco in the page's colours. */
export function useMonacoTheme(): void {
  const { resolved } = useTheme();
  useEffect(() => {
    define(resolved);
    // The page's theme is put on the root after this effect has run.
    const frame = requestAnimationFrame(() => define(resolved));
    return () => cancelAnimationFrame(frame);
  }, [resolved]);
}
