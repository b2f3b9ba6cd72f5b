"use strict";
(function () {
  const lit = "lit";

  function light(id, on) {
    document.querySelectorAll('[data-note="' + CSS.escape(id) + '"]').forEach(function (element) {
      element.classList.toggle(lit, on);
    });
  }

  function noteOf(target) {
    const element = target instanceof Element ? target.closest("[data-note]") : null;
    return element ? element.dataset.note : null;
  }

  /* A mark and its card light up together; a mark brings its card into view. */
  let shown = null;
  let unfolded = null;
  function unfold(details) {
    if (unfolded && unfolded !== details) unfolded.open = false;
    unfolded = details && !details.open ? details : null;
    if (unfolded) unfolded.open = true;
  }
  function show(id, from) {
    if (shown === id) return;
    if (shown) light(shown, false);
    shown = id;
    if (!id) return;
    light(id, true);
    const card = document.getElementById("card-" + id);
    unfold(card && from instanceof Element && from.closest("mark") ? card.querySelector("details") : null);
    const panel = card && card.closest(".cards");
    if (panel && from instanceof Element && from.closest("mark") && panel.scrollHeight > panel.clientHeight) {
      panel.scrollTo({ top: card.offsetTop - panel.offsetTop - 24, behavior: "auto" });
    }
  }
  document.addEventListener("mouseover", function (event) { const id = noteOf(event.target); if (id) show(id, event.target); });
  document.addEventListener("focusin", function (event) { const id = noteOf(event.target); if (id) show(id, event.target); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target instanceof Element && event.target.matches("mark[data-note]")) {
      const card = document.getElementById("card-" + event.target.dataset.note);
      if (card) { card.querySelector("details").open = true; card.focus(); }
    }
    if (event.key === "/" && !event.target.matches("input, textarea, select")) {
      event.preventDefault();
      document.getElementById("find").focus();
    }
  });

  function open() {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^card-/, "");
    if (id && document.getElementById("card-" + id)) show(id, document.getElementById(id));
  }
  window.addEventListener("hashchange", open);
  open();

  /* Kinds of notes can be hidden in the text. */
  document.querySelectorAll(".layer-toggle").forEach(function (box) {
    box.addEventListener("change", function () {
      document.querySelectorAll("mark." + box.value + ", .card." + box.value).forEach(function (element) {
        element.classList.toggle("off", !box.checked);
      });
    });
  });

  /* A rejected note loses its mark, one taken back regains it. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!(form instanceof Element) || !form.matches(".judge")) return;
    const id = form.closest("[data-note]").dataset.note;
    const verdict = event.submitter ? event.submitter.value : "";
    document.querySelectorAll('mark[data-note="' + CSS.escape(id) + '"]').forEach(function (mark) {
      mark.classList.toggle("gone", verdict === "reject");
    });
    document.getElementById("told").textContent = { accept: "Accepted.", reject: "Rejected; it counts no more.", withdraw: "Taken back." }[verdict] || "";
  });

  /* A drawing can be saved as SVG or PNG; beside it stands a table, and the page as data. */
  const kept = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "fill-opacity", "font-family", "font-size", "font-weight", "text-anchor"];
  function drawing(svg) {
    const copy = svg.cloneNode(true);
    const from = [svg].concat(Array.from(svg.querySelectorAll("*")));
    [copy].concat(Array.from(copy.querySelectorAll("*"))).forEach(function (element, number) {
      const style = getComputedStyle(from[number]);
      kept.forEach(function (name) { element.setAttribute(name, style.getPropertyValue(name)); });
      element.removeAttribute("class");
    });
    const box = svg.viewBox.baseVal;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    copy.querySelectorAll("a").forEach(function (link) { link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href); });
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ground.setAttribute("width", box.width);
    ground.setAttribute("height", box.height);
    ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
    copy.insertBefore(ground, copy.firstChild);
    return new XMLSerializer().serializeToString(copy);
  }
  function save(name, address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
  }
  function saved(figure, kind) {
    const svg = figure.querySelector("svg");
    const text = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawing(svg));
    const name = "detente-" + figure.dataset.drawn + "." + kind;
    if (kind === "svg") { save(name, text); return; }
    const image = new Image();
    image.onload = function () {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * image.width;
      canvas.height = 2 * image.height;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      save(name, canvas.toDataURL("image/png"));
    };
    image.src = text;
  }
  document.querySelectorAll("figure[data-drawn]").forEach(function (figure) {
    if (!figure.querySelector("svg")) return;
    const bar = document.createElement("p");
    bar.className = "save";
    ["svg", "png"].forEach(function (kind) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Save " + kind.toUpperCase();
      button.addEventListener("click", function () { saved(figure, kind); });
      bar.append(button, " ");
    });
    const data = document.querySelector(".exports a:last-of-type");
    if (data) {
      const link = document.createElement("a");
      link.href = data.href;
      link.textContent = "Data";
      link.title = "This page as CSV";
      bar.append(link);
    }
    figure.append(bar);
  });

  /* Times in the reader's own clock. */
  document.querySelectorAll("time[datetime]").forEach(function (time) {
    const at = new Date(time.dateTime);
    const minutes = Math.round((Date.now() - at) / 60000);
    if (isNaN(minutes)) return;
    time.title = time.textContent;
    time.textContent = at.toLocaleString([], { dateStyle: "medium", timeStyle: "medium" }) + (minutes < 1 ? ", less than a minute ago" : minutes < 120 ? ", " + minutes + (minutes === 1 ? " minute ago" : " minutes ago") : "");
  });

  /* Files dropped on the page. */
  const drop = document.getElementById("drop");
  if (drop) {
    const input = document.getElementById("files");
    const tell = function () {
      const bytes = Array.from(input.files).reduce(function (sum, file) { return sum + file.size; }, 0);
      const kilobytes = Math.ceil(bytes / 1024).toLocaleString("en");
      document.getElementById("chosen").textContent = input.files.length + (input.files.length === 1 ? " file, " : " files, ") + kilobytes + " kB";
    };
    input.addEventListener("change", tell);
    ["dragenter", "dragover"].forEach(function (name) {
      document.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("over"); });
    });
    document.addEventListener("dragleave", function (event) { if (!event.relatedTarget) drop.classList.remove("over"); });
    document.addEventListener("drop", function (event) {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; tell(); }
    });
  }
})();
