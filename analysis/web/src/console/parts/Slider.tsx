// A value of the cluster that a slider sets: while it is moved it shows where it would go, and so until the
// cluster's news tell of it. Of quick presses the last is sent once the one before has been answered:
//
//   press 1, press 2, press 3 → set(1); its answer → set(3); its answer; news of 1 (an old one); news of 3
import { useEffect, useRef, useState } from "preact/hooks";

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

/** What the news do not confirm in so long was changed by somebody else. */
const PATIENCE_MS = 4000;

export function Slider({ id, label, min, max, value, shown, text, set, disabled = false }: Props) {
  const [draft, setDraft] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const next = useRef<number | null>(null);
  const now = useRef({ set, busy: false });
  now.current.set = set;
  // An effect runs late: by then the hand may be further.
  const forget = (position: number) => setDraft((latest) => (latest === position ? null : latest));
  useEffect(() => {
    if (draft === null || busy) return;
    if (text(draft) === shown) return forget(draft);
    const timer = setTimeout(() => forget(draft), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [draft, busy, shown]);
  const send = async (position: number) => {
    next.current = position;
    if (now.current.busy) return;
    setBusy((now.current.busy = true));
    for (let to: number | null; (to = next.current) !== null; ) {
      next.current = null;
      if (!(await now.current.set(to))) forget(to);
    }
    setBusy((now.current.busy = false));
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
