// Entry of report.html.
import "uplot/dist/uPlot.min.css";
import "../shared/style/tokens.css";
import "../shared/style/base.css";
import "../shared/style/figure.css";
import "../shared/style/spacetime.css";
import "./report.css";
import "../shared/style/print.css";
import { render } from "preact";
import { watchTheme } from "../shared/theme";
import { App } from "./App";
import { read } from "./read";

watchTheme();
const reading = read(document.getElementById("report-data")?.textContent);
if ("data" in reading) document.title = `${reading.data.run.scenario}, seed ${reading.data.run.seed} · Lastwrite report`;
const place = document.getElementById("app")!;
place.textContent = "";
render(<App reading={reading} />, place);
