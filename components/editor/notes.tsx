"use client";

import { Eye, RotateCcw, X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { count } from "@/components/run/format";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { RecoveredDialog } from "./recovered-dialog";
import { useSession } from "./session-context";

/** What the page has to say about where its draft comes from and who edits it; usually nothing. */
export function Notes() {
  useNews();
  return (
    <>
      <PhoneNote />
      <ElsewhereNote />
      <RecoveredNote />
    </>
  );
}

function Note({ icon, children, actions }: { icon: ReactNode; children: ReactNode; actions: ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-sunken px-4 py-1 text-sm [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-dim"
    >
      {icon}
      <p className="min-w-0 flex-1">{children}</p>
      <div className="flex gap-1.5">{actions}</div>
    </div>
  );
}

/** Why nothing can be changed here; gone once it is read. */
function PhoneNote() {
  const onPhone = useEditor((state) => state.ui.onPhone);
  const [isRead, setIsRead] = useState(false);
  if (!onPhone || isRead) return null;
  return (
    <Note
      icon={<Eye />}
      actions={
        <IconButton size="small" label="Close this note" icon={<X />} onClick={() => setIsRead(true)} />
      }
    >
      Read-only on a phone. <span className="text-dim">Runs work; edit in a wider window.</span>
    </Note>
  );
}

function ElsewhereNote() {
  const writer = useEditor((state) => state.writer);
  const onPhone = useEditor((state) => state.ui.onPhone);
  const session = useSession();
  const [isTaking, setIsTaking] = useState(false);
  // A phone edits nothing anyway.
  if (writer === "here" || onPhone) return null;
  const take = async () => {
    setIsTaking(true);
    await session.takeOver();
    setIsTaking(false);
  };
  return (
    <Note
      icon={<Eye />}
      actions={
        <Button busy={isTaking || writer === "leaving"} onClick={() => void take()}>
          Take over
        </Button>
      }
    >
      {writer === "leaving" ? (
        "Another tab takes over; saving first"
      ) : (
        <>
          This workflow is being edited in another tab.{" "}
          <span className="text-dim max-[599px]:hidden">You see its changes here as they are made.</span>
        </>
      )}
    </Note>
  );
}

function RecoveredNote() {
  const recovered = useEditor((state) => state.recovered);
  const readOnly = useEditor((state) => state.ui.readOnly);
  const { settleRecovered } = useEditorActions();
  const [isShown, setIsShown] = useState(false);
  if (!recovered || readOnly) return null;
  const time = new Date(recovered.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return (
    <>
      <Note
        icon={<RotateCcw />}
        actions={
          <>
            <Button onClick={() => setIsShown(true)}>Show</Button>
            <Button onClick={() => settleRecovered(false)}>Discard</Button>
            <Button variant="ghost" onClick={() => settleRecovered(true)}>
              Keep
            </Button>
          </>
        }
      >
        Recovered {count(recovered.changes, "change")} from {time} that had not been saved
      </Note>
      {isShown && <RecoveredDialog recovered={recovered} onClose={() => setIsShown(false)} />}
    </>
  );
}

/** Says once what happened without being asked for. */
function useNews(): void {
  const news = useEditor((state) => state.news);
  const unkept = useEditor((state) => state.unkept);
  useEffect(() => {
    if (news) toast({ title: news.title });
  }, [news]);
  const isKept = unkept === null;
  useEffect(() => {
    if (!isKept)
      toast({
        title: "This browser keeps no copy of unsaved changes",
        description:
          "Its storage is full or switched off. You can go on editing; wait for “Saved” before you close the tab.",
      });
  }, [isKept]);
}
