"use client";

import { useId, useState } from "react";
import { FileButton } from "@/components/start/import-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { Json } from "@/lib/base/json";
import type { ImportReport } from "@/lib/editor/api-types";
import { catalogApi } from "@/lib/editor/catalog-api";
import { ImportReportView } from "./import-report";
import { JsonField } from "./json-field";
import { useJsonText } from "./use-json-text";

/** Brings an export of Port in: first what it would do, then, when that is wanted, does it. */
export function ImportExportDialog({ onClose, onApplied }: { onClose: () => void; onApplied: () => void }) {
  const id = useId();
  const json = useJsonText("");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<{ exported: Json; report: ImportReport }>();

  const send = async (exported: Json | undefined, apply: boolean) => {
    if (exported === undefined) return;
    setBusy(true);
    const answer = await catalogApi.import(exported, apply);
    setBusy(false);
    if (!answer.ok) {
      setTried(undefined);
      return json.refuse(answer.error);
    }
    setTried({ exported, report: answer.value });
    if (!apply) return;
    const { entity, blueprint } = answer.value.counts;
    const failed = entity.failed + blueprint.failed;
    toast({
      title:
        failed === 0
          ? "The export is in the catalog"
          : `The export is in the catalog, but for ${failed} items`,
      tone: failed === 0 ? "ok" : "bad",
    });
    onApplied();
  };

  const report = tried?.report;
  const done = report?.applied === true;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="wide"
      title="Import from Port"
      description={
        report === undefined
          ? "The JSON that Port's command line writes with port export --output export.json. You see what it would do before anything is written."
          : done
            ? "This is what was done."
            : "This is what the import would do. Nothing is written yet."
      }
      footer={
        report === undefined ? (
          <>
            <FileButton
              onFile={(file) =>
                void file.text().then((text) => {
                  json.change(text);
                })
              }
            />
            <span className="flex-1" />
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              busy={busy}
              disabled={json.text.trim() === ""}
              onClick={() => void send(json.read(), false)}
            >
              Check
            </Button>
          </>
        ) : done ? (
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={() => setTried(undefined)}>Back</Button>
            <span className="flex-1" />
            <Button variant="primary" busy={busy} onClick={() => void send(tried?.exported, true)}>
              Import
            </Button>
          </>
        )
      }
    >
      {report === undefined ? (
        <JsonField
          id={id}
          label="Export as JSON"
          value={json.text}
          refusal={json.refusal}
          onChange={json.change}
          className="field-sizing-fixed h-80"
        />
      ) : (
        <ImportReportView report={report} />
      )}
    </Dialog>
  );
}
