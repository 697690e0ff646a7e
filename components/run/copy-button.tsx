"use client";

import { Check } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";

/** Puts text on the clipboard; says so when the browser refuses. Resolves to whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toast({
      title: "The browser did not allow copying",
      description: "Allow clipboard access for this page, or select the text and copy it by hand.",
      tone: "bad",
    });
    return false;
  }
}

function useCopied(text: () => string) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    if (!(await copyText(text()))) return;
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1600);
  };
  return { copied, copy };
}

/** An icon that copies; turns into a tick for a moment and says so to a screen reader. */
export function CopyIcon({
  text,
  label,
  icon,
  className,
}: {
  text: () => string;
  label: string;
  icon: ReactNode;
  className?: string;
}) {
  const { copied, copy } = useCopied(text);
  return (
    <button
      type="button"
      aria-label={copied ? "Copied" : label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
      className={cn(
        "inline-flex size-5 items-center justify-center rounded-control text-faint hover:bg-active hover:text-text [&_svg]:size-3",
        className,
      )}
    >
      {copied ? <Check /> : icon}
    </button>
  );
}

/** A button with words that copies. */
export function CopyButton({
  text,
  children,
  icon,
}: {
  text: () => string;
  children: string;
  icon: ReactNode;
}) {
  const { copied, copy } = useCopied(text);
  return (
    <Button variant="ghost" onClick={() => void copy()}>
      {copied ? <Check /> : icon}
      {copied ? "Copied" : children}
    </Button>
  );
}
