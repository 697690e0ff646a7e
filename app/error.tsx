"use client";

import { CircleX } from "lucide-react";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A page that could not be drawn. `digest` finds the error in the server's log. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PageFrame title="This page could not be shown">
      <div className="rounded-card border border-line bg-raised">
        <EmptyState
          icon={<CircleX className="text-bad" />}
          title="Slipway met an error of its own"
          action={<Button onClick={reset}>Try again</Button>}
        >
          {error.digest
            ? `The server's log has the details under ${error.digest}.`
            : error.message || "The browser's console has the details."}{" "}
          Your drafts are saved.
        </EmptyState>
      </div>
    </PageFrame>
  );
}
