"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { count } from "@/components/run/format";
import { api } from "@/lib/editor/api";
import { namesSecret } from "./secret-name";

interface Use {
  id: string;
  title: string;
}

/** How many drafts are read at a time. */
const batch = 8;

/** The workflows whose draft names a secret; looked up when somebody is about to delete it. */
export function UsedBy({ name }: { name: string }) {
  const [uses, setUses] = useState<Use[]>();
  useEffect(() => {
    let gone = false;
    void findUses(name).then((found) => {
      if (!gone) setUses(found);
    });
    return () => {
      gone = true;
    };
  }, [name]);
  if (!uses) return <p role="status">Looking for workflows that use it…</p>;
  if (uses.length === 0) return <p>No workflow's draft uses it.</p>;
  return (
    <div>
      <p>Used by {count(uses.length, "workflow")}:</p>
      <ul className="mt-1 flex max-h-40 list-disc flex-col gap-0.5 overflow-y-auto pl-4">
        {uses.map((use) => (
          <li key={use.id}>
            <Link href={`/workflows/${encodeURIComponent(use.id)}`} className="text-accent hover:underline">
              {use.title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

async function findUses(name: string): Promise<Use[]> {
  const rows = await api.workflows();
  if (!rows.ok) return [];
  const uses: Use[] = [];
  for (let from = 0; from < rows.value.length; from += batch) {
    const some = rows.value.slice(from, from + batch);
    const details = await Promise.all(some.map((row) => api.workflow(row.id)));
    details.forEach((detail, index) => {
      const row = some[index];
      if (row && detail.ok && namesSecret(detail.value.text, name))
        uses.push({ id: row.id, title: row.title || row.identifier });
    });
  }
  return uses;
}
