// Draws the pictures of the figures from the data beside them. Without it the tables say the same.
(() => {
  "use strict";

  const INK = "#1b1f24";
  const COLOURS = ["#1d4f8c", "#c25b12", "#2f7d4f", "#8a6100"];
  const FAMILY = getComputedStyle(document.body).fontFamily;
  const drawn = [];

  const brush = document.createElement("canvas").getContext("2d");
  brush.font = `12px ${FAMILY}`;

  function width(word) {
    return brush.measureText(word).width;
  }

  function shortened(word, room) {
    if (width(word) <= room) {
      return word;
    }
    let most = word.length - 1;
    while (most > 1 && width(`${word.slice(0, most)}…`) > room) {
      most -= 1;
    }
    return `${word.slice(0, most)}…`;
  }

  function largest(picture) {
    const sums = picture.categories.map((_, place) => {
      const values = picture.series.map((one) => Number(one.values[place]));
      return picture.stacked ? values.reduce((all, one) => all + one, 0) : Math.max(...values);
    });
    return Math.max(...sums, 0);
  }

  function option(picture, title, across) {
    const room = Math.min(Math.max(...picture.categories.map(width)) + 1, across * 0.38);
    const whole = largest(picture);
    const several = picture.series.length > 1;
    const label = {
      show: true,
      color: INK,
      position: picture.stacked ? "inside" : "right",
      textBorderColor: "#fff",
      textBorderWidth: 3,
      formatter: ({ seriesIndex, dataIndex, value }) =>
        picture.stacked && value < whole * 0.12 ? "" : picture.series[seriesIndex].labels[dataIndex],
    };
    return {
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: FAMILY, color: INK },
      aria: {
        enabled: true,
        decal: { show: several },
        label: { general: { withTitle: `${title}图`, withoutTitle: `${title}图` }, data: { maxCount: 8 } },
      },
      title: { show: false, text: title },
      legend: {
        show: several,
        top: 0,
        left: 0,
        itemWidth: 28,
        itemHeight: 14,
        selectedMode: false,
        textStyle: { color: INK },
      },
      grid: { top: several ? 32 : 8, left: room + 8, right: picture.stacked ? 24 : 84, bottom: 34 },
      xAxis: {
        type: "value",
        max: picture.measure === "%" ? 100 : undefined,
        minInterval: picture.measure === "万元" || picture.measure === "%" ? undefined : 1,
        name: picture.measure,
        nameGap: 4,
        nameTextStyle: { color: INK },
        splitNumber: across < 500 ? 2 : 5,
        axisLabel: { color: INK, hideOverlap: true },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: picture.categories,
        axisTick: { show: false },
        axisLabel: { color: INK, interval: 0, formatter: (word) => shortened(word, room) },
      },
      series: picture.series.map((one) => ({
        type: "bar",
        name: one.name,
        data: one.values.map((value) => (value === null ? null : Number(value))),
        stack: picture.stacked ? "whole" : undefined,
        barMaxWidth: 22,
        label,
        silent: true,
        itemStyle: { borderColor: "#fff", borderWidth: 1 },
      })),
    };
  }

  function draw(place) {
    const picture = JSON.parse(document.getElementById(place.dataset.picture).textContent);
    const bars = picture.stacked ? 1 : picture.series.length;
    place.hidden = false;
    place.style.height = `${picture.categories.length * (bars * 22 + 14) + 80}px`;
    const chart = window.echarts.init(place, null, { renderer: "svg", locale: "ZH" });
    const title = place.dataset.title;
    const paint = () => {
      chart.resize();
      chart.setOption(option(picture, title, place.clientWidth), true);
    };
    paint();
    place.setAttribute("role", "img");
    drawn.push(paint);
  }

  document.querySelectorAll("[data-picture]").forEach(draw);
  let waiting = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => drawn.forEach((paint) => paint()), 100);
  });
  window.matchMedia("print").addEventListener("change", () => drawn.forEach((paint) => paint()));
})();
