"use client";

import { ChevronDown, Keyboard, Menu as MenuIcon, Settings } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { PagePalette } from "@/components/commands/page-palette";
import { InboxCount } from "@/components/inbox/inbox-count";
import { cn } from "@/components/ui/cn";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { Mark } from "./mark";
import { type Place, places, settings } from "./places";
import { ThemeMenu } from "./theme-menu";

const shortcuts: Place = { href: "/shortcuts", label: "Keyboard shortcuts", icon: Keyboard };

/** True on a page and on those below it; every page is below the first. */
const isAt = (here: string, href: string) => here === href || (href !== "/" && here.startsWith(`${href}/`));

const placeLook =
  "finger flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-sm transition-colors lg:px-2.5";
const placeTone = (current: boolean) =>
  current
    ? "bg-active font-medium text-text"
    : "text-dim hover:bg-hover hover:text-text data-[state=open]:bg-hover";

/**
 * The bar above every page but the editor: mark, places, settings, theme. On a phone the inbox alone
 * stays in the bar, since its count must be seen; a menu holds every place.
 */
export function AppHeader() {
  const here = usePathname();
  return (
    <header className="sticky top-0 z-20 flex h-12 pointer-coarse:h-[52px] items-center gap-3 border-line border-b bg-raised px-4 md:gap-4">
      <Link
        href="/"
        className="finger flex shrink-0 items-center gap-2 rounded-control font-semibold text-base"
      >
        <Mark />
        Slipway
      </Link>
      <nav aria-label="Main" className="ml-auto flex min-w-0 items-center gap-0.5 sm:ml-0">
        {places.map(({ href, label, icon: Icon }) => (
          <Link
            key={href}
            href={href}
            {...(isAt(here, href) ? { "aria-current": "page" as const } : {})}
            className={cn(placeLook, placeTone(isAt(here, href)), href !== "/inbox" && "max-sm:hidden")}
          >
            <Icon aria-hidden className="size-3.5 sm:hidden md:block" />
            {label}
            {href === "/inbox" && <InboxCount />}
          </Link>
        ))}
        <SettingsMenu here={here} />
      </nav>
      <div className="flex items-center gap-1 sm:ml-auto">
        <ThemeMenu />
        <AllPlaces here={here} />
      </div>
      <PagePalette />
    </header>
  );
}

const linksTo = (list: readonly Place[], here: string) =>
  list.map(({ href, label, icon: Icon }) => (
    <MenuLink key={href} href={href} icon={<Icon aria-hidden />} current={isAt(here, href)}>
      {label}
      {href === "/inbox" && <InboxCount />}
    </MenuLink>
  ));

function SettingsMenu({ here }: { here: string }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={cn(placeLook, placeTone(settings.some(({ href }) => isAt(here, href))), "max-sm:hidden")}
        >
          <Settings aria-hidden className="hidden size-3.5 md:block" />
          Settings
          <ChevronDown aria-hidden className="size-3 text-faint" />
        </button>
      }
    >
      {linksTo(settings, here)}
      <MenuSeparator />
      {linksTo([shortcuts], here)}
    </Menu>
  );
}

/** Every place in one menu, for a window too narrow for them. */
function AllPlaces({ here }: { here: string }) {
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label="Menu"
          className="inline-flex size-7 items-center justify-center rounded-control text-dim hover:bg-hover hover:text-text data-[state=open]:bg-hover sm:hidden"
        >
          <MenuIcon aria-hidden className="size-4" />
        </button>
      }
    >
      {linksTo(places, here)}
      <MenuSeparator />
      <MenuLabel>Settings</MenuLabel>
      {linksTo(settings, here)}
    </Menu>
  );
}
