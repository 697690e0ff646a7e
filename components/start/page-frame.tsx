import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { AppHeader } from "./app-header";

/** A page outside the editor: header, one calm column, a title with its actions. */
export function PageFrame({
  title,
  lead,
  above,
  actions,
  wide = false,
  children,
}: {
  title: string;
  /** Where the page is, above its title. */
  above?: ReactNode;
  /** One line of what this page is. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** A wider column, for a page of two. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader />
      <main
        className={cn(
          "mx-auto w-full flex-1 px-4 pt-8 pb-20 sm:px-6",
          wide ? "max-w-[1240px]" : "max-w-[1000px]",
        )}
      >
        <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 max-w-[620px]">
            {above}
            <h1 className="break-words font-semibold text-xl">{title}</h1>
            {lead && <p className="mt-1 text-dim text-sm">{lead}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {children}
      </main>
    </div>
  );
}
