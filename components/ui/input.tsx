import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const field =
  "w-full min-w-0 rounded-control border border-line-strong bg-raised text-sm text-text transition-colors hover:border-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-faint read-only:bg-sunken aria-invalid:border-bad";

export interface InputProps extends ComponentProps<"input"> {
  mono?: boolean;
}

/** One line of text, 28 px high. */
export function Input({ mono, className, ...rest }: InputProps) {
  return (
    <input
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      className={cn(field, "h-7 px-2 pointer-coarse:h-finger", mono && "font-mono text-xs", className)}
      {...rest}
    />
  );
}

export interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
  /** Begins at the height of one line, for a text that is usually one. */
  short?: boolean;
}

/** Several lines; grows with its text where the browser can. */
export function Textarea({ mono, short, className, ...rest }: TextareaProps) {
  return (
    <textarea
      spellCheck={mono ? false : undefined}
      className={cn(
        field,
        "field-sizing-content max-h-96 px-2",
        short
          ? "min-h-7 resize-none py-[5px] pointer-coarse:min-h-finger pointer-coarse:py-[9px]"
          : "min-h-16 resize-y py-1.5",
        mono && "font-mono text-xs leading-4",
        className,
      )}
      {...rest}
    />
  );
}

/** Label above, control, then problem or hint below. `id` ties them together; give the control the same id. */
export function Field({
  id,
  label,
  hint,
  error,
  required,
  aside,
  children,
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Sits at the right end of the label's line. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-5 items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-text text-xs">
          {label}
          {required && (
            <span className="ml-1 font-normal text-faint" aria-hidden>
              required
            </span>
          )}
        </label>
        {aside}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-bad text-xs">
          {error}
        </p>
      )}
      {hint && !error && (
        <p id={`${id}-hint`} className="text-faint text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
