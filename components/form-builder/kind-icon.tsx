import {
  Braces,
  Calendar,
  CaseSensitive,
  CircleQuestionMark,
  FileCode,
  Hash,
  Heading,
  KeyRound,
  Link,
  List,
  ListChecks,
  Mail,
  Package,
  SquareArrowOutUpRight,
  TextInitial,
  ToggleRight,
  User,
  Users,
} from "lucide-react";

const icons: Record<string, typeof Link> = {
  text: CaseSensitive,
  "multi-line": TextInitial,
  markdown: Heading,
  yaml: FileCode,
  url: Link,
  email: Mail,
  "date-time": Calendar,
  choice: ListChecks,
  number: Hash,
  boolean: ToggleRight,
  entity: Package,
  user: User,
  team: Users,
  array: List,
  object: Braces,
  "labeled-url": SquareArrowOutUpRight,
  secret: KeyRound,
};

/** The picture of a kind of input. */
export function KindIcon({ id, className }: { id: string | undefined; className?: string }) {
  const Icon = icons[id ?? ""] ?? CircleQuestionMark;
  return <Icon aria-hidden className={className} />;
}
