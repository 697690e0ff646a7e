"use client";

import { KeyRound } from "lucide-react";
import { useId, useState } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { EditDialog, useSending } from "@/components/settings/edit-dialog";
import { secretNameProblem } from "@/components/settings/secret-name";
import { Field, Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Problem } from "@/lib/base/problem";
import { api } from "@/lib/editor/api";
import { placeWords } from "@/lib/editor/place-words";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { credentialOf, moveToSecret, type WrittenCredential } from "@/lib/workflow/move-to-secret";

/** What the button and the light bulb call it. */
export const moveToSecretTitle = "Move to a secret";

const asked = createStore<{ problem: Problem | null }>(() => ({ problem: null }));

/** Opens the window that moves a credential out of the text. Problems without one are left alone. */
export function askToMove(problem: Problem): void {
  if (problem.credential) asked.setState({ problem });
}

const close = () => asked.setState({ problem: null });

/** The window of `askToMove`; mounted once, in the editor. */
export function MoveToSecret() {
  const problem = useStore(asked, (state) => state.problem);
  const document = useEditor((state) => state.document);
  if (problem === null || document === undefined) return null;
  const credential = credentialOf(document, problem);
  return credential && <Move key={problem.at} at={problem.at} credential={credential} />;
}

function Move({ at, credential }: { at: string; credential: WrittenCredential }) {
  const id = useId();
  const store = useEditorStore();
  const place = useEditor((state) => placeWords(state.document, at));
  const taken = useEditor((state) => state.secrets) ?? [];
  const [name, setName] = useState(() => freeName(credential.name, taken));
  const { tried, busy, refusal, refuse, attempt, send } = useSending();
  const wrong = secretNameProblem(name, taken);
  const shownWrong = tried ? wrong : undefined;

  const move = async () => {
    attempt();
    if (wrong) return;
    // Stored first: the text must never read a secret that is not there, and a value must not be lost.
    if (!(await send(() => api.putSecret(name, credential.value)))) return;
    const { actions } = store.getState();
    void actions.refreshSecrets();
    const refused = actions.edit((text) => moveToSecret(text, at, credential, name));
    if (refused) return refuse(refused.refused);
    close();
    toast({
      title: `Moved to the secret ${name}`,
      description: "Replace the value where it came from: earlier versions and copies may still show it.",
      tone: "ok",
    });
  };

  return (
    <EditDialog
      title={moveToSecretTitle}
      description="The value is encrypted on the server, and the text reads it by name."
      verb="Move to a secret"
      busy={busy}
      refusal={refusal}
      onClose={close}
      onSubmit={move}
    >
      <Field
        id={`${id}-name`}
        label="Name of the secret"
        required
        error={shownWrong}
        hint="Letters, digits and _ . : @ -"
      >
        <Input
          id={`${id}-name`}
          mono
          value={name}
          aria-required
          aria-invalid={shownWrong !== undefined || undefined}
          aria-describedby={shownWrong ? `${id}-name-error` : `${id}-name-hint`}
          onChange={(event) => setName(event.target.value.trim())}
        />
      </Field>
      <div className="flex flex-col gap-1 text-xs">
        <span className="truncate font-mono text-faint">{place}</span>
        <p className="flex min-w-0 items-center gap-1.5 rounded-control bg-sunken px-3 py-2 font-mono text-dim">
          <span className="truncate">{head(credential)}</span>
          <span className="inline-flex min-w-0 items-center gap-1 rounded-[4px] bg-accent-soft px-1.5 py-0.5 text-accent-dim">
            <KeyRound aria-hidden className="size-3 shrink-0" />
            <span className="truncate">{name || "…"}</span>
          </span>
          <span className="truncate">{tail(credential)}</span>
        </p>
      </div>
    </EditDialog>
  );
}

/** What stands around the credential, which itself is not shown again. */
const head = ({ text, start }: WrittenCredential): string => text.slice(Math.max(0, start - 48), start);
const tail = ({ text, end }: WrittenCredential): string => text.slice(end, end + 24);

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count++) name = `${wanted}-${count}`;
  return name;
}
