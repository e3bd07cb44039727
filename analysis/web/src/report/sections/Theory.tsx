// Closed forms beside what was measured, where the scenario is one they describe.
import { Figure } from "../../shared/Figure";
import { share } from "../../shared/format";
import { tsv } from "../../shared/tsv";
import { Agreement } from "../charts/Agreement";
import { IntervalPlot } from "../charts/IntervalPlot";
import { useReport } from "../context";
import { Section } from "./Section";

export function Theory() {
  const { summary } = useReport();
  const rows = summary.strategies.flatMap((s) => s.theory.map((t) => ({ s: s.name, ...t })));
  const outside = rows.filter((r) => !r.inside).length;
  const data = () => tsv(["strategy", "region", "what", "predicted", "measured", "low", "high", "inside"],
    rows.map((r) => [r.s, r.region, r.what, r.predicted, r.measured, r.low, r.high, r.inside]));
  return (
    <Section id="theory" title="Theory" lead="Two regions, blind puts that come at random, a constant lag: then the chance of a loss has a closed form.">
      <Figure id="agreement" title="Predicted and measured" unit="share of a region's acknowledged writes, 95 % interval" data={data}
        empty={rows.length === 0 && "No closed form describes this scenario: it takes two regions, blind puts at random over equally likely keys, constant lags and no faults."}
        how={`diamonds are what the closed form predicts, dots with bars what was measured. ${outside === 0 ? "Every diamond lies on its bar." : `${outside} of ${rows.length} diamonds lie off their bars; of a hundred, five would by chance.`} In the second drawing the line is the theory: points on it agree.`}>
        {() => (
          <>
            <IntervalPlot label="Predicted and measured shares" format={share} rows={rows.map((r) => ({ name: `${r.region} ${r.what}`, estimate: r.measured, low: r.low, high: r.high,
              predicted: r.predicted, bad: !r.inside }))} />
            <Agreement rows={rows} />
          </>
        )}
      </Figure>
    </Section>
  );
}
