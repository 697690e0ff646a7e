import type { Metadata } from "next";
import { ShortcutsPage } from "@/components/shortcuts/shortcuts-page";

export const metadata: Metadata = { title: "Keyboard shortcuts" };

export default function Page() {
  return <ShortcutsPage />;
}
