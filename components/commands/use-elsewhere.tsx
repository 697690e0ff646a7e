"use client";

import { FileText, Keyboard, KeyRound, Plus, Shapes } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { places, settings } from "@/components/start/places";
import { blankWorkflow } from "@/components/start/use-import";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/editor/api";
import type { ExampleRow, WorkflowRow } from "@/lib/editor/api-types";
import { rememberEnvironment } from "@/lib/editor/environment-choice";
import type { PaletteCommand } from "./palette-command";

/** What lies outside of the page: other workflows, examples, settings, the names of the secrets. */
export function useElsewhere(here?: string): PaletteCommand[] {
  const router = useRouter();
  const [workflows, setWorkflows] = useState<readonly WorkflowRow[]>([]);
  const [examples, setExamples] = useState<readonly ExampleRow[]>([]);
  const [secrets, setSecrets] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    void Promise.all([api.workflows(), api.examples(), api.secrets()]).then(([rows, known, names]) => {
      if (gone) return;
      // A list that does not come leaves its group out; the rest of the palette works.
      if (rows.ok) setWorkflows(rows.value);
      if (known.ok) setExamples(known.value);
      if (names.ok) setSecrets(names.value.map(({ name }) => name));
    });
    return () => {
      gone = true;
    };
  }, []);

  return useMemo(() => {
    const create = async (input: Parameters<typeof api.createWorkflow>[0], environment?: string) => {
      const answer = await api.createWorkflow(input, { copy: true });
      if (!answer.ok) return toast({ title: answer.error.message, tone: "bad" });
      const { id } = answer.value.workflow;
      if (environment) rememberEnvironment(id, environment);
      router.push(`/workflows/${encodeURIComponent(id)}`);
    };
    return [
      {
        id: "new workflow",
        group: here === undefined ? "Workflows" : "Commands",
        title: "New workflow",
        words: "create blank empty",
        icon: <Plus />,
        run: () => void create({ text: blankWorkflow, from: "blank" }),
      },
      ...workflows
        .filter(({ id }) => id !== here)
        .map(
          (row): PaletteCommand => ({
            id: `workflow ${row.id}`,
            group: "Workflows",
            title: row.title || row.identifier,
            words: `open workflow ${row.identifier} ${row.description}`,
            icon: <FileText />,
            aside: row.identifier,
            run: () => router.push(`/workflows/${encodeURIComponent(row.id)}`),
          }),
        ),
      ...[...places, ...settings, { href: "/shortcuts", label: "Keyboard shortcuts", icon: Keyboard }].map(
        ({ href, label, icon: Icon }): PaletteCommand => ({
          id: `page ${href}`,
          group: "Pages",
          title: label,
          words: "go to page settings",
          icon: <Icon />,
          run: () => router.push(href),
        }),
      ),
      ...examples.map(
        (example): PaletteCommand => ({
          id: `example ${example.name}`,
          group: "Examples",
          title: example.title,
          words: `example ${example.name} ${example.description}`,
          icon: <Shapes />,
          run: () =>
            // An example begins in the Playground, so that its first run succeeds without an account.
            void create({ text: example.text, from: "example", example: example.name }, "Playground"),
        }),
      ),
      ...secrets.map(
        (name): PaletteCommand => ({
          id: `secret ${name}`,
          group: "Secrets",
          title: name,
          words: "secret",
          icon: <KeyRound />,
          run: () => router.push("/secrets"),
        }),
      ),
    ];
  }, [workflows, examples, secrets, here, router]);
}
