"use strict";
// Pans and zooms the picture, and shows beside it what the chosen state holds. Without this
// script the page still has the picture and all of it in words.
(function () {
  const data = JSON.parse(document.getElementById("details").textContent);
  const frame = document.getElementById("picture");
  const svg = frame.querySelector("svg");
  const panel = document.getElementById("panel");
  const words = document.getElementById("words");
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let view = whole.slice();

  // -- panning and zooming ------------------------------------------------------------------

  function show(next) {
    const width = Math.min(Math.max(next[2], whole[2] / 40), whole[2] * 3);
    const height = (width * whole[3]) / whole[2];
    view = [next[0], next[1], width, height];
    svg.setAttribute("viewBox", view.join(" "));
  }

  function zoom(by, x, y) {
    const px = x === undefined ? view[0] + view[2] / 2 : x;
    const py = y === undefined ? view[1] + view[3] / 2 : y;
    show([px - (px - view[0]) / by, py - (py - view[1]) / by, view[2] / by]);
  }

  function pan(dx, dy) {
    show([view[0] + dx * view[2], view[1] + dy * view[2], view[2]]);
  }

  function point(event) {
    const place = new DOMPoint(event.clientX, event.clientY);
    return place.matrixTransform(svg.getScreenCTM().inverse());
  }

  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("preserveAspectRatio", "xMidYMin meet");
  document.getElementById("closer").onclick = () => zoom(1.4);
  document.getElementById("farther").onclick = () => zoom(1 / 1.4);
  document.getElementById("all").onclick = () => show(whole.slice());

  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = point(event);
    zoom(Math.exp(-event.deltaY / 400), at.x, at.y);
  }, { passive: false });

  const fingers = new Map();
  let moved = false;
  frame.addEventListener("pointerdown", (event) => {
    if (fingers.size === 0) moved = false;
    fingers.set(event.pointerId, event);
  });
  frame.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const scale = 1 / svg.getScreenCTM().a;
    if (fingers.size === 2) {
      const other = [...fingers.values()].find((one) => one.pointerId !== event.pointerId);
      const far = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const at = point(other);
      zoom(far(event) / Math.max(1, far(before)), at.x, at.y);
    } else {
      const dx = event.clientX - before.clientX;
      const dy = event.clientY - before.clientY;
      if (!moved && Math.hypot(dx, dy) < 4) return;
      moved = true;
      show([view[0] - dx * scale, view[1] - dy * scale, view[2]]);
    }
    fingers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    frame.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }

  frame.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in steps) pan(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") show(whole.slice());
    else return;
    event.preventDefault();
  });

  // -- what stands beside it ----------------------------------------------------------------

  function add(parent, name, text, classes) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (classes) made.className = classes;
    parent.appendChild(made);
    return made;
  }

  function beats(many) {
    return many === 0 ? "at the start" : "after " + many + (many === 1 ? " beat" : " beats");
  }

  function called(state) {
    const one = data.states[state];
    const when = beats(one[1]);
    if (one[0] === "") return when[0].toUpperCase() + when.slice(1);
    return "State " + (one[0] === null ? state : one[0]) + ", " + when;
  }

  function wayTo(state) {
    const way = [];
    for (let here = state; data.states[here][4] !== null; here = data.states[here][4]) {
      way.unshift(data.says[data.states[here][5]]);
    }
    return way;
  }

  function link(parent, state, text) {
    const button = add(add(parent, "li"), "button", text);
    button.type = "button";
    button.onclick = () => choose(state, true);
  }

  function showFacts(parent, one) {
    const people = data.people.filter((name, who) => one[3][who] !== null);
    const minds = one[3].filter((row) => row !== null);
    add(parent, "h3", "What is so, and who believes what");
    const table = add(add(parent, "div", undefined, "scroll"), "table");
    const head = add(add(table, "thead"), "tr");
    for (const name of ["fact", "is", ...people]) add(head, "th", name).scope = "col";
    const body = add(table, "tbody");
    const rows = data.fluents.map((name, fact) => {
      const is = data.texts[data.rows[one[2]][fact]];
      const held = minds.map((row) => data.texts[data.rows[row][fact]]);
      return { name, is, held, wrong: held.some((text) => text !== is && text !== "?") };
    });
    rows.sort((a, b) => b.wrong - a.wrong);
    for (const row of rows) {
      const line = add(body, "tr");
      add(line, "th", row.name).scope = "row";
      add(line, "td", row.is);
      for (const text of row.held) {
        const wrong = text !== row.is && text !== "?";
        add(line, "td", wrong ? "\u2717 " + text : text, wrong ? "wrong" : "");
      }
    }
    if (rows.some((row) => row.wrong)) add(parent, "p", "\u2717 believed, and not so", "quiet");
  }

  function choose(state, focus) {
    const one = data.states[state];
    panel.textContent = "";
    const title = add(panel, "h2", called(state));
    title.tabIndex = -1;
    for (const goal of one[6]) add(panel, "p", "Reaches: " + data.goals[goal]);
    const way = wayTo(state);
    if (way.length) {
      add(panel, "h3", "How it came to this");
      const list = add(panel, "ol");
      for (const text of way) add(list, "li", text);
    }
    const moves = add(panel, "ul");
    if (one[4] !== null) link(moves, one[4], "\u2190 one beat back");
    if (one[7].length) {
      add(panel, "h3", "What can follow");
      const list = add(panel, "ul");
      for (const [event, target] of one[7]) {
        if (target === null) add(list, "li", data.says[event]);
        else link(list, target, data.says[event] + " \u2192");
      }
    }
    showFacts(panel, one);
    mark(data.spots.findIndex((states) => states.includes(state)));
    history.replaceState(null, "", "#state-" + state);
    if (focus) title.focus();
  }

  function chooseSpot(spot) {
    const states = data.spots[spot];
    if (data.sizes[spot] === 1 && states.length === 1) return choose(states[0], true);
    panel.textContent = "";
    const title = add(panel, "h2", data.sizes[spot].toLocaleString("en") + " states");
    title.tabIndex = -1;
    const some = states.slice(0, 100);
    add(panel, "p", some.length < data.sizes[spot] ? "The first " + some.length + ":" : "", "quiet");
    const list = add(panel, "ul");
    for (const state of some) {
      const came = data.states[state][5];
      link(list, state, called(state) + (came === null ? "" : ": " + data.says[came]));
    }
    mark(spot);
    title.focus();
  }

  function mark(spot) {
    for (const one of svg.querySelectorAll(".chosen")) one.classList.remove("chosen");
    const chosen = svg.querySelector('[data-spot="' + spot + '"]');
    if (chosen) chosen.classList.add("chosen");
  }

  const spots = [...svg.querySelectorAll("[data-spot]")];
  if (spots.length) svg.setAttribute("role", "group");
  for (const one of spots) {
    const spot = Number(one.dataset.spot);
    const tip = one.querySelector("title");
    one.setAttribute("tabindex", "0");
    one.setAttribute("role", "button");
    one.setAttribute("aria-label", tip ? tip.textContent : "Thing " + spot);
    one.addEventListener("click", () => { if (!moved) chooseSpot(spot); });
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      chooseSpot(spot);
    });
  }
  for (const line of words.querySelectorAll("[data-words]")) {
    const button = add(line, "button", "Show");
    button.type = "button";
    button.setAttribute("aria-label", "Show " + line.firstChild.textContent.split(",")[0]);
    button.onclick = () => chooseSpot(Number(line.dataset.words));
  }

  const asked = /^#state-(\d+)$/.exec(location.hash);
  if (asked && Number(asked[1]) < data.states.length) choose(Number(asked[1]), false);
  else if (!data.states.length) panel.remove();
})();
