import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ThemeProvider } from "@/components/ui/theme";
import { type ThemeChoice, themeCookie } from "@/components/ui/theme-choice";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Slipway", template: "%s · Slipway" },
  description: "Draw, run and share Port workflows.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f6f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1217" },
  ],
};

/** The theme comes from a cookie, so the first paint needs no inline script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const stored = (await cookies()).get(themeCookie)?.value;
  const choice: ThemeChoice = stored === "light" || stored === "dark" ? stored : "system";
  return (
    <html
      lang="en"
      {...(choice === "system" ? {} : { "data-theme": choice })}
      suppressHydrationWarning={choice === "system"}
    >
      <body>
        <ThemeProvider initial={choice}>
          <TooltipProvider>
            {children}
            <Toaster />
          </TooltipProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
