"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { remember } from "@/lib/editor/remember";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** Offers the tour until somebody took it or said no. */
export function TourOffer() {
  const { ask } = useEditorActions();
  const isAway = useEditor((state) => state.ui.onPhone || state.ui.asked?.what === "tour");
  const [seen, setSeen] = useState(() => remember.tourSeen());
  if (seen || isAway) return null;
  const dismiss = () => {
    remember.keepTourSeen();
    setSeen(true);
  };
  return (
    <p className="pointer-events-auto mt-2 flex items-center justify-center gap-1 text-dim text-sm">
      New here?
      <Button variant="ghost" onClick={() => ask({ what: "tour" })}>
        Take the short tour
      </Button>
      <IconButton size="small" label="Never offer the tour again" icon={<X />} onClick={dismiss} />
    </p>
  );
}
