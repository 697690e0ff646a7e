"use client";

import { Check } from "lucide-react";
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from "radix-ui";

interface ToggleProps {
  id?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Accessible name where no `<label htmlFor>` names it. */
  label?: string;
  disabled?: boolean;
}

/** On or off, at once. */
export function Switch({ id, checked, onChange, label, disabled }: ToggleProps) {
  return (
    <RadixSwitch.Root
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      aria-label={label}
      disabled={disabled ?? false}
      className="finger-reach relative inline-flex h-[18px] w-8 shrink-0 items-center rounded-full border border-line-strong bg-active p-px transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
    >
      <RadixSwitch.Thumb className="size-3.5 rounded-full bg-raised transition-transform data-[state=checked]:translate-x-3.5" />
    </RadixSwitch.Root>
  );
}

/** Chosen or not, for lists and forms that are sent later. */
export function Checkbox({ id, checked, onChange, label, disabled }: ToggleProps) {
  return (
    <RadixCheckbox.Root
      id={id}
      checked={checked}
      onCheckedChange={(state) => onChange(state === true)}
      aria-label={label}
      disabled={disabled ?? false}
      className="finger-reach relative inline-flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-line-strong bg-raised text-accent-ink data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
    >
      <RadixCheckbox.Indicator>
        <Check className="size-3" strokeWidth={3} />
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
