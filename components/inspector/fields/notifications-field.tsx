"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { notificationFields, notificationTargets } from "@/lib/nodes/input/notifications";
import { ConfigForm, keysOf } from "../config-form";
import { FormRow } from "../form-row";
import { OtherProblems, placesOf } from "../other-problems";
import { fieldId, useChanges, useLocked } from "../use-field";
import type { FieldProps } from "./props";

type Choice = "default" | "nobody" | "these";

const choices: { value: Choice; label: string; description: string }[] = [
  { value: "default", label: "The usual way", description: "By email, when a mail server is set up." },
  { value: "nobody", label: "Not at all", description: "The inbox alone." },
  { value: "these", label: "In these ways", description: "Email, Slack or a webhook." },
];

const choiceOf = (value: Json | undefined): Choice =>
  !Array.isArray(value) ? "default" : value.length === 0 ? "nobody" : "these";

/** How those who may answer are told: the usual way, not at all, or by a list of notifications. */
export function NotificationsField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const list = Array.isArray(value) ? value : [];
  const choose = (choice: string) => {
    if (choice === choiceOf(value)) return;
    const [first] = notificationTargets;
    const next = choice === "default" ? undefined : choice === "nobody" ? [] : [{ ...first.initial }];
    change([{ at, value: next as Json | undefined }]);
  };
  return (
    <FormRow at={at} title={field.title} description={field.description}>
      <Select
        id={fieldId(at)}
        disabled={locked}
        value={choiceOf(value)}
        onChange={choose}
        options={choices}
      />
      {list.length > 0 && (
        <ul aria-label="Notifications" className="flex flex-col gap-2">
          {list.map((item, index) => (
            <Notification
              // Two may be alike, and only their place tells them apart.
              key={index.toString()}
              at={`${at}/${index}`}
              value={isJsonObject(item) ? item : {}}
              onRemove={() => change([{ at: list.length === 1 ? at : `${at}/${index}`, value: undefined }])}
            />
          ))}
        </ul>
      )}
      {list.length > 0 && (
        <Menu
          trigger={
            <Button variant="ghost" disabled={locked} className="self-start">
              <Plus /> Add notification
            </Button>
          }
        >
          {notificationTargets.map(({ target, title, initial }) => (
            <MenuItem
              key={target}
              onSelect={() => change([{ at, insert: { ...initial } as unknown as JsonObject }])}
            >
              {title}
            </MenuItem>
          ))}
        </Menu>
      )}
    </FormRow>
  );
}

function Notification({ at, value, onRemove }: { at: string; value: JsonObject; onRemove: () => void }) {
  const locked = useLocked();
  const target = typeof value.target === "string" ? value.target : "";
  const fields = notificationFields(target);
  const title = notificationTargets.find((one) => one.target === target)?.title ?? target;
  return (
    <li className="flex flex-col gap-3 rounded-control border border-line bg-surface p-2.5">
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium text-xs">{title || "Notification"}</span>
        <IconButton
          size="small"
          label={`Remove notification by ${title}`}
          icon={<X />}
          disabled={locked}
          onClick={onRemove}
        />
      </div>
      {target === "slack" && (
        <p className="text-faint text-xs">
          A message with what is asked and a button that leads to the answer, to the incoming webhook of the
          settings.
        </p>
      )}
      <OtherProblems at={at} fields={placesOf(at, keysOf(fields))} />
      <ConfigForm fields={fields} at={at} value={value} />
    </li>
  );
}
