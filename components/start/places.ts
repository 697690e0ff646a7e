import { Bot, Braces, Database, Inbox, KeyRound, type LucideIcon, Server, Workflow, Zap } from "lucide-react";

/** A page of ours. */
export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
}

export const places: readonly Place[] = [
  { href: "/", label: "Workflows", icon: Workflow },
  { href: "/self-service", label: "Self-service", icon: Zap },
  { href: "/inbox", label: "Inbox", icon: Inbox },
  { href: "/catalog", label: "Catalog", icon: Database },
];

export const settings: readonly Place[] = [
  { href: "/secrets", label: "Secrets", icon: KeyRound },
  { href: "/environments", label: "Environments", icon: Server },
  { href: "/clients", label: "API clients", icon: Bot },
  { href: "/api-docs", label: "API", icon: Braces },
];
