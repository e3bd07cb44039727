// The most instructive losses, told and drawn; then the diagram of the whole strategy.
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { FateBadge } from "../../shared/Glyph";
import { headOf, isPart, unpacked, type Head } from "../../shared/spacetime/diagram";
import { prepare } from "../../shared/spacetime/index";
import { roomFor, SpaceTime } from "../../shared/spacetime/SpaceTime";
import { LongText } from "../../shared/LongText";
import { Near } from "../../shared/Near";
import { soon } from "../../shared/when-near";
import { abridged, count, seconds } from "../../shared/format";
import { useReport, whyNothing } from "../context";
import type { Story, StrategyData } from "../data";
import { Section } from "./Section";

export function Stories() {
  const report = useReport();
  const { strategy } = report;
  const stories = strategy?.stories ?? [];
  const none = report.numbers && report.numbers.lost === 0 ? `${report.numbers.name} lost nothing, so there is no loss to tell.` : "No story was kept.";
  return (
    <Section id="stories" title="Losses worth a story" lead={stories.length > 0 ? `${count(stories.length)} of the losses of ${strategy!.name}, the most instructive first.` : undefined}>
      {stories.length === 0 && <p class="empty">{whyNothing(report, none)}</p>}
      {strategy && stories.map((story, i) => <OneStory key={`${strategy.name}-${i}`} story={story} n={i} />)}
      {strategy && <WholeRun s={strategy} />}
    </Section>
  );
}

function OneStory({ story, n }: { story: Story; n: number }) {
  const label = story.write.split("/").pop() ?? "";
  const diagram = useMemo(() => unpacked(story.diagram), [story]);
  return (
    <article class="figure story" aria-labelledby={`story-${n}-title`}>
      <div class="figure-head">
        <h3 id={`story-${n}-title`}>{n + 1}. {abridged(story.title)}</h3>
        <FateBadge fate={story.fate} />
      </div>
      <p class="small quiet">Write <code>{story.write}</code></p>
      {story.text && <StoryText text={story.text} />}
      <SpaceTime id={`story-${n}`} diagram={diagram} title={abridged(story.title)} focus={label} />
    </article>
  );
}

const MOMENT = /^\s*(-?[\d.]+ s)\s+(.*)$/;

/** What happened at moments is told beside them; the rest is prose. */
function StoryText({ text }: { text: string }) {
  return (
    <div class="story-text">
      {text.split("\n").filter(Boolean).map((line) => {
        const [, moment, sentence] = MOMENT.exec(line) ?? [];
        return moment ? <p class="moment"><span class="at">{moment}</span> <span><LongText text={sentence!} of="the line" /></span></p> : <p><LongText text={line} of="the line" /></p>;
      })}
    </div>
  );
}

/** How much of a strategy's run its diagram keeps; null: all. `long`: until what was measured had ended, or all did. */
export function partOf(d: Head, s: StrategyData): { until: string; long: string; events: string } | null {
  if (!isPart(d)) return null;
  const until_s = d.until_us / 1e6;
  const end = until_s < s.measure_s ? s.measure_s : Math.max(until_s, ...s.phases.map((p) => p.end_s));
  return { until: seconds(until_s), long: seconds(end), events: `${count(d.shown_events)} of ${count(d.total_events)} events` };
}

function WholeRun({ s }: { s: StrategyData }) {
  const report = useReport();
  const head = headOf(s.diagram);
  const part = head && partOf(head, s);
  const height = roomFor(head?.regions.length ?? 0);
  return (
    <article class="figure" id="diagram" aria-labelledby="diagram-title">
      <div class="figure-head">
        <h3 id="diagram-title">{part ? `The first ${part.until} of ${s.name}` : `The whole run of ${s.name}`} as a space-time diagram</h3>
      </div>
      {head ? (
        <>
          {part && <p class="small" id="diagram-part">These are the first {part.until} of {part.long}: {part.events}. With more, this file would become too large to open well.</p>}
          <p class="how">
            <b>How to read it:</b> each line is a region, time runs to the right. A mark on a line is a write that the region accepted, an arrow is its replication.
            Two marks of one key whose arrows cross did not know each other: one of them loses. With all keys shown, most arrows that cross have nothing to do with each other: choose a key.
          </p>
          <Near key={s.name} height={height}>
            {() => <WholeDrawing s={s} height={height} title={`${report.data.run.scenario}, ${s.name}`} {...(part ? { part: `first ${part.until}` } : {})} />}
          </Near>
        </>
      ) : <p class="empty">{whyNothing(report, "The events of this run were not kept, so there is no diagram.")}</p>}
    </article>
  );
}

// Up to 100,000 events: unpacked, put in order and drawn one after the other, so that scrolling goes on between.
function WholeDrawing({ s, title, part, height }: { s: StrategyData; title: string; part?: string; height: number }) {
  const [step, go] = useState(0);
  useLayoutEffect(() => (step < 3 ? soon(() => go(step + 1)) : undefined), [step]);
  const diagram = useMemo(() => (step < 1 ? null : unpacked(s.diagram)), [s, step < 1]);
  const prepared = useMemo(() => (step < 2 || !diagram ? undefined : prepare(diagram)), [diagram, step < 2]);
  if (step < 3) return <div style={{ minHeight: `${height}px` }} />;
  return <SpaceTime id="whole" diagram={diagram} {...(prepared ? { prepared } : {})} title={title} {...(part ? { part } : {})} />;
}
