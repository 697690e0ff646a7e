"use client";

import { Play, Zap } from "lucide-react";
import { useState } from "react";
import { LoadError, RowsLoading } from "@/components/settings/load-error";
import { useLoaded } from "@/components/settings/use-loaded";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { api } from "@/lib/editor/api";
import type { SelfServiceRow } from "@/lib/editor/api-types";
import { isInHub } from "@/lib/workflow/contexts";
import { TriggerRun, titleOf } from "./trigger-run";

const load = () => api.selfService();

/** Everything that a person may start by a form, by category (reference 1, 2.1). */
export function HubPage() {
  const { state, reload } = useLoaded(load);
  const [running, setRunning] = useState<SelfServiceRow>();
  const shown = state.kind === "ready" ? state.value.filter(isInHub) : [];
  const categories = [...new Set(shown.map(({ workflow }) => workflow.category ?? ""))].sort(
    // What has no category comes after those that have one.
    (a, b) => Number(a === "") - Number(b === "") || a.localeCompare(b),
  );
  return (
    <PageFrame title="Self-service" lead="What the published workflows offer. A form, and the run begins.">
      {state.kind === "loading" && <RowsLoading rows={3} label="Loading what is offered" />}
      {state.kind === "failed" && (
        <LoadError
          what="The list could not be loaded"
          message={state.error.message}
          onRetry={() => void reload()}
        />
      )}
      {state.kind === "ready" && shown.length === 0 && (
        <EmptyState icon={<Zap />} title="Nothing is offered yet">
          Publish a workflow with a self-service trigger; it is offered here then.
        </EmptyState>
      )}
      {categories.map((category) => (
        <section key={category} aria-label={category || "Without a category"} className="mb-6">
          {(category !== "" || categories.length > 1) && (
            <h2 className="mb-2 font-semibold text-base">{category || "Others"}</h2>
          )}
          <ul className="grid gap-3 sm:grid-cols-2">
            {shown
              .filter(({ workflow }) => (workflow.category ?? "") === category)
              .map((trigger) => (
                <Card
                  key={`${trigger.workflow.identifier} ${trigger.nodeIdentifier}`}
                  trigger={trigger}
                  onRun={() => setRunning(trigger)}
                />
              ))}
          </ul>
        </section>
      ))}
      {running && <TriggerRun trigger={running} onClose={() => setRunning(undefined)} />}
    </PageFrame>
  );
}

function Card({ trigger, onRun }: { trigger: SelfServiceRow; onRun: () => void }) {
  const { workflow, title, description, actionCardButtonText, variant } = trigger;
  const name = titleOf(trigger);
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-raised px-4 py-3">
      <div className="min-w-0 flex-1">
        <h3 className="truncate font-medium text-sm">{name}</h3>
        {title && title !== name && <p className="truncate text-faint text-xs">{title}</p>}
        {(description || workflow.description) && (
          <p className="mt-1 line-clamp-3 text-dim text-xs">{description || workflow.description}</p>
        )}
      </div>
      <Button
        aria-label={`${actionCardButtonText ?? "Run"}: ${name}`}
        variant={variant === "ALERT" ? "danger" : "secondary"}
        className="self-start"
        onClick={onRun}
      >
        <Play />
        {actionCardButtonText || "Run"}
      </Button>
    </li>
  );
}
