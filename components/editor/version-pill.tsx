"use client";

import { ChevronDown, CloudUpload } from "lucide-react";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { isDraft } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";
import { usePublish } from "./use-publish";

/** Draft or published version, with the way from one to the other. */
export function VersionPill() {
  const version = useEditor((state) => state.version);
  const draft = useEditor(isDraft);
  const publishing = useEditor((state) => state.publishing);
  const readOnly = useEditor((state) => state.ui.readOnly);
  const publish = usePublish();
  const label = draft ? "Draft" : `v${version}`;

  return (
    <Menu
      trigger={
        <button
          type="button"
          className="finger-reach relative inline-flex h-5 shrink-0 items-center gap-0.5 rounded-full bg-hover pr-1.5 pl-2 font-medium text-dim text-xs hover:bg-active max-[599px]:hidden"
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
        keys={["Mod", "S"]}
        onSelect={() => void publish()}
      >
        Publish version {(version ?? 0) + 1}
      </MenuItem>
    </Menu>
  );
}
