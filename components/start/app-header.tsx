"use client";

import { Braces, Database, Inbox, KeyRound, type LucideIcon, Server, Workflow, Zap } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { InboxCount } from "@/components/inbox/inbox-count";
import { cn } from "@/components/ui/cn";
import { Mark } from "./mark";
import { ThemeMenu } from "./theme-menu";

const places: { href: string; label: string; icon: LucideIcon; extra?: ReactNode }[] = [
  { href: "/", label: "Workflows", icon: Workflow },
  { href: "/inbox", label: "Inbox", icon: Inbox, extra: <InboxCount /> },
  { href: "/self-service", label: "Self-service", icon: Zap },
  { href: "/catalog", label: "Catalog", icon: Database },
  { href: "/secrets", label: "Secrets", icon: KeyRound },
  { href: "/environments", label: "Environments", icon: Server },
  { href: "/api-docs", label: "API", icon: Braces },
];

/** True on a page and on those below it; every page is below the first. */
const isAt = (here: string, href: string) => here === href || (href !== "/" && here.startsWith(`${href}/`));

/** The bar above every page but the editor: mark, places, theme. */
export function AppHeader() {
  const here = usePathname();
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-line border-b bg-raised px-3 sm:gap-4 sm:px-4">
      <Link href="/" className="flex shrink-0 items-center gap-2 rounded-control font-semibold text-base">
        <Mark />
        <span className="hidden sm:inline">Slipway</span>
        <span className="sr-only sm:hidden">Slipway</span>
      </Link>
      <nav
        aria-label="Main"
        className="flex min-w-0 items-center gap-0.5 overflow-x-auto [scrollbar-width:none]"
      >
        {places.map(({ href, label, icon: Icon, extra }) => (
          <Link
            key={href}
            href={href}
            {...(isAt(here, href) ? { "aria-current": "page" as const } : {})}
            className={cn(
              "flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-sm transition-colors sm:px-2.5",
              isAt(here, href)
                ? "bg-active font-medium text-text"
                : "text-dim hover:bg-hover hover:text-text",
            )}
          >
            <Icon aria-hidden className="hidden size-3.5 sm:block" />
            {label}
            {extra}
          </Link>
        ))}
      </nav>
      <div className="ml-auto">
        <ThemeMenu />
      </div>
    </header>
  );
}
