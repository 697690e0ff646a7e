"use client";

import Link from "next/link";
import { ShortcutSearch } from "@/components/shortcuts/shortcut-search";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Every key of the editor; `search` is what it is opened with. */
export function ShortcutsDialog({
  open,
  search = "",
  onClose,
}: {
  open: boolean;
  search?: string;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Keyboard shortcuts"
      size="wide"
      footer={
        <Button asChild variant="ghost">
          <Link href="/shortcuts" target="_blank">
            Open as a page
          </Link>
        </Button>
      }
    >
      <ShortcutSearch initial={search} />
    </Dialog>
  );
}
