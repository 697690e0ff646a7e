"use client";

import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { Keys } from "./kbd";
import { useReturnFocus } from "./return-focus";

/** A menu of actions under `trigger`, which must be one button element. */
export function Menu({
  trigger,
  align = "start",
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Content align={align}>{children}</Content>
    </Radix.Root>
  );
}

/** The same at a place on the screen, in pixels: what a right click opens. Open while mounted. */
export function MenuAt({
  at,
  label,
  onClose,
  children,
}: {
  at: { x: number; y: number };
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { onCloseAutoFocus } = useReturnFocus();
  return (
    <Radix.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: at.x, top: at.y }} />
      </Radix.Trigger>
      <Content align="start" label={label} onCloseAutoFocus={onCloseAutoFocus}>
        {children}
      </Content>
    </Radix.Root>
  );
}

function Content({
  align,
  label,
  onCloseAutoFocus,
  children,
}: {
  align: "start" | "center" | "end";
  label?: string;
  /** Where the focus goes afterwards, when that is not the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
}) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        {...(label === undefined ? {} : { "aria-label": label, "aria-labelledby": undefined })}
        {...(onCloseAutoFocus ? { onCloseAutoFocus } : {})}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-float data-[state=open]:animate-[float-in_120ms]"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

const itemLook =
  "flex min-h-7 select-none items-center gap-2 rounded-control px-2 py-1 text-sm outline-none pointer-coarse:min-h-finger data-disabled:text-faint data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";

/** One action. `icon` is a lucide element; `keys` its shortcut. */
export function MenuItem({
  icon,
  keys,
  danger,
  disabled,
  description,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  keys?: readonly string[];
  danger?: boolean;
  disabled?: boolean;
  description?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Radix.Item
      disabled={disabled ?? false}
      onSelect={onSelect}
      className={cn(itemLook, danger ? "text-bad" : "text-text [&>svg]:text-dim")}
    >
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {description && <span className="block text-faint text-xs">{description}</span>}
      </span>
      {keys && <Keys keys={keys} />}
    </Radix.Item>
  );
}

/** A way to another page; `current` on the page it leads to. `icon` is a lucide element. */
export function MenuLink({
  href,
  icon,
  current = false,
  children,
}: {
  href: string;
  icon: ReactNode;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.Item asChild>
      <Link
        href={href}
        {...(current ? { "aria-current": "page" as const } : {})}
        className={cn(
          itemLook,
          "max-sm:min-h-9 [&>svg]:text-dim",
          current ? "bg-active font-medium text-text" : "text-text",
        )}
      >
        {icon}
        <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
      </Link>
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-faint text-xs">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
