"use client";

import { Plus, Zap } from "lucide-react";
import { useState } from "react";
import { useLoaded } from "@/components/settings/use-loaded";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { api } from "@/lib/editor/api";
import type { SelfServiceRow } from "@/lib/editor/api-types";
import { createsEntity, inputForEntity } from "@/lib/workflow/contexts";
import { TriggerRun, titleOf } from "./trigger-run";

const load = () => api.selfService();

/** The bolt menu of an entity: the triggers that may be started from it (reference 2.1). Nothing when there are none. */
export function EntityActions({ blueprint, entity }: { blueprint: string; entity: string }) {
  const { state } = useLoaded(load);
  const [running, setRunning] = useState<{ trigger: SelfServiceRow; input: string }>();
  const offers = (state.kind === "ready" ? state.value : []).flatMap((trigger) => {
    const input = inputForEntity(trigger, blueprint);
    return input === undefined ? [] : [{ trigger, input }];
  });
  if (offers.length === 0) return null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="large">
            <Zap />
            Run
          </Button>
        }
      >
        {offers.map((offer) => (
          <MenuItem
            key={`${offer.trigger.workflow.identifier} ${offer.trigger.nodeIdentifier}`}
            danger={offer.trigger.variant === "ALERT"}
            icon={<Zap />}
            description={offer.trigger.workflow.category}
            onSelect={() => setRunning(offer)}
          >
            {titleOf(offer.trigger)}
          </MenuItem>
        ))}
      </Menu>
      {running && (
        <TriggerRun
          trigger={running.trigger}
          first={{ [running.input]: entity }}
          onClose={() => setRunning(undefined)}
        />
      )}
    </>
  );
}

/** Creates an entity: by the triggers that stand in the place of the form, else by the form. */
export function NewEntity({ blueprint, onForm }: { blueprint: string; onForm: () => void }) {
  const { state } = useLoaded(load);
  const [running, setRunning] = useState<SelfServiceRow>();
  const offers = (state.kind === "ready" ? state.value : []).filter((trigger) =>
    createsEntity(trigger, blueprint),
  );
  const button = (
    <Button size="large" variant="primary" {...(offers.length === 0 ? { onClick: onForm } : {})}>
      <Plus />
      New entity
    </Button>
  );
  if (offers.length === 0) return button;
  return (
    <>
      <Menu align="end" trigger={button}>
        {offers.map((trigger) => (
          <MenuItem
            key={`${trigger.workflow.identifier} ${trigger.nodeIdentifier}`}
            icon={<Zap />}
            onSelect={() => setRunning(trigger)}
          >
            {titleOf(trigger)}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={<Plus />} onSelect={onForm}>
          Without a workflow
        </MenuItem>
      </Menu>
      {running && <TriggerRun trigger={running} onClose={() => setRunning(undefined)} />}
    </>
  );
}
