import { expect, test } from "vitest";
import { layout } from "../../src/shared/spacetime/layout";
import { unpacked } from "../../src/shared/spacetime/diagram";
import { filtered, NO_FILTER, prepare } from "../../src/shared/spacetime/index";
import { paint } from "../../src/shared/spacetime/paint";
import { lanesOf, type Scene } from "../../src/shared/spacetime/scene";
import { escaped, SvgPen } from "../../src/shared/spacetime/svg-pen";
import { planted } from "../fixtures/shapes";

test("markup becomes text", () => expect(escaped(`<a href="x">&'`)).toBe("&#60;a href=&#34;x&#34;&#62;&#38;&#39;"));
test("what XML has no character for is replaced", () => expect(escaped("a\u0000b\u001f")).toBe("a\ufffdb\ufffd"));

test("a drawing of hostile names has no tag of theirs", () => {
  const d = unpacked(planted().strategies[1]!.stories[0]!.diagram)!;
  const p = prepare(d);
  const visible = filtered(p, NO_FILTER);
  const scene: Scene = { prepared: p, visible, laneOf: lanesOf(d.regions.length, visible.lanes), layout: layout(900, d.regions.length), view: { from: p.from, to: p.to },
    palette: { paper: "#fff", ink: "#000", ink2: "#222", ink3: "#444", line: "#ddd", lane: "#888", accent: "#00f", read: "#666",
      fate: d.fates.map(() => ({ color: "#0a0", shape: "disc", lost: false, words: "" })) }, selected: 0, until: null };
  const pen = new SvgPen();
  const painted = paint(pen, scene);
  const file = pen.file(900, 400, d.regions[0]!, "x");
  expect(painted.detail).toBe(true);
  expect(file).toContain("&#60;script&#62;");
  expect(file).not.toMatch(/<script|<img|onerror="/);
  const tags = new Set([...file.matchAll(/<([a-z]+)/g)].map((m) => m[1]));
  expect([...tags].filter((t) => !["svg", "title", "desc", "path", "rect", "circle", "text"].includes(t!))).toEqual([]);
});
