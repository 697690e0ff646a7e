"use client";

import { PanelLeft, PanelRight } from "lucide-react";
import Link from "next/link";
import { InboxLink } from "@/components/inbox/inbox-count";
import { PinsMenu } from "@/components/run/pins-menu";
import { RunButton } from "@/components/run/run-button";
import { Mark } from "@/components/start/mark";
import { ShareMenu } from "@/components/start/share-menu";
import { ThemeMenu } from "@/components/start/theme-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { narrow, useMedia } from "@/components/ui/use-media";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { EnvironmentSelect } from "./environment-select";
import { ProblemsButton } from "./problems-button";
import { SaveNote } from "./save-note";
import { TitleField } from "./title-field";
import { UndoButtons } from "./undo-buttons";
import { VersionPill } from "./version-pill";

/** The bar over the editor. */
export function TopBar() {
  const inSheets = useMedia(narrow);
  const left = useEditor((state) => state.ui.left.open);
  const right = useEditor((state) => state.ui.right.open);
  const { setLeft, setRight, setSheet } = useEditorActions();
  return (
    <header className="flex h-12 shrink-0 pointer-coarse:h-[52px] items-center gap-1.5 border-line border-b bg-raised pr-2 pl-3">
      <Tooltip text="All workflows">
        <Link
          href="/"
          aria-label="All workflows"
          className="finger inline-flex shrink-0 items-center justify-center rounded-control pointer-coarse:-ml-2"
        >
          <Mark />
        </Link>
      </Tooltip>
      <IconButton
        label={inSheets || !left ? "Show nodes and outline" : "Hide nodes and outline"}
        keys={["["]}
        icon={<PanelLeft />}
        pressed={!inSheets && left}
        className="aria-pressed:bg-transparent"
        onClick={() => (inSheets ? setSheet("left") : setLeft({ open: !left }))}
      />
      <TitleField />
      <VersionPill />
      <SaveNote />
      <div className="ml-auto flex items-center gap-1">
        <UndoButtons />
        <InboxLink />
        <ProblemsButton />
        <span className="mx-1 h-4 w-px bg-line max-[599px]:hidden" />
        <EnvironmentSelect />
        <PinsMenu />
        <span data-tour="share" className="inline-flex">
          <ShareMenu />
        </span>
        <span data-tour="run" className="inline-flex">
          <RunButton />
        </span>
        <span className="mx-1 h-4 w-px bg-line max-[599px]:hidden" />
        <span className="max-[599px]:hidden">
          <ThemeMenu />
        </span>
        <IconButton
          label={inSheets || !right ? "Show the inspector" : "Hide the inspector"}
          keys={["]"]}
          icon={<PanelRight />}
          pressed={!inSheets && right}
          className="aria-pressed:bg-transparent"
          onClick={() => (inSheets ? setSheet("right") : setRight({ open: !right }))}
        />
      </div>
    </header>
  );
}
