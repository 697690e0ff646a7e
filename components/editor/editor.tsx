"use client";

import { ReactFlowProvider } from "@xyflow/react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Canvas } from "@/components/canvas/canvas";
import { CommandPalette } from "@/components/commands/command-palette";
import { FindBar } from "@/components/commands/find-bar";
import { CurlReport } from "@/components/curl/curl-report";
import { takeDrops } from "@/components/data/insert-target";
import { ApiImport } from "@/components/openapi/api-import";
import { MoveToSecret } from "@/components/problems/move-to-secret";
import { ProblemList } from "@/components/problems/problem-list";
import { ProblemsLabel } from "@/components/problems/problems-label";
import { RunDrawer } from "@/components/run/run-drawer";
import { trackFields } from "@/components/scratchpad/last-field";
import { Tour } from "@/components/tour/tour";
import { Announcer } from "@/components/ui/announcer";
import { Spinner } from "@/components/ui/spinner";
import { phone, useMedia } from "@/components/ui/use-media";
import type { WorkflowDetail } from "@/lib/editor/api-types";
import { openSession, type Session } from "@/lib/editor/session";
import { EditorStoreProvider, useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { BrokenText } from "./broken-text";
import { EmptyCanvas } from "./empty-canvas";
import { Notes } from "./notes";
import { LeftPanel, RightPanel } from "./panels";
import { SayChanges } from "./say-changes";
import { SessionProvider } from "./session-context";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { TopBar } from "./top-bar";
import { useEditorKeys } from "./use-editor-keys";

const WorkflowJson = dynamic(
  () => import("@/components/json/workflow-json").then((module) => module.WorkflowJson),
  {
    loading: () => (
      <div className="flex h-full items-center justify-center">
        <Spinner label="Loading the JSON editor" />
      </div>
    ),
    ssr: false,
  },
);

const Scratchpad = dynamic(
  () => import("@/components/scratchpad/scratchpad").then((module) => module.Scratchpad),
  {
    loading: () => (
      <div className="flex h-full items-center justify-center">
        <Spinner label="Loading the scratchpad" />
      </div>
    ),
    ssr: false,
  },
);

const drawerPanels = [
  { value: "problems" as const, label: <ProblemsLabel />, content: <ProblemList /> },
  { value: "json" as const, label: "JSON", content: <WorkflowJson /> },
  { value: "scratchpad" as const, label: "Scratchpad", content: <Scratchpad /> },
];

/** One workflow's editor: its store, and the frame around the canvas. */
export function Editor({ workflow }: { workflow: WorkflowDetail }) {
  const [session, setSession] = useState<Session | null>(null);
  // Made in an effect: it keeps timers and a stream, and a strict render would make one too many.
  useEffect(() => {
    const leaving = new AbortController();
    let made: Session | undefined;
    void openSession(workflow, { signal: leaving.signal }).then((opened) => {
      if (leaving.signal.aborted) return opened.close();
      made = opened;
      setSession(opened);
      begin(opened);
    });
    const leave = () => {
      made?.store.getState().actions.leave();
      void made?.keep();
    };
    const hide = () => {
      const actions = made?.store.getState().actions;
      if (document.visibilityState === "visible") void actions?.refresh();
      else void Promise.all([made?.keep(), actions?.save()]);
    };
    const focus = () => {
      const actions = made?.store.getState().actions;
      void actions?.refresh();
      void actions?.refreshSecrets();
      void actions?.refreshBlueprints();
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("focus", focus);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("focus", focus);
      document.removeEventListener("visibilitychange", hide);
      leaving.abort();
      // Going to another page of ours does not hide this one: closing saves, too.
      made?.close();
    };
  }, [workflow]);
  if (!session) return null;
  return (
    <SessionProvider session={session}>
      <EditorStoreProvider store={session.store}>
        <ReactFlowProvider>
          <Frame />
        </ReactFlowProvider>
      </EditorStoreProvider>
    </SessionProvider>
  );
}

function begin({ store }: Session): void {
  const { refreshEnvironments, refreshSecrets, refreshBlueprints, resumeRun, loadRun, setDrawer } =
    store.getState().actions;
  void refreshEnvironments();
  void refreshSecrets();
  void refreshBlueprints();
  // A link to one run, from the catalog say.
  const wanted = new URLSearchParams(window.location.search).get("run");
  if (wanted === null) void resumeRun();
  else {
    void loadRun(wanted);
    setDrawer({ open: true, tab: "timeline", nodeRun: null });
  }
}

function Frame() {
  const title = useEditor((state) => state.title);
  const onPhone = useMedia(phone);
  const setOnPhone = useEditor((state) => state.actions.setOnPhone);
  const store = useEditorStore();
  const asked = useEditor((state) => state.ui.asked);
  const ask = useEditor((state) => state.actions.ask);
  useEditorKeys();
  useEffect(trackFields, []);
  useEffect(() => takeDrops(store), [store]);
  useEffect(() => setOnPhone(onPhone), [onPhone, setOnPhone]);
  useEffect(() => {
    document.title = `${title} · Slipway`;
  }, [title]);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar />
      <Notes />
      <CommandPalette />
      <div className="flex min-h-0 flex-1">
        <LeftPanel />
        <div className="flex min-w-0 flex-1 flex-col">
          <main className="relative min-h-0 flex-1">
            <Stage onHelp={() => ask({ what: "shortcuts" })} />
            <FindBar />
          </main>
          <RunDrawer panels={drawerPanels} />
        </div>
        <RightPanel />
      </div>
      <Announcer />
      <SayChanges />
      <CurlReport />
      <ApiImport />
      <MoveToSecret />
      <Tour />
      {asked?.what === "shortcuts" && (
        <ShortcutsDialog open search={asked.search ?? ""} onClose={() => ask(null)} />
      )}
    </div>
  );
}

/** The canvas, or what stands in its place while there is nothing to draw. */
function Stage({ onHelp }: { onHelp: () => void }) {
  const document = useEditor((state) => state.document);
  const broken = useEditor((state) => state.textBroken);
  return (
    <>
      {document && <Canvas document={document} onHelp={onHelp} />}
      {document && document.nodes.length === 0 && !broken && <EmptyCanvas />}
      {broken && <BrokenText />}
    </>
  );
}
