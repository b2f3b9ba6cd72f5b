"use strict";
(function () {
  document.querySelectorAll("figure[data-chart]").forEach(function (figure) {
    const name = figure.dataset.chart;
    const spec = vegaLite.compile(JSON.parse(document.getElementById("chart-" + name).textContent)).spec;
    const view = new vega.View(vega.parse(spec, null, { ast: true }), {
      expr: vegaInterpreter.expressionInterpreter,
      renderer: "svg",
      container: figure.querySelector(".canvas"),
      hover: true,
    });
    view.runAsync().then(function () {
      figure.querySelector("svg").setAttribute("aria-hidden", "true"); /* its container has a name, and a table stands beside it */
    }).catch(function () { figure.hidden = true; });
    figure.querySelectorAll("[data-save]").forEach(function (button) {
      button.addEventListener("click", function () {
        const kind = button.dataset.save;
        view.toImageURL(kind, 2).then(function (url) {
          const link = document.createElement("a");
          link.href = url;
          link.download = "detente-" + name + "." + kind;
          link.click();
        });
      });
    });
  });
})();
