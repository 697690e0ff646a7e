"use client";

import { useMemo } from "react";
import { isJsonObject, type Json } from "@/lib/base/json";
import {
  addNamesChanges,
  arePermissions,
  namesIn,
  otherPermissionKeys,
  type PermissionList,
  removeMemberChanges,
  removeNameChanges,
} from "@/lib/editor/permission-edits";
import { policyDialect } from "@/lib/editor/rule-edits";
import { useEditor } from "@/lib/editor/use-editor";
import { FormRow } from "../form-row";
import { RulesField } from "../rules/rules-field";
import { fieldId, useChanges } from "../use-field";
import { AlsoKeys } from "./also-keys";
import { FieldsOrJson, type FieldWords } from "./fields-or-json";
import { NamesInput } from "./names-input";
import type { FieldProps } from "./props";
import type { SuggestOption } from "./suggest-input";
import { useEntityNames } from "./use-catalog-names";

const policy: FieldWords = {
  title: "Policy",
  description:
    "One more way in, asked when no list names the person: rules over who they are and what they fill in.",
};

/** Who may start a trigger: lists of names, each of which lets people in, and a policy (reference 8). */
export function PermissionsField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const users = useEntityNames("_user");
  const teams = useEntityNames("_team");
  const roles = useRoles();
  const isFit = arePermissions(value);
  const list = { at, permissions: value };
  const own = isJsonObject(value) ? value.policy : undefined;
  return (
    <FieldsOrJson field={field} at={at} value={value} hasFields={isFit} placeholder='{ "roles": ["Member"] }'>
      <div
        id={fieldId(at)}
        tabIndex={-1}
        className="flex flex-col gap-3 rounded-control border border-line bg-surface p-2.5"
      >
        <NamesRow
          {...list}
          name="roles"
          title="Roles"
          description="Everybody with one of these. Admins always may."
          placeholder="Member"
          options={roles}
        />
        <NamesRow
          {...list}
          name="users"
          title="Users"
          description="Emails of people."
          placeholder="ann@example.com"
          options={users.options}
          onAsk={users.ask}
        />
        <NamesRow
          {...list}
          name="teams"
          title="Teams"
          description="Everybody in one of these."
          placeholder="platform"
          options={teams.options}
          onAsk={teams.ask}
        />
        <RulesField
          field={policy}
          at={`${at}/policy`}
          value={own}
          dialect={policyDialect}
          onRemove={() => change(removeMemberChanges(at, value, "policy"))}
        />
        <AlsoKeys keys={otherPermissionKeys(value)} />
      </div>
    </FieldsOrJson>
  );
}

function NamesRow({
  at,
  permissions,
  name,
  title,
  description,
  placeholder,
  options,
  onAsk,
}: {
  at: string;
  permissions: Json | undefined;
  name: PermissionList;
  title: string;
  description: string;
  placeholder: string;
  options: readonly SuggestOption[];
  onAsk?: (text: string) => void;
}) {
  const change = useChanges();
  return (
    <FormRow at={`${at}/${name}`} title={title} description={description} below>
      <NamesInput
        at={`${at}/${name}`}
        label={title}
        names={namesIn(permissions, name)}
        options={options}
        placeholder={placeholder}
        {...(onAsk && { onAsk })}
        onAdd={(names) => change(addNamesChanges(at, permissions, name, names))}
        onRemove={(index) => change(removeNameChanges(at, permissions, name, index))}
      />
    </FormRow>
  );
}

/** Port's roles, and those that users of the catalog may have. */
function useRoles(): SuggestOption[] {
  const role = useEditor((state) => state.blueprints?._user?.properties.port_role);
  return useMemo(() => {
    const known = isJsonObject(role) && Array.isArray(role.enum) ? role.enum.map(String) : [];
    return [...new Set(["Admin", "Moderator", "Member", ...known])].map((value) => ({ value, detail: "" }));
  }, [role]);
}
