"use client";

import { CircleX } from "lucide-react";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A page that could not be drawn. `digest` finds the error in the server's log. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PageFrame title="This page could not be shown">
      <div className="rounded-card border border-line bg-raised">
        <EmptyState
          icon={<CircleX className="text-bad" />}
          title="Slipway met an error of its own"
          action={<Button onClick={() => retry()}>Try again</Button>}
        >
          {whereToLook(error)} Drafts that were saved are safe.
        </EmptyState>
      </div>
    </PageFrame>
  );
}

function whereToLook(error: unknown): string {
  if (error instanceof Error && "digest" in error)
    return `The server's log has the details under ${String(error.digest)}.`;
  return error instanceof Error && error.message !== ""
    ? `${error.message}.`
    : "The browser's console has the details.";
}
