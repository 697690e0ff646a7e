import type { Metadata } from "next";
import { InboxPage } from "@/components/inbox/inbox-page";

export const metadata: Metadata = { title: "Inbox" };

/** Where notifications lead: the inbox with one question open. */
export default async function Page({ params }: { params: Promise<{ nodeRun: string }> }) {
  const { nodeRun } = await params;
  return <InboxPage open={decodeURIComponent(nodeRun)} />;
}
