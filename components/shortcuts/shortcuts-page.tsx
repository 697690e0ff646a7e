"use client";

import { Printer } from "lucide-react";
import { useState } from "react";
import { PageFrame } from "@/components/start/page-frame";
import { Button } from "@/components/ui/button";
import { useMac } from "@/components/ui/kbd";
import { Select } from "@/components/ui/select";
import { ShortcutSearch } from "./shortcut-search";

/** Every key of the editor on one page, for either kind of keyboard; prints as a sheet. */
export function ShortcutsPage() {
  const here = useMac();
  const [chosen, setChosen] = useState<"mac" | "other">();
  const keyboard = chosen ?? (here ? "mac" : "other");
  return (
    <PageFrame
      title="Keyboard shortcuts"
      lead="The keys of the editor. They are silent while you type into a field."
      actions={
        <Button onClick={() => window.print()}>
          <Printer />
          Print
        </Button>
      }
    >
      <ShortcutSearch
        mac={keyboard === "mac"}
        aside={
          <Select
            label="Keyboard"
            value={keyboard}
            onChange={(value) => setChosen(value as "mac" | "other")}
            options={[
              { value: "other", label: "Windows and Linux" },
              { value: "mac", label: "Mac" },
            ]}
          />
        }
      />
    </PageFrame>
  );
}
