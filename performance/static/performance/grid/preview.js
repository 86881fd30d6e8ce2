/* How the server reads each value, shown beside it. */

const PAUSE = 250; // milliseconds of quiet before asking
const MOST = 1000; // values in one question

export class Preview {
  constructor(rows, address) {
    this.rows = rows;
    this.address = address;
    this.year = Number(rows.table.dataset.year) || null;
    this.readings = new Map(); // by value: the same text always reads the same
    this.timer = null;
  }

  /** Look at all values again, soon. */
  refresh() {
    if (!this.rows.fields.includes("value")) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const values = new Set(this.rows.texts().map(({ value }) => value || ""));
    const unread = Array.from(values)
      .filter((value) => !this.readings.has(value))
      .slice(0, MOST);
    if (unread.length) {
      const answer = await this.read(unread);
      if (!answer) return;
      unread.forEach((value, n) => this.readings.set(value, answer[n]));
      if (unread.length === MOST) this.refresh();
    }
    this.show();
  }

  /** The readings of the values; null while the server does not answer: a preview is never worth an alarm. */
  async read(values) {
    const token = this.rows.table.closest("form").elements.csrfmiddlewaretoken;
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token ? token.value : "" },
        body: JSON.stringify({ values, year: this.year }),
      });
      return answer.ok ? (await answer.json()).readings : null;
    } catch (fault) {
      return null;
    }
  }

  show() {
    this.rows.all().forEach((row) => {
      const place = row.querySelector("[data-preview]");
      const value = this.rows.control(row, "value");
      if (!place || !value) return;
      const reading = this.readings.get(value.value);
      if (reading !== undefined && place.textContent !== reading) place.textContent = reading;
    });
  }
}
