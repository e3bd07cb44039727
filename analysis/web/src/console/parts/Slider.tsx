// A value of the cluster that a slider sets: while it is moved it shows where it would go; once let go it
// sends that, and shows what the cluster says again.
import { useEffect, useState } from "preact/hooks";

interface Props {
  id: string;
  label: string;
  min: number;
  max: number;
  value: number; // the position that the cluster's value has
  shown: string; // the cluster's value
  text: (position: number) => string;
  set: (position: number) => Promise<boolean>;
  disabled?: boolean;
}

export function Slider({ id, label, min, max, value, shown, text, set, disabled = false }: Props) {
  const [draft, setDraft] = useState<number | null>(null);
  useEffect(() => setDraft(null), [value, shown]);
  const send = async (position: number) => {
    if (!(await set(position))) setDraft(null);
  };
  const words = draft === null ? shown : text(draft);
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input id={id} type="range" min={min} max={max} step={1} value={draft ?? value} aria-valuetext={words} disabled={disabled}
        onInput={(e) => setDraft(Number(e.currentTarget.value))} onChange={(e) => void send(Number(e.currentTarget.value))} />
      <output for={id}>{words}</output>
    </div>
  );
}
