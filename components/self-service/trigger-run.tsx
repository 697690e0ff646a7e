"use client";

import { useRouter } from "next/navigation";
import { runAddress } from "@/components/catalog/addresses";
import { FormDialog } from "@/components/run/form-dialog";
import { toast } from "@/components/ui/toast";
import type { JsonObject } from "@/lib/base/json";
import { api } from "@/lib/editor/api";
import type { SelfServiceRow } from "@/lib/editor/api-types";

/** What a trigger is called outside its workflow. */
export const titleOf = ({ workflow, title }: SelfServiceRow): string =>
  workflow.title || title || workflow.identifier;

/** Asks for the inputs of a published trigger and starts its run. */
export function TriggerRun({
  trigger,
  first,
  onClose,
}: {
  trigger: SelfServiceRow;
  /** What the form opens with: the entity that the run is started from. */
  first?: JsonObject;
  onClose: () => void;
}) {
  const router = useRouter();
  const { workflow, nodeIdentifier, executeActionButtonText: text } = trigger;
  return (
    <FormDialog
      title={titleOf(trigger)}
      description={trigger.description || workflow.description || undefined}
      userInputs={trigger.userInputs}
      last={first}
      {...(text ? { buttonText: text } : {})}
      note={
        <p className="rounded-control bg-sunken px-3 py-2 text-dim text-xs">
          Runs version {workflow.version} as it is published. Requests go to the real hosts.
        </p>
      }
      onClose={onClose}
      send={async (inputs) => {
        const answer = await api.startPublished({ workflow: workflow.identifier, nodeIdentifier, inputs });
        if (!answer.ok) return answer.error;
        toast({
          title: `Started ${titleOf(trigger)}`,
          tone: "ok",
          action: {
            label: "Open the run",
            onSelect: () => router.push(runAddress(workflow.identifier, answer.value)),
          },
        });
        return undefined;
      }}
    />
  );
}
