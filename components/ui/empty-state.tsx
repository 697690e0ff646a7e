import type { ReactNode } from "react";

/** One line of what this is, one action, one example. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-3 px-6 py-8 text-center">
      {icon && (
        <div className="flex size-9 items-center justify-center rounded-card bg-hover text-dim [&_svg]:size-[18px]">
          {icon}
        </div>
      )}
      <div className="max-w-72 text-balance">
        <p className="font-medium text-sm">{title}</p>
        {children && <div className="mt-1 text-dim text-xs">{children}</div>}
      </div>
      {action}
    </div>
  );
}
