"use strict";
(function () {
  const figure = document.getElementById("timeline-figure");
  const data = document.getElementById("timeline-spec");
  const spec = vegaLite.compile(JSON.parse(data.textContent)).spec;
  const runtime = vega.parse(spec, null, { ast: true });
  figure.hidden = false;
  new vega.View(runtime, {
    expr: vegaInterpreter.expressionInterpreter,
    renderer: "svg",
    container: "#timeline-chart",
    hover: true,
  }).runAsync().catch(function () { figure.hidden = true; });
})();
