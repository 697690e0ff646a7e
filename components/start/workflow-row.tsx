"use client";

import { Download, ExternalLink, MoreHorizontal, Pin, Trash2 } from "lucide-react";
import Link from "next/link";
import { count } from "@/components/run/format";
import { Moment } from "@/components/run/moment";
import { runLook } from "@/components/run/status";
import { StatusIcon } from "@/components/run/status-pill";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Pill } from "@/components/ui/pill";
import { api } from "@/lib/editor/api";
import type { WorkflowRow as Row } from "@/lib/editor/api-types";
import { Picture } from "./picture";
import { downloadFrom } from "./save-file";

/** One workflow: its graph in small, its name, its last run. The whole row opens it. */
export function WorkflowRow({
  row,
  pinned,
  onPin,
  onDelete,
}: {
  row: Row;
  pinned: boolean;
  onPin: () => void;
  onDelete: () => void;
}) {
  const href = `/workflows/${encodeURIComponent(row.id)}`;
  const title = row.title || row.identifier;
  return (
    <li className="group relative flex items-center gap-3 border-line border-b px-3 py-2 last:border-b-0 hover:bg-hover sm:gap-4">
      <span className="hidden shrink-0 overflow-hidden rounded-control border border-line bg-surface min-[480px]:block">
        <Picture picture={row.picture} width={112} height={46} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <Link
            href={href}
            className="truncate rounded-control font-medium text-base after:absolute after:inset-0 after:content-['']"
          >
            {title}
          </Link>
          <VersionPill row={row} />
        </p>
        <p className="truncate text-dim text-xs">
          <span className="font-mono">{row.identifier}</span>
          <span className="text-faint"> · {count(row.nodeCount, "node")}</span>
          {row.problems > 0 && <span className="text-faint"> · {count(row.problems, "problem")}</span>}
          {row.description && <span className="hidden text-faint sm:inline"> · {row.description}</span>}
        </p>
        <p className="mt-0.5 flex items-center gap-1.5 text-dim text-xs sm:hidden">
          <LastRun row={row} />
        </p>
      </div>
      <p className="hidden w-48 shrink-0 items-center gap-1.5 text-dim text-xs sm:flex">
        <LastRun row={row} />
      </p>
      <p className="hidden w-32 shrink-0 whitespace-nowrap text-right text-faint text-xs md:block">
        edited <Moment at={row.updatedAt} />
      </p>
      <IconButton
        label={`Pin ${title}`}
        tip={pinned ? "Pinned to the top; press to unpin" : "Pin to the top"}
        icon={pinned ? <Pin fill="currentColor" /> : <Pin />}
        pressed={pinned}
        data-pin={row.id}
        onClick={onPin}
        className={cn(
          "relative z-10 -mr-2 aria-pressed:bg-transparent sm:-mr-3",
          !pinned && "opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100",
        )}
      />
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`More for ${title}`}
            className="relative z-10 inline-flex size-7 shrink-0 items-center justify-center rounded-control text-dim hover:bg-active hover:text-text data-[state=open]:bg-active"
          >
            <MoreHorizontal aria-hidden className="size-4" />
          </button>
        }
      >
        <MenuItem icon={<ExternalLink />} onSelect={() => window.open(href, "_blank")}>
          Open in a new tab
        </MenuItem>
        <MenuItem icon={<Download />} onSelect={() => downloadFrom(api.exportUrl(row.id))}>
          Export JSON
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={onDelete}>
          Delete
        </MenuItem>
      </Menu>
    </li>
  );
}

function VersionPill({ row }: { row: Row }) {
  if (row.version === null) return <Pill>Draft</Pill>;
  return <Pill>{row.draft ? `v${row.version} + draft` : `v${row.version}`}</Pill>;
}

function LastRun({ row }: { row: Row }) {
  if (!row.lastRun) return <span className="text-faint">Never run</span>;
  const look = runLook(row.lastRun);
  return (
    <>
      <StatusIcon look={look} />
      <span className="truncate">
        {look.label} <Moment at={row.lastRun.at} className="text-faint" />
      </span>
    </>
  );
}
