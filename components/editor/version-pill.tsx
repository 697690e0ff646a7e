"use client";

import { ChevronDown, CloudUpload } from "lucide-react";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { isDraft } from "@/lib/editor/selectors";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** Draft or published version, with the way from one to the other. */
export function VersionPill() {
  const version = useEditor((state) => state.version);
  const draft = useEditor(isDraft);
  const publishing = useEditor((state) => state.publishing);
  const readOnly = useEditor((state) => state.ui.readOnly);
  const { publish, setDrawer } = useEditorActions();
  const label = draft ? "Draft" : `v${version}`;

  const act = async () => {
    const answer = await publish();
    if ("version" in answer) {
      toast({ title: `Version ${answer.version} is published`, tone: "ok" });
      return;
    }
    const [first] = answer.error.details;
    toast({
      title: answer.error.message,
      tone: "bad",
      ...(first ? { description: first.message } : {}),
      action: { label: "Show problems", onSelect: () => setDrawer({ open: true, tab: "problems" }) },
    });
  };

  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex h-5 shrink-0 items-center gap-0.5 rounded-full bg-hover pr-1.5 pl-2 font-medium text-dim text-xs hover:bg-active max-[599px]:hidden"
        >
          {label}
          <ChevronDown className="size-3" aria-hidden />
        </button>
      }
    >
      <MenuLabel>
        {version === null
          ? "Never published"
          : draft
            ? `Edited since version ${version}`
            : `Version ${version} is published`}
      </MenuLabel>
      <MenuItem
        icon={<CloudUpload />}
        disabled={!draft || publishing || readOnly}
        description="Schedules, events and the API run the published version."
        onSelect={() => void act()}
      >
        Publish version {(version ?? 0) + 1}
      </MenuItem>
    </Menu>
  );
}
