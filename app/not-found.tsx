import { Compass } from "lucide-react";
import Link from "next/link";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <PageFrame title="Not found">
      <div className="rounded-card border border-line bg-raised">
        <EmptyState
          icon={<Compass />}
          title="There is nothing at this address"
          action={
            <Button asChild>
              <Link href="/">See all workflows</Link>
            </Button>
          }
        >
          The workflow may have been deleted, or its link was cut short.
        </EmptyState>
      </div>
    </PageFrame>
  );
}
